"""The table of messages as they came."""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models


class InboundMessage(models.Model):
    """收到的报文 One message: sealed bytes, digest, and how far it has come.

    `signed_by` is the fingerprint of the certificate whose signature was verified;
    `number` is the sender's own, of a message in an envelope.
    """

    id = models.BigAutoField(primary_key=True)
    sender = models.TextField()
    digest = models.BinaryField()
    body = models.BinaryField()
    size = models.IntegerField()
    received_at = models.DateTimeField()
    state = models.TextField(default="received")
    message_type = models.TextField(default="")
    guid = models.TextField(default="")
    edition = models.TextField(default="")
    attempts = models.SmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    leased_by = models.IntegerField(null=True)
    reason = models.TextField(default="")
    signed_by = models.TextField(default="")
    number = models.TextField(default="")

    class Meta:
        """Keys and indexes."""

        db_table = "inbound_message"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sender", "digest"], name="inbound_message_once"
            ),
            models.UniqueConstraint(
                fields=["sender", "number"],
                condition=~models.Q(number=""),
                name="inbound_message_number",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["received", "read", "refused", "quarantined"]
                ),
                name="inbound_message_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["id"],
                condition=models.Q(state="received"),
                name="inbound_message_unread",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(state="quarantined"),
                name="inbound_message_set_aside",
            ),
            models.Index(fields=["sender", "-id"], name="inbound_message_sender"),
            BrinIndex(fields=["received_at"], name="inbound_message_hours"),
        ]
