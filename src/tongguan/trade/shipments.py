"""出口货物的运抵、总分、离境与汇总 What becomes of export parcels together.

Many parcels reach the supervised site, hang under one bill of lading, leave, and are
merged into one declaration. A paper too long for one message comes in `parts`; `part`
counts them from 1.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.trade.kinds import Nature, Paper
from tongguan.trade.papers import AnyPaper, Firm


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """包裹 One parcel of many, by its waybill; `bag` is the pallet or mail bag."""

    number: int
    waybill_number: str
    bag: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParcel:
    """总分单包裹 One parcel under a bill of lading, with its list."""

    number: int
    waybill_number: str
    bag: str | None = None
    list_number: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteArrival(AnyPaper):
    """运抵单 What has come to the supervised site; no parcel named: all of the bill."""

    nature = Nature(
        kind=Paper.ARRIVAL,
        owner="operator.code",
        number=("reference", "part"),
        firms=("operator.code", "carrier.code"),
        keys=(
            *("operator.code", "carrier.code", "preliminary_number"),
            *("reference", "transport_document", "part"),
        ),
        given=("preliminary_number",),
        serial="A",
    )

    customs_office: str
    reference: str
    operator: Firm
    direction: str
    transport_mode: str
    domestic_conveyance: str
    carrier: Firm
    parts: int
    part: int
    lines: tuple[Parcel, ...] = ()
    preliminary_number: str | None = None
    supervised_site: str | None = None
    transport_document: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure(AnyPaper):
    """离境单 Which parcels have left the country, when, and with what."""

    nature = Nature(
        kind=Paper.DEPARTURE,
        owner="carrier.code",
        number=("reference", "part"),
        firms=("carrier.code",),
        keys=("carrier.code", "reference", "preliminary_number", "part"),
        given=("preliminary_number",),
        serial="D",
    )

    customs_office: str
    reference: str
    carrier: Firm
    transport_mode: str
    left_at: datetime
    parts: int
    part: int
    lines: tuple[Parcel, ...]
    preliminary_number: str | None = None
    conveyance: str | None = None
    voyage: str | None = None
    transport_document: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consolidation(AnyPaper):
    """清单总分单 Which parcels and lists hang under one bill of lading."""

    nature = Nature(
        kind=Paper.CONSOLIDATION,
        owner="declarant.code",
        number=("reference", "part"),
        firms=("declarant.code", "carrier.code"),
        keys=(
            *("declarant.code", "carrier.code", "reference"),
            *("preliminary_number", "transport_document", "part"),
        ),
        given=("preliminary_number",),
        serial="M",
    )

    customs_office: str
    reference: str
    declarant: Firm
    transport_mode: str
    conveyance: str
    voyage: str
    transport_document: str
    gross_weight_kg: Decimal
    carrier: Firm
    parts: int
    part: int
    lines: tuple[ListedParcel, ...]
    preliminary_number: str | None = None
    supervised_site: str | None = None
    domestic_conveyance: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarisedList:
    """待汇总清单 One list that is to be merged, by its number."""

    list_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(AnyPaper):
    """汇总申请单 The request to merge lists into one declaration.

    With a time range, the lists closed within it are meant and `lines` says nothing.
    """

    nature = Nature(
        kind=Paper.SUMMARY,
        owner="declarant.code",
        number=("reference", "part"),
        firms=("declarant.code", "seller.code", "broker.code"),
        keys=(
            *("declarant.code", "seller.code", "reference"),
            *("preliminary_number", "number", "part"),
        ),
        given=("preliminary_number", "number"),
        serial="Z",
    )

    customs_office: str
    reference: str
    declarant: Firm
    seller: Firm
    broker: Firm
    grouping: str
    name_grouping: str
    parts: int
    part: int
    lines: tuple[SummarisedList, ...] = ()
    preliminary_number: str | None = None
    number: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    supervised_site: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedLine:
    """汇总结果商品项 Where one goods item of a list went."""

    list_number: str
    waybill_number: str
    sequence: int | None
    number: int
    hs_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryResult:
    """汇总结果单 The declaration that lists were merged into, as customs tells it.

    `state` is a word of customs that no standard explains.
    """

    guid: str
    customs_office: str
    summary_number: str
    at: datetime
    unified_number: str
    state: str
    declarant: Firm
    seller: Firm
    broker: Firm
    gross_weight_kg: Decimal
    net_weight_kg: Decimal
    parts: int
    part: int
    lines: tuple[MergedLine, ...] = ()
    draft_number: str | None = None
    preliminary_number: str | None = None
    declaration_number: str | None = None
    note: str | None = None
