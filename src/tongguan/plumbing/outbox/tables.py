"""The tables of receipts and of their recipients' counters."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
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


class ReceiptBundle(models.Model):
    """回执集 Receipts to one recipient, numbered together; never changed or deleted.

    They are `first` to `last` of an epoch, all said `at` one instant. Of `messages`
    they answer, `counts` says how often; `ended` are the papers that had their last
    word. What they say is packed in `receipts`.
    """

    id = models.BigAutoField(primary_key=True)
    recipient = models.TextField()
    epoch = models.IntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    at = models.DateTimeField()
    messages = ArrayField(models.BigIntegerField())
    counts = ArrayField(models.BigIntegerField())
    ended = ArrayField(models.BigIntegerField())
    receipts = models.BinaryField()

    class Meta:
        """Keys and indexes."""

        db_table = "receipt"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["recipient", "epoch", "last"], name="receipt_numbers"
            ),
            models.CheckConstraint(
                condition=models.Q(first__gte=1, last__gte=models.F("first")),
                name="receipt_range",
            ),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["messages"], name="receipt_messages", fastupdate=False),
            BrinIndex(fields=["at"], name="receipt_hours"),
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
