"""零售与B2B出口单证 What is sold abroad: order, proceeds, waybill, list, cancellation.

Amounts are exact and in the currency beside them, weights are kilograms. The firm that
sells is the consignor of the list, so it is the `seller` on every paper.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from tongguan.trade.kinds import Nature, Paper
from tongguan.trade.papers import AnyPaper, Firm


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrderLine:
    """出口订单商品项 One article of an export order."""

    number: int
    item_number: str
    name: str
    unit: str
    currency: str
    quantity: Decimal
    price: Decimal
    total: Decimal
    description: str | None = None
    barcode: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrder(AnyPaper):
    """出口订单 What was sold: to a consumer, to a firm, or booked to a warehouse.

    `kind` is E for a consumer's order, B for a firm's, W for a booking of an overseas
    warehouse; the platform may then be the warehouse.
    """

    nature = Nature(
        kind=Paper.EXPORT_ORDER,
        owner="seller.code",
        number=("number",),
        firms=("platform.code", "seller.code"),
        keys=("platform.code", "seller.code", "number"),
    )

    kind: str
    number: str
    platform: Firm
    seller: Firm
    goods_value: Decimal
    freight: Decimal
    currency: str
    lines: tuple[ExportOrderLine, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proceeds(AnyPaper):
    """收款单 The money that came in for one export order."""

    nature = Nature(
        kind=Paper.PROCEEDS,
        owner="seller.code",
        number=("order_number", "transaction"),
        link=("seller.code", "order_number"),
        firms=("platform.code", "seller.code", "provider_code"),
        keys=("seller.code", "order_number", "transaction"),
    )

    platform: Firm
    seller: Firm
    order_number: str
    provider_name: str
    amount: Decimal
    currency: str
    received_at: datetime
    provider_code: str | None = None
    transaction: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportWaybill(AnyPaper):
    """出口运单 The parcel that carries an export order."""

    nature = Nature(
        kind=Paper.EXPORT_WAYBILL,
        owner="carrier.code",
        number=("number",),
        firms=("carrier.code", "seller_code"),
        keys=("carrier.code", "number"),
    )

    carrier: Firm
    number: str
    freight: Decimal
    insurance: Decimal
    currency: str
    gross_weight_kg: Decimal
    packages: int
    goods: str
    seller_code: str | None = None
    seller_name: str | None = None
    seller_telephone: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLine:
    """出口清单商品项 One goods item of an export list."""

    number: int
    item_number: str
    hs_code: str
    name: str
    model: str
    barcode: str
    destination: str
    currency: str
    quantity: Decimal
    statutory_quantity: Decimal
    unit: str
    statutory_unit: str
    price: Decimal
    total: Decimal
    ledger_item: str | None = None
    item_name: str | None = None
    second_quantity: Decimal | None = None
    second_unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDeclaration(AnyPaper):
    """出口清单 The declaration list of one export parcel.

    `procedure` is A for a simplified list, B for one to be summarised later. How the
    parcel leaves may stay open until the consolidation says it.
    """

    nature = Nature(
        kind=Paper.EXPORT_DECLARATION,
        owner="seller.code",
        number=("order_number",),
        link=("carrier.code", "waybill_number"),
        firms=(
            *("platform.code", "seller.code"),
            *("carrier.code", "declarant.code", "zone_operator_code"),
        ),
        keys=(
            *("declarant.code", "reference", "preliminary_number", "number"),
            *("seller.code", "platform.code", "order_number", "procedure"),
        ),
        given=("preliminary_number", "number"),
        serial="B",
    )

    customs_office: str
    platform: Firm
    order_number: str
    carrier: Firm
    waybill_number: str
    reference: str
    direction: str
    border_office: str
    leaves_on: date
    procedure: str
    declarant: Firm
    seller: Firm
    producer: Firm
    supervision_mode: str
    transport_mode: str
    destination: str
    destination_port: str
    freight: Decimal
    freight_currency: str
    freight_basis: str
    insurance: Decimal
    insurance_currency: str
    insurance_basis: str
    package_type: str
    packages: int
    gross_weight_kg: Decimal
    net_weight_kg: Decimal
    lines: tuple[ExportLine, ...]
    preliminary_number: str | None = None
    number: str | None = None
    zone_operator_code: str | None = None
    zone_operator_name: str | None = None
    ledger: str | None = None
    conveyance: str | None = None
    voyage: str | None = None
    transport_document: str | None = None
    bag: str | None = None
    supervised_site: str | None = None
    licence: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCancellation(AnyPaper):
    """出口撤销申请 The request to cancel an export list."""

    nature = Nature(
        kind=Paper.EXPORT_CANCELLATION,
        owner="declarant.code",
        number=("reference",),
        firms=("declarant.code", "seller.code"),
        keys=("declarant.code", "reference", "preliminary_number", "list_number"),
        given=("preliminary_number",),
        serial="C",
    )

    customs_office: str
    reference: str
    list_number: str
    reason: str
    declarant: Firm
    seller: Firm
    preliminary_number: str | None = None
    note: str | None = None
