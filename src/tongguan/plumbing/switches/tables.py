"""The table of what was switched."""

from typing import ClassVar

from django.db import models


class FeatureSwitch(models.Model):
    """功能开关 One switch, by the proposal it was confirmed from; never changed."""

    proposal = models.BigIntegerField(primary_key=True)
    feature = models.TextField()
    on = models.BooleanField()
    begins = models.DateTimeField()
    reason = models.TextField()
    first = models.TextField()
    second = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        """Keys: nobody switches alone."""

        db_table = "feature_switch"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")),
                name="feature_switch_two",
            ),
        ]
