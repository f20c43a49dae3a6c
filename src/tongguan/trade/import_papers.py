"""Papers of imports beside the four: delivery, cancellation, return, arrival."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.trade.papers import AnyPaper, Firm, Nature, Paper, Person

APPLICATION_KEYS = (
    *("customs_office", "declarant.code", "platform.code", "seller.code"),
    *("reference", "preliminary_number", "list_number"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryStatus(AnyPaper):
    """运单状态 What became of a parcel: the consignee signed for it."""

    nature = Nature(
        kind=Paper.DELIVERY_STATUS,
        owner="carrier.code",
        number=("waybill_number", "event"),
        link=("carrier.code", "waybill_number"),
        firms=("carrier.code",),
        keys=("carrier.code", "waybill_number", "event"),
    )

    carrier: Firm
    waybill_number: str
    event: str
    happened_at: datetime
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(AnyPaper):
    """清单申请 What is asked for about a list, who asks, and why."""

    customs_office: str
    order_number: str
    platform: Firm
    seller: Firm
    waybill_number: str
    carrier: Firm
    list_number: str
    buyer: Person
    declarant: Firm
    reason: str
    reference: str | None = None
    preliminary_number: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation(Application):
    """撤销申请单 The request to cancel a list."""

    nature = Nature(
        kind=Paper.CANCELLATION,
        owner="declarant.code",
        number=("reference", "list_number"),
        link=("platform.code", "order_number"),
        firms=("platform.code", "seller.code", "carrier.code", "declarant.code"),
        keys=APPLICATION_KEYS,
        given=("preliminary_number",),
        serial="C",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """退货商品项 How much of the line of the list with this number comes back."""

    number: int
    hs_code: str
    name: str
    quantity: Decimal
    unit: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReturn(Application):
    """退货申请单 The request to take goods of a released list back."""

    nature = Nature(
        kind=Paper.GOODS_RETURN,
        owner="declarant.code",
        number=("reference", "list_number"),
        link=("platform.code", "order_number"),
        firms=("platform.code", "seller.code", "carrier.code", "declarant.code"),
        keys=APPLICATION_KEYS,
        given=("preliminary_number",),
        serial="T",
    )

    lines: tuple[ReturnLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredParcel:
    """入库包裹 One parcel that reached the site."""

    number: int
    waybill_number: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Warehousing(AnyPaper):
    """入库明细单 Which parcels of one conveyance reached the supervised site."""

    nature = Nature(
        kind=Paper.WAREHOUSING,
        owner="operator.code",
        number=("reference", "transport_document"),
        link=("carrier.code", "transport_document"),
        firms=("operator.code", "carrier.code"),
        keys=(
            *("customs_office", "operator.code", "reference"),
            *("preliminary_number", "number"),
        ),
        given=("preliminary_number", "number"),
        serial="R",
    )

    customs_office: str
    operator: Firm
    direction: str
    transport_mode: str
    conveyance: str
    voyage: str
    transport_document: str
    carrier: Firm
    lines: tuple[StoredParcel, ...]
    reference: str | None = None
    preliminary_number: str | None = None
    number: str | None = None
    location: str | None = None
    note: str | None = None
