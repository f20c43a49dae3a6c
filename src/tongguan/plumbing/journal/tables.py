"""The table of the journal."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class JournalLine(models.Model):
    """日志行 One act: who, of which organisation, what, on what, the result."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.TextField()
    organisation = models.TextField(default="")
    action = models.TextField()
    subject = models.TextField()
    result = models.TextField(default="")
    detail = models.JSONField(default=dict)

    class Meta:
        """Indexes."""

        db_table = "journal"
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="journal_subject"),
            models.Index(fields=["actor", "id"], name="journal_actor"),
            BrinIndex(fields=["at"], name="journal_at"),
        ]
