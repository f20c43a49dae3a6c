"""The table of proposals that wait for a second person."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class ProposedAct(models.Model):
    """复核事项 One act proposed by one person, confirmed or not by another."""

    id = models.BigAutoField(primary_key=True)
    subject = models.TextField()
    move = models.TextField()
    reason = models.TextField()
    papers = ArrayField(models.BigIntegerField(), default=list)
    shown = models.TextField()
    post = models.TextField()
    organisation = models.TextField()
    first = models.TextField()
    first_at = models.DateTimeField()
    state = models.TextField(default="proposed")
    second = models.TextField(default="")
    second_at = models.DateTimeField(null=True)
    word = models.TextField(default="")

    class Meta:
        """Keys: one proposal on a thing at a time, and never by one person alone."""

        db_table = "proposed_act"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(state="proposed"),
                name="proposed_act_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["confirmed", "declined"])
                | (~models.Q(second="") & ~models.Q(second=models.F("first"))),
                name="proposed_act_two",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        "proposed",
                        "confirmed",
                        "declined",
                        "withdrawn",
                        "lapsed",
                    ]
                ),
                name="proposed_act_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post", "-id"], name="proposed_act_post"),
            GinIndex(fields=["papers"], name="proposed_act_papers"),
        ]
