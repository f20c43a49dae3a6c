"""The tables of disowned purchases and of the steps of each."""

from typing import ClassVar

from django.db import models


class DisownedPurchase(models.Model):
    """否认购买 One report, as it stands."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    person = models.BinaryField()
    state = models.TextField()
    reported_at = models.DateTimeField()
    state_at = models.DateTimeField()
    due_on = models.DateField()

    class Meta:
        """Keys: a list is disowned once, unless that was recalled."""

        db_table = "disavowal"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper"],
                condition=~models.Q(state="recalled"),
                name="disavowal_once",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "reported",
                        "inquired",
                        "upheld",
                        "dismissed",
                        "appealed",
                        "settled",
                        "recalled",
                    ]
                ),
                name="disavowal_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "id"], name="disavowal_person"),
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(state__in=["reported", "inquired", "appealed"]),
                name="disavowal_open",
            ),
        ]


class DisavowalStep(models.Model):
    """经过 One step of a report; never changed, never deleted.

    `words` are sealed: people write of themselves.
    """

    id = models.BigAutoField(primary_key=True)
    disavowal = models.BigIntegerField()
    name = models.TextField()
    source = models.TextField()
    target = models.TextField()
    actor = models.TextField()
    by = models.TextField()
    words = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Indexes."""

        db_table = "disavowal_step"
        indexes: ClassVar = [
            models.Index(fields=["disavowal", "id"], name="disavowal_step_of")
        ]
