"""The table of tax bills."""

from typing import ClassVar

from django.db import models


class IssuedTaxBill(models.Model):
    """电子税单 The tax owed on one released list, in fen; the lines as decided."""

    paper = models.BigIntegerField(primary_key=True)
    number = models.TextField()
    list_number = models.TextField()
    status = models.TextField()
    duty_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    consumption_fen = models.BigIntegerField()
    guarantor = models.TextField()
    lines = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Keys."""

        db_table = "tax_bill"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["number"], name="tax_bill_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["guarantor", "at"], name="tax_bill_guarantor"),
        ]
