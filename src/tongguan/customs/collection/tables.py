"""The tables of payment notices and of the tax bills merged in them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class PaymentNotice(models.Model):
    """缴款书 What one guarantor pays for one month, in fen."""

    number = models.TextField(primary_key=True)
    guarantor = models.TextField()
    month = models.DateField()
    sequence = models.IntegerField()
    state = models.TextField()
    lists = models.IntegerField()
    duty_fen = models.BigIntegerField()
    vat_fen = models.BigIntegerField()
    consumption_fen = models.BigIntegerField()
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    opens_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    paid_on = models.DateField(null=True)
    paid_at = models.DateTimeField(null=True)
    late_fee_fen = models.BigIntegerField(default=0)

    class Meta:
        """Keys and bounds."""

        db_table = "payment_notice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["guarantor", "month", "sequence"], name="payment_notice_once"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["issued", "paid"]), name="payment_notice_state"
            ),
            models.CheckConstraint(
                condition=Q(state="issued", paid_on=None)
                | Q(state="paid", paid_on__isnull=False),
                name="payment_notice_paid_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(duty_fen__gte=0)
                & Q(vat_fen__gte=0)
                & Q(consumption_fen__gte=0)
                & Q(late_fee_fen__gte=0),
                name="payment_notice_positive",
            ),
        ]


class CollectedBill(models.Model):
    """已汇总税单 A tax bill that is merged or voided: each is in one notice at most."""

    paper = models.BigIntegerField(primary_key=True)
    bill = models.TextField(unique=True)
    notice = models.TextField(null=True)  # noqa: DJ001 - none when voided before merging
    voided_at = models.DateTimeField(null=True)

    class Meta:
        """Indexes."""

        db_table = "collected_bill"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(notice__isnull=False) | Q(voided_at__isnull=False),
                name="collected_bill_merged_or_voided",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["notice"], name="collected_bill_notice"),
        ]
