"""字段名称 What a sender calls the place a finding speaks of."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from tongguan.commerce.order.messages import OrderEntry
from tongguan.customs.declaration.messages import InventoryEntry
from tongguan.finance.payment.messages import PaymentEntry
from tongguan.kit.checks import Place
from tongguan.kit.fields import entry_of, part_of
from tongguan.logistics.waybill.messages import LogisticsEntry
from tongguan.trade.papers import Paper

ENTRIES: Mapping[str, type[Any]] = {
    Paper.ORDER: OrderEntry,
    Paper.PAYMENT: PaymentEntry,
    Paper.WAYBILL: LogisticsEntry,
    Paper.DECLARATION: InventoryEntry,
}


def label_of(place: Place) -> str:
    """Return the printed name of a place, empty where it names no single entry."""
    return _label(place.paper, place.field, of_line=place.line is not None)


@cache
def _label(paper: str, field: str, *, of_line: bool) -> str:
    if paper not in ENTRIES:
        return ""
    shape = part_of(ENTRIES[paper], "lines" if of_line else "head")[2]
    found = entry_of(shape, field.removeprefix("lines."))
    return found[1] if found else ""
