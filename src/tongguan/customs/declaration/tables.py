"""The tables of declarations and of the decisions taken on them."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q


class DeclaredList(models.Model):
    """进口清单 What the customs asks of a list at a glance; the list itself is sealed.

    `paper` is its number in the register. Keys of persons are keyed indexes; amounts
    are fen. `void` is true while the list counts for nothing (rejected, withdrawn,
    returned).
    """

    paper = models.BigIntegerField(primary_key=True)
    version = models.IntegerField()
    preliminary_number = models.TextField(unique=True)
    number = models.TextField(null=True, unique=True)  # noqa: DJ001 - absent until accepted
    reference = models.TextField(default="")
    declared_on = models.DateField()
    mode = models.TextField()
    customs_office = models.TextField()
    platform_code = models.TextField()
    order_number = models.TextField()
    seller_code = models.TextField()
    seller_name = models.TextField()
    declarant_code = models.TextField()
    carrier_code = models.TextField()
    waybill_number = models.TextField()
    guarantor = models.TextField()
    buyer_key = models.BinaryField()
    buyer_mask = models.TextField()
    telephone_key = models.BinaryField()
    address_key = models.BinaryField()
    goods = models.TextField()
    value_fen = models.BigIntegerField()
    treatment = models.TextField(default="")
    tax_fen = models.BigIntegerField(null=True)
    channel = models.TextField(default="")
    waiting = ArrayField(models.TextField(), default=list)
    reasons = ArrayField(models.TextField(), default=list)
    void = models.BooleanField(default=False)
    transport_document = models.TextField(default="")
    lodged_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        """Indexes."""

        db_table = "declaration"
        indexes: ClassVar = [
            models.Index(
                fields=["buyer_key", "declared_on"],
                condition=Q(void=False),
                name="declaration_buyer",
            ),
            models.Index(
                fields=["telephone_key", "lodged_at"],
                condition=Q(void=False),
                name="declaration_telephone",
            ),
            models.Index(
                fields=["address_key", "lodged_at"],
                condition=Q(void=False),
                name="declaration_address",
            ),
            models.Index(fields=["guarantor"], name="declaration_guarantor"),
            BrinIndex(fields=["decided_at"], name="declaration_decided"),
            models.Index(fields=["-lodged_at"], name="declaration_recent"),
            models.Index(fields=["seller_code", "-paper"], name="declaration_seller"),
            models.Index(
                fields=["lodged_at"],
                condition=~Q(waiting=[]),
                name="declaration_waiting",
            ),
            models.Index(fields=["order_number"], name="declaration_order"),
            models.Index(fields=["waybill_number"], name="declaration_waybill"),
            models.Index(
                fields=["transport_document"],
                condition=~Q(transport_document=""),
                name="declaration_transport",
            ),
        ]


class DecisionTaken(models.Model):
    """决定 One decision on one version of a list, with everything it rests on."""

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    actor = models.TextField()
    outcome = models.TextField()
    reason = models.TextField(default="")
    batch = models.TextField(default="")
    findings = models.JSONField(default=list)
    assessment = models.JSONField(default=dict)
    editions = models.JSONField(default=dict)

    class Meta:
        """Indexes."""

        db_table = "decision"
        indexes: ClassVar = [models.Index(fields=["paper", "id"], name="decision_of")]
