"""Which kinds of paper there are, and what every paper of a kind has in common."""

from dataclasses import dataclass
from enum import StrEnum


class Paper(StrEnum):
    """单证种类 Which paper is spoken of."""

    ORDER = "order"
    PAYMENT = "payment"
    WAYBILL = "waybill"
    DECLARATION = "declaration"
    DELIVERY_STATUS = "delivery_status"
    CANCELLATION = "cancellation"
    GOODS_RETURN = "goods_return"
    WAREHOUSING = "warehousing"
    EXPORT_ORDER = "export_order"
    PROCEEDS = "proceeds"
    EXPORT_WAYBILL = "export_waybill"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    EXPORT_DECLARATION = "export_declaration"
    EXPORT_CANCELLATION = "export_cancellation"
    CONSOLIDATION = "consolidation"
    SUMMARY = "summary"
    EXPORT_RETURN = "export_return"
    RETURN_TALLY = "return_tally"


RETAIL_IMPORT = (Paper.ORDER, Paper.PAYMENT, Paper.WAYBILL, Paper.DECLARATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """单证性质 What holds for every paper of a kind, by the paths of its entries.

    `owner` and `number` make its business key; of several numbers those that are
    filled count together. `link` is the key of the paper it is about. `firms` are the
    entries that name firms by their code. `keys` are what its receipts repeat; those
    in `given` come from the office, not from the paper, and `serial` is the letter its
    preliminary number begins with.
    """

    kind: Paper
    owner: str
    number: tuple[str, ...]
    link: tuple[str, str] | None = None
    firms: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    serial: str = ""
