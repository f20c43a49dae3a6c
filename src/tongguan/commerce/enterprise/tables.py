"""The tables of firms and mandates."""

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


class Mandate(models.Model):
    """委托授权 One firm may send papers for another, from a day until a day."""

    id = models.BigAutoField(primary_key=True)
    principal = models.TextField()
    agent = models.TextField()
    effective = models.DateField()
    until = models.DateField()

    class Meta:
        """Keys."""

        db_table = "mandate"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["principal", "agent", "effective"], name="mandate_once"
            ),
        ]
