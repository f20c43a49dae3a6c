"""The tables of firms' addresses, of deliveries to them, and of attempts."""

from typing import ClassVar

from django.db import models


class WebhookEndpoint(models.Model):
    """推送地址 A firm's address; its secrets are sealed."""

    id = models.TextField(primary_key=True)
    firm = models.TextField()
    url = models.TextField()
    secret = models.BinaryField()
    former_secret = models.BinaryField(null=True)
    former_until = models.DateTimeField(null=True)
    state = models.TextField()
    reason = models.TextField(default="")
    epoch = models.IntegerField()
    sequence = models.BigIntegerField()
    failures = models.IntegerField(default=0)
    failing_since = models.DateTimeField(null=True)
    probe_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by = models.TextField()
    leased_until = models.DateTimeField(null=True)
    leased_by = models.IntegerField(null=True)

    class Meta:
        """Keys and indexes."""

        db_table = "webhook"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["pending", "active", "off"]),
                name="webhook_state",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["firm"], name="webhook_firm")]


class WebhookDelivery(models.Model):
    """推送 One thing to be told to an address, and whether it has been."""

    id = models.BigAutoField(primary_key=True)
    guid = models.TextField(unique=True)
    endpoint = models.TextField()
    matter = models.TextField()
    body = models.TextField()
    state = models.TextField()
    attempts = models.SmallIntegerField(default=0)
    next_at = models.DateTimeField()
    created_at = models.DateTimeField()

    class Meta:
        """Keys and indexes."""

        db_table = "webhook_delivery"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["due", "delivered", "dropped"]),
                name="webhook_delivery_state",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["endpoint", "-id"], name="webhook_delivery_of"),
            models.Index(
                fields=["endpoint", "next_at"],
                condition=models.Q(state="due"),
                name="webhook_delivery_due",
            ),
        ]


class WebhookAttempt(models.Model):
    """推送尝试 One attempt and what was answered; never changed."""

    id = models.BigAutoField(primary_key=True)
    delivery = models.BigIntegerField()
    at = models.DateTimeField()
    status = models.SmallIntegerField()
    digest = models.BinaryField()
    milliseconds = models.IntegerField()
    trouble = models.TextField(default="")

    class Meta:
        """Indexes."""

        db_table = "webhook_attempt"
        indexes: ClassVar = [
            models.Index(fields=["delivery", "id"], name="webhook_attempt_of")
        ]
