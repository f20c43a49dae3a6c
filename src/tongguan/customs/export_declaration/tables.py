"""The table of export lists."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class ExportedList(models.Model):
    """出口清单 What is asked of an export list at a glance; the list itself is sealed.

    `summary` is the one request that merged it, by its number in the register.
    """

    paper = models.BigIntegerField(primary_key=True)
    number = models.TextField(null=True, unique=True)  # noqa: DJ001 - absent until accepted
    seller_code = models.TextField()
    declarant_code = models.TextField()
    procedure = models.TextField()
    waiting = ArrayField(models.TextField(), default=list)
    released_at = models.DateTimeField(null=True)
    summary = models.BigIntegerField(null=True)

    class Meta:
        """Indexes."""

        db_table = "export_list"
        indexes: ClassVar = [
            models.Index(
                fields=["seller_code", "released_at"],
                condition=models.Q(summary=None),
                name="export_list_to_merge",
            ),
            models.Index(fields=["summary"], name="export_list_merged"),
        ]
