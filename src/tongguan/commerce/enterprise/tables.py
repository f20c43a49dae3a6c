"""The tables of firms, their addresses and mandates."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Enterprise(models.Model):
    """备案企业 A firm on file; `credit_code` is its unified social credit code."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    roles = ArrayField(models.TextField())
    active = models.BooleanField(default=True)
    credit_code = models.TextField(default="")
    filed_on = models.DateField()

    class Meta:
        """Name."""

        db_table = "enterprise"


class FirmAddress(models.Model):
    """传输编号 Where a firm is reached at the exchange platform."""

    id = models.BigAutoField(primary_key=True)
    firm = models.TextField()
    address = models.TextField()
    wants_receipts = models.BooleanField(default=False)

    class Meta:
        """Keys and indexes."""

        db_table = "firm_address"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["firm", "address"], name="firm_address_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["address"], name="firm_address_address"),
        ]


class Mandate(models.Model):
    """委托授权 One firm may act for another; empty `papers` are all of them.

    What was given is never changed or deleted, only ended.
    """

    id = models.BigAutoField(primary_key=True)
    principal = models.TextField()
    agent = models.TextField()
    effective = models.DateField()
    until = models.DateField()
    acts = ArrayField(models.TextField())
    papers = ArrayField(models.TextField())
    given_by = models.TextField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(default="")

    class Meta:
        """Name and indexes."""

        db_table = "mandate"
        indexes: ClassVar = [
            models.Index(fields=["agent"], name="mandate_agent"),
            models.Index(fields=["principal"], name="mandate_principal"),
        ]
