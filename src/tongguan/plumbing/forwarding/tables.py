"""The tables of what is forwarded to the customs and of what comes back."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class ForwardedPaper(models.Model):
    """转报单证 One version of one paper on its way, and what the customs said last.

    `keys` are what its receipts will repeat of it. `number` is the one the
    customs gave it, `told_at` is the customs' own time.
    """

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    kind = models.TextField()
    keys = models.JSONField()
    preliminary_number = models.TextField(default="")
    number = models.TextField(default="")
    guid = models.TextField(unique=True)
    state = models.TextField(default="waiting")
    body = models.BinaryField(null=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    status = models.TextField(default="")
    told_at = models.DateTimeField(null=True)

    class Meta:
        """Keys and indexes."""

        db_table = "forwarded"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["paper", "version"], name="forwarded_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "refused"]),
                name="forwarded_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"], condition=Q(state="waiting"), name="forwarded_waiting"
            ),
            models.Index(
                fields=["number"], condition=~Q(number=""), name="forwarded_number"
            ),
            GinIndex(
                fields=["keys"], opclasses=["jsonb_path_ops"], name="forwarded_keys"
            ),
        ]


class UpstreamReceipt(models.Model):
    """上游回执 One receipt as the customs gave it, and what became of it here."""

    id = models.BigAutoField(primary_key=True)
    guid = models.TextField(unique=True)
    form = models.TextField()
    key = models.TextField(default="")
    content = models.JSONField()
    received_at = models.DateTimeField()
    outcome = models.TextField(default="")
    reason = models.TextField(default="")
    paper = models.BigIntegerField(null=True)

    class Meta:
        """Indexes."""

        db_table = "upstream_receipt"
        indexes: ClassVar = [
            models.Index(
                fields=["key"], condition=Q(outcome="aside"), name="upstream_aside"
            ),
        ]


class Upstream(models.Model):
    """上游 How far its receipts were taken, and how it answered last."""

    name = models.TextField(primary_key=True)
    epoch = models.IntegerField(default=1)
    after = models.BigIntegerField(default=0)
    contact_at = models.DateTimeField(null=True)
    failing_since = models.DateTimeField(null=True)
    trouble = models.TextField(default="")

    class Meta:
        """Name."""

        db_table = "upstream"
