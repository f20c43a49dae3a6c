"""The papers of the trade in our own words, and first the four of a retail import.

A buyer's order, the payment for it, the waybill of the parcel, and the declaration
list that the customs decides on; the others stand in files beside this one. Amounts
are exact yuan (`Decimal`), weights are kilograms, instants carry the Shanghai offset,
codes keep their published form.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from tongguan.trade.kinds import Nature, Paper

__all__ = ["Nature", "Paper"]  # told here too, with the papers they are about


class Action(StrEnum):
    """报送类型 What the sender wants done with the paper."""

    NEW = "new"
    CHANGE = "change"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """报送表头 What every paper says about itself."""

    guid: str
    action: Action
    reported_at: datetime
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnyPaper:
    """单证 A paper of any kind: what it says of itself, and what its kind is like."""

    nature: ClassVar[Nature]

    heading: Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Firm:
    """企业 A firm as a paper names it: registered code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """自然人 A buyer or payer: name, identity document, telephone."""

    name: str
    id_type: str
    id_number: str
    telephone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignee:
    """收货人 Who receives the parcel, and where."""

    name: str
    telephone: str
    address: str
    district: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """订单商品项 One article of an order."""

    number: int
    name: str
    model: str
    unit: str
    quantity: Decimal
    price: Decimal
    total: Decimal
    currency: str
    origin: str
    item_number: str | None = None
    description: str | None = None
    barcode: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(AnyPaper):
    """电子订单 What was bought, by whom, at which price."""

    nature = Nature(
        kind=Paper.ORDER,
        owner="platform.code",
        number=("number",),
        firms=("platform.code", "seller.code", "provider_code"),
        keys=("platform.code", "seller.code", "number"),
    )

    number: str
    platform: Firm
    seller: Firm
    goods_value: Decimal
    freight: Decimal
    discount: Decimal
    tax_withheld: Decimal
    paid: Decimal
    currency: str
    account: str
    buyer: Person
    consignee: Consignee
    lines: tuple[OrderLine, ...]
    provider_code: str | None = None
    provider_name: str | None = None
    transaction: str | None = None
    batch_numbers: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment(AnyPaper):
    """支付凭证 Who paid how much for one order."""

    nature = Nature(
        kind=Paper.PAYMENT,
        owner="provider.code",
        number=("transaction",),
        link=("platform.code", "order_number"),
        firms=("provider.code", "platform.code"),
        keys=("provider.code", "transaction"),
    )

    provider: Firm
    transaction: str
    order_number: str
    platform: Firm
    payer: Person
    amount: Decimal
    currency: str
    paid_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waybill(AnyPaper):
    """物流运单 The parcel that carries one order."""

    nature = Nature(
        kind=Paper.WAYBILL,
        owner="carrier.code",
        number=("number",),
        firms=("carrier.code",),
        keys=("carrier.code", "number"),
    )

    carrier: Firm
    number: str
    currency: str
    gross_weight_kg: Decimal
    packages: int
    consignee: Consignee
    order_number: str | None = None
    transport_document: str | None = None
    freight: Decimal | None = None
    insurance: Decimal | None = None
    goods: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsLine:
    """清单商品项 One goods item of a declaration list."""

    number: int
    hs_code: str
    name: str
    model: str
    origin: str
    currency: str
    quantity: Decimal
    unit: str
    statutory_quantity: Decimal
    statutory_unit: str
    price: Decimal
    total: Decimal
    second_quantity: Decimal | None = None
    second_unit: str | None = None
    ledger_item: str | None = None
    item_number: str | None = None
    item_name: str | None = None
    barcode: str | None = None
    trade_country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(AnyPaper):
    """进口清单 The declaration list of one parcel: what the customs decides on."""

    nature = Nature(
        kind=Paper.DECLARATION,
        owner="platform.code",
        number=("order_number",),
        link=("carrier.code", "waybill_number"),
        firms=(
            *("platform.code", "seller.code", "carrier.code", "declarant.code"),
            *("guarantor", "zone_operator_code"),
        ),
        keys=(
            *("customs_office", "platform.code", "seller.code", "declarant.code"),
            *("reference", "preliminary_number", "number"),
        ),
        given=("preliminary_number", "number"),
        serial="B",
    )

    order_number: str
    platform: Firm
    seller: Firm
    waybill_number: str
    carrier: Firm
    guarantor: str
    direction: str
    declared_on: date
    customs_office: str
    border_office: str
    buyer: Person
    address: str
    declarant: Firm
    supervision_mode: str
    transport_mode: str
    dispatched_from: str
    freight: Decimal
    insurance: Decimal
    currency: str
    packages: int
    gross_weight_kg: Decimal
    net_weight_kg: Decimal
    lines: tuple[GoodsLine, ...]
    reference: str | None = None
    preliminary_number: str | None = None
    number: str | None = None
    ledger: str | None = None
    arrived_on: date | None = None
    zone_operator_code: str | None = None
    zone_operator_name: str | None = None
    conveyance: str | None = None
    voyage: str | None = None
    transport_document: str | None = None
    supervised_site: str | None = None
    licence: str | None = None
    package_type: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """一票四单 The four papers of one parcel, gathered."""

    order: Order
    payment: Payment
    waybill: Waybill
    declaration: Declaration
