"""The table of tax bills."""

from django.db import models


class IssuedTaxBill(models.Model):
    """电子税单 The tax owed on one released list, in fen; the lines as decided."""

    number = models.TextField(primary_key=True)
    paper = models.BigIntegerField(unique=True)
    list_number = models.TextField()
    status = models.TextField()
    duty_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    consumption_fen = models.BigIntegerField()
    guarantor = models.TextField()
    lines = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        """Name."""

        db_table = "tax_bill"
