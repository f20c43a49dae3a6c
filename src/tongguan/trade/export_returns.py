"""出口退货单证 Exported goods that come back: the request, and what really arrived."""

from dataclasses import dataclass
from decimal import Decimal

from tongguan.trade.kinds import Nature, Paper
from tongguan.trade.papers import AnyPaper, Firm


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedLine:
    """出口退货商品项 So much of one goods item of the export list comes back."""

    number: int
    hs_code: str
    name: str
    model: str
    quantity: Decimal
    statutory_quantity: Decimal
    unit: str
    statutory_unit: str
    second_quantity: Decimal | None = None
    second_unit: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportReturn(AnyPaper):
    """出口退货申请单 The request to bring exported goods back."""

    nature = Nature(
        kind=Paper.EXPORT_RETURN,
        owner="declarant.code",
        number=("reference",),
        link=("carrier.code", "waybill_number"),
        firms=("platform.code", "seller.code", "carrier.code", "declarant.code"),
        keys=(
            *("platform.code", "seller.code", "declarant.code"),
            *("reference", "preliminary_number", "list_number"),
        ),
        given=("preliminary_number",),
        serial="T",
    )

    customs_office: str
    platform: Firm
    seller: Firm
    waybill_number: str
    carrier: Firm
    reference: str
    list_number: str
    declarant: Firm
    transport_document: str
    direction: str
    transport_mode: str
    conveyance: str
    border_office: str
    reason: str
    dispatched_from: str
    voyage: str
    lines: tuple[ReturnedLine, ...]
    supervised_site: str | None = None
    preliminary_number: str | None = None
    supervision_mode: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnTally(AnyPaper):
    """退货理货明细单 A returned parcel as the supervised site has it."""

    nature = Nature(
        kind=Paper.RETURN_TALLY,
        owner="operator.code",
        number=("reference",),
        link=("carrier.code", "waybill_number"),
        firms=("operator.code", "carrier.code"),
        keys=(
            *("operator.code", "carrier.code"),
            *("waybill_number", "reference", "preliminary_number"),
        ),
        given=("preliminary_number",),
        serial="o",
    )

    customs_office: str
    operator: Firm
    carrier: Firm
    waybill_number: str
    reference: str
    transport_document: str
    direction: str
    transport_mode: str
    conveyance: str
    voyage: str
    list_number: str | None = None
    preliminary_number: str | None = None
    location: str | None = None
    note: str | None = None
