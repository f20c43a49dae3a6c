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
    returned). By its order and its waybill a list is found in the register.
    """

    paper = models.BigIntegerField(primary_key=True)
    version = models.IntegerField()
    preliminary_number = models.TextField()
    number = models.TextField(null=True)  # noqa: DJ001 - absent until accepted
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
        """Keys and indexes: every list pays for each of them."""

        db_table = "declaration"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["preliminary_number"], name="declaration_preliminary"
            ),
            models.UniqueConstraint(fields=["number"], name="declaration_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["buyer_key", "declared_on"], name="declaration_buyer"),
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
            models.Index(
                fields=["guarantor"],
                condition=Q(channel="suspend", void=False),
                name="declaration_suspended",
            ),
            BrinIndex(fields=["decided_at"], name="declaration_decided"),
            models.Index(
                fields=["lodged_at"],
                condition=~Q(waiting=[]),
                name="declaration_waiting",
            ),
            models.Index(
                fields=["transport_document"],
                condition=~Q(transport_document=""),
                name="declaration_transport",
            ),
        ]


class ListParty(models.Model):
    """当事方 A firm that may look at a list: it sent, sells, declares or hosts it.

    Those of one list are found by the firms it names: an index by its number would cost
    every list three entries.
    """

    pk = models.CompositePrimaryKey("firm", "paper")
    firm = models.TextField()
    paper = models.BigIntegerField()

    class Meta:
        """Name."""

        db_table = "list_party"


class LawApplied(models.Model):
    """适用版本 The editions decisions rested on: nearly all of a day on the same."""

    digest = models.BinaryField(primary_key=True)
    editions = models.JSONField()

    class Meta:
        """Name."""

        db_table = "law_applied"


class DecisionTaken(models.Model):
    """决定 One decision on one version of a list, with what it came to.

    Its workings are not kept: they are reckoned again from the list, from what the
    buyer had `used`, and from the law of the day. Amounts are fen.
    """

    id = models.BigAutoField(primary_key=True)
    paper = models.BigIntegerField()
    version = models.IntegerField()
    at = models.DateTimeField()
    day = models.DateField()
    actor = models.TextField()
    outcome = models.TextField()
    reason = models.TextField(default="")
    batch = models.TextField(default="")
    treatment = models.TextField()
    dutiable_fen = models.BigIntegerField()
    payable_fen = models.BigIntegerField(null=True)
    charge_fen = models.BigIntegerField()
    used_fen = models.BigIntegerField()
    law = models.BinaryField(null=True)
    goods = models.JSONField(null=True)
    findings = models.JSONField(null=True)
    known = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        """Indexes."""

        db_table = "decision"
        indexes: ClassVar = [
            models.Index(fields=["paper", "id"], name="decision_of"),
            BrinIndex(fields=["at"], name="decision_at"),
        ]
