"""The table of goods that came back."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class ReturnedLine(models.Model):
    """退货明细 So much of one line of a list came back; never changed, never deleted.

    Of two returns at once one has the next `sequence` of a line; `total` counts what
    has come back of it. Amounts are the fen the bill no longer owes.
    """

    id = models.BigAutoField(primary_key=True)
    application = models.BigIntegerField()
    paper = models.BigIntegerField()
    line = models.IntegerField()
    sequence = models.IntegerField()
    quantity = models.DecimalField(max_digits=24, decimal_places=5)
    total = models.DecimalField(max_digits=24, decimal_places=5)
    listed = models.DecimalField(max_digits=24, decimal_places=5)
    price_fen = models.BigIntegerField()
    duty_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    consumption_fen = models.BigIntegerField()
    refunded = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        """Keys and bounds."""

        db_table = "returned_line"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["paper", "line", "sequence"], name="returned_line_in_turn"
            ),
            models.UniqueConstraint(
                fields=["application", "line"], name="returned_line_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0) & Q(total__lte=F("listed")),
                name="returned_line_within_the_list",
            ),
        ]
