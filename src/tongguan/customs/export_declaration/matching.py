"""出口单证比对 An export list beside its order, its waybill and its proceeds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Any

from tongguan.kit.checks import Check, Clause, Difference, Place, check
from tongguan.kit.dated import Dated
from tongguan.kit.desk import say
from tongguan.kit.rulebook import load
from tongguan.trade.exports import (
    ExportDeclaration,
    ExportOrder,
    ExportWaybill,
    Proceeds,
)
from tongguan.trade.papers import Paper

MATCH = Clause("海关总署公告2018年第194号")
PARAMETERS = "-603001"
LIST, ORDER = Paper.EXPORT_DECLARATION, Paper.EXPORT_ORDER
WAYBILL, PROCEEDS = Paper.EXPORT_WAYBILL, Paper.PROCEEDS
HEADS = ("platform.code", "platform.name", "seller.name")
LINES = ("item_number", "name", "quantity", "unit", "price", "total", "currency")
WEIGHED = ("gross_weight_kg", "packages", "carrier.name")


@dataclass(frozen=True, slots=True)
class Accompanied:
    """随附单证 The papers an export list waits for."""

    papers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportDossier:
    """一票出口 An export list with its papers; `waybill_is_free` of other lists."""

    listed: ExportDeclaration
    order: ExportOrder
    waybill: ExportWaybill
    proceeds: tuple[Proceeds, ...] = ()
    waybill_is_free: bool = True


@cache
def accompanied() -> Dated[Accompanied]:
    """Return the papers an export list waits for, by the day."""
    return load("customs/export_declaration/papers.yaml", Accompanied)


def apart(
    paths: Iterable[str],
    here: tuple[Paper, Any],
    there: tuple[Paper, Any],
    line: int = 0,
) -> Iterator[Difference]:
    """Yield the entries in which two papers, or two of their lines, differ."""
    (paper, one), (other, two) = here, there
    for path in paths:
        given, expected = attrgetter(path)(one), attrgetter(path)(two)
        if given != expected:
            field = f"lines.{path}" if line else path
            places = [Place(kind, field, line or None) for kind in (paper, other)]
            yield Difference(places[0], say(given), say(expected), places[1])


@check(
    "MAT-3101",
    clause=MATCH,
    receipt=PARAMETERS,
    remedy=(
        "核对清单与订单，改填有误的一份后重新报送。",
        "Compare list and order, correct the wrong one and send it again.",
    ),
)
def order_says_the_same(dossier: ExportDossier) -> Iterator[Difference]:
    """出口清单填为“{given}”，出口订单填为“{expected}”。

    The export list says {given}, its order {expected}.
    """
    listed, order = dossier.listed, dossier.order
    yield from apart(HEADS, (LIST, listed), (ORDER, order))


@check(
    "MAT-3102",
    clause=MATCH,
    receipt=PARAMETERS,
    remedy=(
        "逐项核对清单与订单，使商品项一致。",
        "Let the goods of the list be those of the order, item by item.",
    ),
)
def goods_are_those_of_the_order(dossier: ExportDossier) -> Iterator[Difference]:
    """出口清单商品填为“{given}”，出口订单为“{expected}”。

    The goods of the export list are given as {given}, those of its order as {expected}.
    """
    ours, theirs = dossier.listed.lines, dossier.order.lines
    if len(ours) != len(theirs):
        places = Place(LIST, "lines"), Place(ORDER, "lines")
        yield Difference(places[0], str(len(ours)), str(len(theirs)), places[1])
        return
    for number, (one, two) in enumerate(zip(ours, theirs, strict=True), start=1):
        yield from apart(LINES, (LIST, one), (ORDER, two), number)


@check(
    "MAT-3103",
    clause=MATCH,
    receipt=PARAMETERS,
    remedy=(
        "核对清单与运单的毛重、件数和物流企业。",
        "Compare weight, packages and carrier of the list and the waybill.",
    ),
)
def waybill_says_the_same(dossier: ExportDossier) -> Iterator[Difference]:
    """出口清单填为“{given}”，出口运单填为“{expected}”。

    The export list says {given}, its waybill {expected}.
    """
    yield from apart(WEIGHED, (LIST, dossier.listed), (WAYBILL, dossier.waybill))


@check(
    "MAT-3104",
    clause=MATCH,
    receipt=PARAMETERS,
    remedy=(
        "核对收款单：币制与订单一致，收款合计不超过订单金额。",
        "Check the proceeds: in the order's currency, and no more than its amount.",
    ),
)
def proceeds_are_of_the_order(dossier: ExportDossier) -> Iterator[Difference]:
    """收款为“{given}”，出口订单为“{expected}”。

    The proceeds are {given}, the export order says {expected}.
    """
    order, amounts = dossier.order, [it.amount for it in dossier.proceeds]
    for one in dossier.proceeds:
        yield from apart(("currency",), (PROCEEDS, one), (ORDER, order))
    if (total := sum(amounts)) > (most := order.goods_value + order.freight):
        places = Place(PROCEEDS, "amount"), Place(ORDER, "goods_value")
        yield Difference(places[0], say(total), say(most), places[1])


@check(
    "MAT-3105",
    clause=MATCH,
    receipt=PARAMETERS,
    remedy=("改填本票货物的运单编号。", "Write the waybill of this very parcel."),
)
def waybill_is_of_this_list(dossier: ExportDossier) -> Iterator[Difference]:
    """运单“{given}”已用于另一份出口清单。

    Waybill {given} is that of another export list already.
    """
    if not dossier.waybill_is_free:
        yield Difference(Place(LIST, "waybill_number"), dossier.listed.waybill_number)


EXPORT_MATCHING: tuple[Check[ExportDossier], ...] = (
    order_says_the_same,
    goods_are_those_of_the_order,
    waybill_says_the_same,
    proceeds_are_of_the_order,
    waybill_is_of_this_list,
)
