"""The table of requests."""

from typing import ClassVar

from django.db import models


class CorrectionRequest(models.Model):
    """更正请求 What a firm asked of another: never changed, never deleted.

    One version of a paper is asked about once for one list, whoever asks first.
    """

    id = models.BigAutoField(primary_key=True)
    declaration = models.BigIntegerField()
    kind = models.TextField()
    owner = models.TextField()
    number = models.TextField()
    version = models.IntegerField()
    keeper = models.TextField()
    asker = models.TextField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    disagreements = models.JSONField()

    class Meta:
        """Keys and indexes."""

        db_table = "correction_request"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["declaration", "kind", "owner", "number", "version"],
                name="correction_request_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["keeper", "-id"], name="correction_request_keeper"),
            models.Index(fields=["asker", "-id"], name="correction_request_asker"),
        ]
