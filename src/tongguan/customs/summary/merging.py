"""汇总申报 Which lists a summary may merge, and into which declarations: pure.

Lists of one consignor go into one declaration when they share transport, destination,
customs of exit and, where asked, producer; their goods into one line when they share
code, final destination, currency and unit, and, where asked, the name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tongguan.customs.export_declaration.lifecycle import ExportState
from tongguan.customs.export_declaration.rules import SUMMARISED
from tongguan.customs.summary.rules import PARAMETERS, SUMMARY
from tongguan.kit.checks import Check, Clause, Difference, check
from tongguan.trade.exports import ExportDeclaration, ExportLine
from tongguan.trade.shipments import Summary

GACC_2018_194 = Clause("海关总署公告2018年第194号", confirmed=False)
MERGEABLE = {ExportState.RELEASED, ExportState.CLEARED, ExportState.SUMMARISED}
BY_PRODUCER, BY_NAME = "2", "1"
MOST_LINES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mergeable:
    """待汇总清单 An export list that a summary names, as it stands."""

    number: str
    listed: ExportDeclaration
    state: str
    merged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Summarising:
    """汇总申请 A request for a summary beside the lists it names."""

    application: Summary
    lists: Mapping[str, Mergeable]

    @property
    def named(self) -> tuple[str, ...]:
        """The numbers of the lists: named one by one, or all of the time asked for."""
        if self.application.since:
            return tuple(self.lists)
        return tuple(line.list_number for line in self.application.lines)

    def own(self, number: str) -> Mergeable | None:
        """Return a list of this consignor or this declarant; others' stay unknown."""
        found, asked = self.lists.get(number), self.application
        if found is None or found.listed.seller.code != asked.seller.code:
            return None
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """汇总报关单 Lists that go into one declaration; items by list and line number."""

    lists: tuple[Mergeable, ...]
    items: Mapping[tuple[str, int], int]

    @property
    def gross_weight_kg(self) -> Decimal:
        """What they weigh with their packing."""
        return sum((it.listed.gross_weight_kg for it in self.lists), Decimal(0))

    @property
    def net_weight_kg(self) -> Decimal:
        """What the goods alone weigh."""
        return sum((it.listed.net_weight_kg for it in self.lists), Decimal(0))


def places(asked: Summarising) -> Iterator[tuple[str, Difference]]:
    """Yield every list number with the place it stands at."""
    for line, number in enumerate(asked.named, start=1):
        where = None if asked.application.since else line
        yield number, Difference(SUMMARY.place("lines.list_number", where), number)


@check(
    "STA-1841",
    clause=GACC_2018_194,
    receipt=PARAMETERS,
    remedy=(
        "填写海关回执（CEB604）中的清单编号；只汇总本收发货人的清单。",
        "Write list numbers from the receipts (CEB604), of this consignor only.",
    ),
)
def lists_are_there(asked: Summarising) -> Iterator[Difference]:
    """系统中没有该收发货人编号为“{given}”的出口清单。

    This consignor has no export list with number {given}.
    """
    for number, difference in places(asked):
        if asked.own(number) is None:
            yield difference


@check(
    "STA-1842",
    clause=GACC_2018_194,
    receipt=PARAMETERS,
    remedy=(
        "等清单放行后再汇总；已撤销的清单从申请中删去。",
        "Summarise lists once they are released; leave cancelled ones out.",
    ),
)
def lists_are_released(asked: Summarising) -> Iterator[Difference]:
    """出口清单“{given}”尚未放行或已撤销，不能汇总。

    Export list {given} is not released, or cancelled, and can't be summarised.
    """
    for number, difference in places(asked):
        if (own := asked.own(number)) and own.state not in MERGEABLE:
            yield difference


@check(
    "STA-1843",
    clause=GACC_2018_194,
    receipt=PARAMETERS,
    remedy=("从申请中删去该清单。", "Leave this list out of the request."),
)
def lists_are_merged_once(asked: Summarising) -> Iterator[Difference]:
    """出口清单“{given}”已经汇总，一份清单只能汇总一次。

    Export list {given} is in a summary already; a list is summarised once.
    """
    for number, difference in places(asked):
        if (own := asked.own(number)) and own.merged:
            yield difference


@check(
    "STA-1844",
    clause=GACC_2018_194,
    receipt=PARAMETERS,
    remedy=(
        "从申请中删去简化申报（A）的清单。",
        "Simplified lists (A) are not summarised; leave them out.",
    ),
)
def lists_are_for_a_summary(asked: Summarising) -> Iterator[Difference]:
    """出口清单“{given}”为简化申报，不作汇总申报。

    Export list {given} is a simplified one, which is not summarised.
    """
    for number, difference in places(asked):
        if (own := asked.own(number)) and own.listed.procedure != SUMMARISED:
            yield difference


@check(
    "STA-1845",
    clause=GACC_2018_194,
    receipt=PARAMETERS,
    remedy=(
        "核对汇总时间范围和收发货人；已汇总的清单不再列入。",
        "Check time and consignor; what is summarised is not taken in again.",
    ),
)
def something_is_merged(asked: Summarising) -> Iterator[Difference]:
    """汇总时间范围内没有待汇总的出口清单。

    There is no export list to summarise within that time.
    """
    if not asked.named:
        yield Difference(SUMMARY.place("since"))


SUMMARISABLE: tuple[Check[Summarising], ...] = (
    lists_are_there,
    lists_are_released,
    lists_are_merged_once,
    lists_are_for_a_summary,
    something_is_merged,
)


def merge(asked: Summarising) -> list[Declared]:
    """归并 Put the lists of a request into declarations, their goods into lines."""
    groups: dict[tuple[str, ...], list[Mergeable]] = {}
    for number in asked.named:
        one = asked.lists[number]
        groups.setdefault(head_of(one.listed, asked.application), []).append(one)
    by_name = asked.application.name_grouping == BY_NAME
    return [
        made for group in groups.values() for made in declared(group, by_name=by_name)
    ]


def head_of(listed: ExportDeclaration, asked: Summary) -> tuple[str, ...]:
    """Say what lists must share to go into one declaration."""
    producer = listed.producer.code if asked.grouping == BY_PRODUCER else ""
    return (
        listed.supervision_mode,
        listed.transport_mode,
        listed.destination,
        listed.border_office,
        producer,
    )


def declared(group: Sequence[Mergeable], *, by_name: bool) -> Iterator[Declared]:
    """Fill declarations with lists, none with more than fifty merged lines."""
    taken: list[Mergeable] = []
    items: dict[tuple[str, ...], int] = {}
    placed: dict[tuple[str, int], int] = {}
    for one in group:
        keys = [item_of(line, by_name=by_name) for line in one.listed.lines]
        if taken and len({*items, *keys}) > MOST_LINES:
            yield Declared(lists=tuple(taken), items=placed)
            taken, items, placed = [], {}, {}
        taken.append(one)
        for line, key in zip(one.listed.lines, keys, strict=True):
            number = items.setdefault(key, len(items) + 1)
            placed[one.number, line.number] = number
    yield Declared(lists=tuple(taken), items=placed)


def item_of(line: ExportLine, *, by_name: bool) -> tuple[str, ...]:
    """Say what goods must share to go into one line."""
    name = line.name if by_name else ""
    return (line.hs_code, line.destination, line.currency, line.unit, name)
