"""The tables of receipts and of their recipients' counters."""

from typing import ClassVar

from django.db import models


class Recipient(models.Model):
    """收件方 Whom receipts are numbered for; the epoch rises after a restore.

    `confirmed` is up to where it has said that it has everything.
    """

    code = models.TextField(primary_key=True)
    epoch = models.IntegerField(default=1)
    last = models.BigIntegerField(default=0)
    confirmed_epoch = models.IntegerField(db_default=1)
    confirmed = models.BigIntegerField(db_default=0)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Name and bounds."""

        db_table = "recipient"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last__gte=0), name="recipient_last"
            ),
        ]


class OutgoingReceipt(models.Model):
    """回执 One answer to one recipient; never changed, never deleted."""

    id = models.BigAutoField(primary_key=True)
    recipient = models.TextField()
    epoch = models.IntegerField()
    sequence = models.BigIntegerField()
    message = models.BigIntegerField()
    kind = models.TextField()
    guid = models.TextField()
    paper = models.BigIntegerField(null=True)
    version = models.IntegerField(default=0)
    key = models.TextField()
    status = models.TextField()
    code = models.TextField(default="")
    text = models.TextField()
    terminal = models.BooleanField(default=False)
    findings = models.JSONField(default=list)
    content = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        """Keys and indexes."""

        db_table = "receipt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recipient", "epoch", "sequence"], name="receipt_sequence"
            ),
            models.UniqueConstraint(
                fields=["paper", "version"],
                condition=models.Q(terminal=True),
                name="receipt_one_terminal",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["message", "id"], name="receipt_of_message"),
            models.Index(fields=["paper", "id"], name="receipt_of_paper"),
        ]


class Subscriber(models.Model):
    """订阅方 A firm that has copies of the receipts on one paper of a message."""

    id = models.BigAutoField(primary_key=True)
    message = models.BigIntegerField()
    index = models.IntegerField()
    firm = models.TextField()

    class Meta:
        """Keys."""

        db_table = "subscriber"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "index", "firm"], name="subscriber_once"
            ),
        ]
