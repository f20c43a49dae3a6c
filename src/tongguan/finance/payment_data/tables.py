"""The tables of inquiries, and of the addresses platforms are asked at."""

from typing import ClassVar

from django.db import models


class PaymentInquiry(models.Model):
    """支付数据核查 One question to one platform; what it uploads is sealed."""

    session = models.TextField(primary_key=True)
    platform = models.TextField()
    order_number = models.TextField()
    reason = models.TextField()
    asked_by = models.TextField(default="")
    state = models.TextField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.IntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    trouble = models.TextField(default="")
    asked_at = models.DateTimeField(null=True)
    uploaded_at = models.DateTimeField(null=True)
    certificate = models.TextField(default="")
    variant = models.TextField(default="")
    findings = models.JSONField(default=list)
    body = models.BinaryField(default=b"")

    class Meta:
        """Keys and indexes."""

        db_table = "payment_inquiry"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["platform", "order_number"],
                condition=models.Q(reason="risk"),
                name="payment_inquiry_by_risk_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state__in=["due", "asked"]),
                name="payment_inquiry_open",
            ),
            models.Index(
                fields=["platform", "order_number"], name="payment_inquiry_of"
            ),
        ]


class PlatformAddress(models.Model):
    """平台接口地址 Where a platform is asked for the raw data of payments."""

    platform = models.TextField(primary_key=True)
    url = models.TextField()
    registered_at = models.DateTimeField()
    registered_by = models.TextField(default="")

    class Meta:
        """Name."""

        db_table = "platform_address"
