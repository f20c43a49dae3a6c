"""What a list's supervision mode asks of its entries: required, excluded, whence."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from tongguan.customs.filing.modes import SupervisionMode, supervision_modes
from tongguan.kit.checks import Difference, Look, check
from tongguan.kit.dated import NotInForceError
from tongguan.kit.desk import SPECIFICATION, Desk, on_paper, say
from tongguan.kit.fold import taking
from tongguan.trade.papers import Declaration
from tongguan.trade.registry import Lodgement

PARAMETERS = "-621001"
DECLARATION = Desk[Declaration]("declaration", PARAMETERS)
MODES = supervision_modes()
DAYS_KEPT = 512  # of every mode
MODE = ("supervision_mode", "declared_on")


def mode_of(lodgement: Lodgement[Declaration]) -> SupervisionMode | None:
    """监管方式 Find what the list's mode asked on its day, if it is one of ours."""
    return _mode(lodgement.paper.supervision_mode, lodgement.paper.declared_on)


@lru_cache(maxsize=DAYS_KEPT)
def _mode(code: str, day: date) -> SupervisionMode | None:
    editions = MODES.get(code)
    try:
        return editions.on(day).says if editions else None
    except NotInForceError:
        return None


@lru_cache(maxsize=DAYS_KEPT)
def _readers(code: str, day: date) -> tuple[Callable[[Any], tuple[Any, ...]], ...]:
    """Read what a mode requires and forbids, on a list and on its goods items."""
    it = _mode(code, day)
    if it is None:
        return (taking(()),) * 4
    on_lines = (it.required_on_lines, it.forbidden_on_lines)
    return tuple(map(taking, (it.required, it.forbidden, *on_lines)))


@on_paper(*MODE)
@check(
    "REF-1407",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改填零售进口的监管方式；其他贸易方式使用报关单申报。",
        "Write a retail import mode; declare other trade on a customs declaration.",
    ),
)
def mode_is_of_retail_import(
    lodgement: Lodgement[Declaration],
) -> Iterator[Difference]:
    """“监管方式”“{given}”不是零售进口的监管方式，应为{expected}之一。

    Supervision mode {given} is not one of retail import: {expected}.
    """
    if mode_of(lodgement) is None:
        place = DECLARATION.place("supervision_mode")
        yield Difference(place, lodgement.paper.supervision_mode, " / ".join(MODES))


@check(
    "ENT-1511",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "补填该监管方式的必填项：直购填运输工具、航次和提运单，保税填账册、料号和区内企业。",
        "Fill in conveyance, voyage and transport document, or ledger and operator.",
    ),
)
def mode_entries_are_filled(lodgement: Lodgement[Declaration]) -> Iterator[Difference]:
    """监管方式{expected}的必填项未填写。

    An entry that mode {expected} requires is empty.
    """
    if mode := mode_of(lodgement):
        paper = lodgement.paper
        for field, line, value in _entries(
            paper, mode.required, mode.required_on_lines
        ):
            if not value:
                yield Difference(
                    DECLARATION.place(field, line), "", paper.supervision_mode
                )


@check(
    "ENT-1512",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "清空该项；货物从保税账册核扣的，改用保税监管方式申报。",
        "Empty the entry, or declare under a bonded mode if a ledger is drawn on.",
    ),
)
def mode_has_room_for_entries(
    lodgement: Lodgement[Declaration],
) -> Iterator[Difference]:
    """填有“{given}”，而监管方式{expected}下应为空。

    The entry says {given}; under mode {expected} it must be empty.
    """
    if mode := mode_of(lodgement):
        paper = lodgement.paper
        for field, line, value in _entries(
            paper, mode.forbidden, mode.forbidden_on_lines
        ):
            if value:
                place = DECLARATION.place(field, line)
                yield Difference(place, say(value), paper.supervision_mode)


def entries_suit_the_mode(lodgement: Lodgement[Declaration]) -> bool:
    """Tell at once whether all that the mode requires is filled, and no more."""
    paper = lodgement.paper
    wanted, unwanted, wanted_on_line, unwanted_on_line = _readers(
        paper.supervision_mode, paper.declared_on
    )
    if not all(wanted(paper)) or any(unwanted(paper)):
        return False
    for line in paper.lines:
        if not all(wanted_on_line(line)) or any(unwanted_on_line(line)):
            return False
    return True


def all_suit_their_modes(lodgements: Sequence[Lodgement[Declaration]]) -> bool:
    """Tell at once of many whether all is filled as their modes require."""
    alike: dict[tuple[str, date], list[Declaration]] = defaultdict(list)
    for paper in [it.paper for it in lodgements]:
        alike[paper.supervision_mode, paper.declared_on].append(paper)
    for (mode, day), papers in alike.items():
        wanted, unwanted, wanted_on_line, unwanted_on_line = _readers(mode, day)
        lines = [line for paper in papers for line in paper.lines]
        filled = chain(map(wanted, papers), map(wanted_on_line, lines))
        empty = chain(map(unwanted, papers), map(unwanted_on_line, lines))
        if not all(chain.from_iterable(filled)) or any(chain.from_iterable(empty)):
            return False
    return True


SUITS_THE_MODE = Look(entries_suit_the_mode, all_suit_their_modes)


@on_paper(*MODE, "dispatched_from")
@check(
    "ENT-1513",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写142（中国），货物从保税区域出区。",
        "Write 142, China, for goods that leave a bonded zone.",
    ),
)
def bonded_goods_leave_a_zone(
    lodgement: Lodgement[Declaration],
) -> Iterator[Difference]:
    """“起运国（地区）”为“{given}”，该监管方式下应为“{expected}”。

    The country of dispatch is {given}; under this mode it must be {expected}.
    """
    mode, given = mode_of(lodgement), lodgement.paper.dispatched_from
    if mode and mode.dispatched_from and given != mode.dispatched_from:
        place = DECLARATION.place("dispatched_from")
        yield Difference(place, given, mode.dispatched_from)


@on_paper(*MODE, "dispatched_from")
@check(
    "ENT-1514",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写货物起始发出的境外国家或地区；从保税区域发货的，改用保税监管方式。",
        "Write the foreign country the goods were sent from, or use a bonded mode.",
    ),
)
def direct_goods_come_from_abroad(
    lodgement: Lodgement[Declaration],
) -> Iterator[Difference]:
    """“起运国（地区）”为“{given}”，直购进口应为境外国家或地区。

    The country of dispatch is {given}; direct purchases are sent from abroad.
    """
    mode, given = mode_of(lodgement), lodgement.paper.dispatched_from
    if mode and given in mode.not_dispatched_from:
        yield Difference(DECLARATION.place("dispatched_from"), given)


def _entries(
    paper: Declaration, heads: Iterable[str], on_lines: Iterable[str]
) -> Iterator[tuple[str, int | None, object]]:
    """Name the entries asked about, those of the head first, with their values."""
    for field in heads:
        yield field, None, getattr(paper, field)
    for position, line in enumerate(paper.lines, start=1):
        for field in on_lines:
            yield field, position, getattr(line, field)
