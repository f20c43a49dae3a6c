"""出口清单核放 An export list is released once its papers are there and agree.

Its order and its waybill are waited for, and whatever else the law of the day asks;
proceeds that are there must fit as well. What left the country closes its list.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from msgspec import structs

from tongguan.customs.export_declaration.lifecycle import (
    EXPORT_LIST,
    Actor,
    ExportState,
)
from tongguan.customs.export_declaration.matching import (
    EXPORT_MATCHING,
    ExportDossier,
    accompanied,
)
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.answers import answer
from tongguan.journeys.case import other_path, to_other
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import verify
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.plumbing.register.model import Key, Link, Moved, Standing
from tongguan.trade.exports import (
    ExportDeclaration,
    ExportOrder,
    ExportWaybill,
    Proceeds,
)
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper
from tongguan.trade.shipments import Consolidation, Departure

SERIAL = 10**9
USABLE = {"lodged", "registered", "concluded"}
TAKEN = {ExportState.RELEASED, ExportState.CLEARED, ExportState.SUMMARISED}
NOT_THERE = {
    Paper.EXPORT_ORDER: "订单信息不存在",
    Paper.EXPORT_WAYBILL: "运单信息不存在",
    Paper.PROCEEDS: "收款信息不存在",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCase:
    """出口案卷 An export list with the papers of it that are there."""

    standing: Standing
    listed: ExportDeclaration
    order: ExportOrder | None
    waybill: ExportWaybill | None
    proceeds: tuple[Proceeds, ...]

    def missing(self, on: datetime) -> tuple[Paper, ...]:
        """Name the papers that the law of the day waits for."""
        there = {
            Paper.EXPORT_ORDER: self.order,
            Paper.EXPORT_WAYBILL: self.waybill,
            Paper.PROCEEDS: self.proceeds,
        }
        wanted = accompanied().on(on.astimezone(SHANGHAI).date()).says.papers
        return tuple(Paper(name) for name in wanted if not there[Paper(name)])


def clear_exports(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Release, reject or keep waiting the export lists among woken papers."""
    held = rooms.register.held(woken)
    lodged = [it for it in held if it.state == ExportState.LODGED]
    said = [it for one in lodged for it in clear_one(rooms, one, at)]
    rooms.outbox.put(said, at)


def clear_one(rooms: Rooms, standing: Standing, at: datetime) -> Iterator[Answer]:
    """Look at one export list; yield what its sender is told."""
    case = opened(rooms, standing)
    missing = case.missing(at)
    news = rooms.exports.wait(standing.id, case.listed, missing)
    to = to_other(standing, case.listed)
    if missing:
        if news:
            aside = "".join(
                f"；对应电商企业为[{standing.key.owner}]订单号为"
                f"[{standing.key.number}]{NOT_THERE[one]}"
                for one in missing
            )
            yield answer(to, "wait", [], aside=aside)
        return
    assert case.order, "an order is always waited for"
    assert case.waybill, "a waybill is always waited for"
    dossier = ExportDossier(
        listed=case.listed,
        order=case.order,
        waybill=case.waybill,
        proceeds=case.proceeds,
        waybill_is_free=is_free(rooms, standing),
    )
    if findings := verify(dossier, EXPORT_MATCHING):
        rooms.register.move(export_path(standing, ("reject",)), at)
        yield answer(to, "reject", findings)
        return
    rooms.register.move(export_path(standing, ("accept", "release")), at)
    number = rooms.exports.release(standing.id, export_number(to, at), at)
    for step in ("accept", "release"):
        yield answer(to.numbered(number), step, [])


def opened(rooms: Rooms, standing: Standing) -> ExportCase:
    """Open an export list and those of its papers that may be used."""
    listed = rooms.register.open(standing)
    assert isinstance(listed, ExportDeclaration), "an export list's body is one"
    owner, number = standing.key.owner, standing.key.number
    keys = (
        Key(Paper.EXPORT_ORDER, owner, number),
        Key(Paper.EXPORT_WAYBILL, standing.link.owner, standing.link.number),
    )
    found = [*rooms.register.standing(keys).values()]
    found += rooms.register.following([Link(owner, number)])
    papers = [rooms.register.open(it) for it in found if it.state in USABLE]
    return ExportCase(
        standing=standing,
        listed=listed,
        order=next((it for it in papers if isinstance(it, ExportOrder)), None),
        waybill=next((it for it in papers if isinstance(it, ExportWaybill)), None),
        proceeds=tuple(it for it in papers if isinstance(it, Proceeds)),
    )


def is_free(rooms: Rooms, standing: Standing) -> bool:
    """Tell whether no other list has gone out with this list's waybill."""
    others = lists_linked(rooms, [standing.link])
    return all(it.id == standing.id or it.state not in TAKEN for it in others)


def lists_linked(rooms: Rooms, waybills: Iterable[Link]) -> list[Standing]:
    """Return the export lists that name these waybills."""
    found = rooms.register.following(waybills)
    return [it for it in found if it.key.kind is Paper.EXPORT_DECLARATION]


def export_number(to: Addressee, at: datetime) -> str:
    """出口清单编号 Customs office, year, E, nine digits."""
    assert isinstance(to.paper, ExportDeclaration), "lists are numbered"
    return f"{to.paper.customs_office}{at:%Y}E{(to.id or 0) % SERIAL:09d}"


def export_path(
    standing: Standing, steps: Sequence[str], reason: str = ""
) -> list[Moved]:
    """Walk an export list along its lifecycle."""
    state, moves = ExportState(standing.state), []
    for step in steps:
        target = EXPORT_LIST.after(state, step, by=Actor.SYSTEM)
        moves.append(
            Moved(
                id=standing.id,
                version=standing.version,
                name=step,
                source=state,
                target=target,
                actor=Actor.SYSTEM,
                reason=reason,
            )
        )
        state = target
    return moves


def wake_exports(
    rooms: Rooms, registered: Sequence[tuple[Standing, AnyPaper]], at: datetime
) -> None:
    """Wake the lists that an order, proceeds or a waybill belong to."""
    del at
    keys, waybills = [], []
    for standing, _ in registered:
        key = standing.key
        if key.kind is Paper.EXPORT_ORDER:
            keys.append(Key(Paper.EXPORT_DECLARATION, key.owner, key.number))
        elif key.kind is Paper.PROCEEDS:
            link = standing.link
            keys.append(Key(Paper.EXPORT_DECLARATION, link.owner, link.number))
        else:
            waybills.append(Link(key.owner, key.number))
    lists = [*rooms.register.standing(keys, hold=False).values()]
    lists += lists_linked(rooms, waybills)
    rooms.register.wake(it.id for it in lists)


def close_departed(
    rooms: Rooms, registered: Sequence[tuple[Standing, AnyPaper]], at: datetime
) -> None:
    """离境结关 Close the released lists of parcels that have left the country."""
    links = [
        Link(paper.carrier.code, parcel.waybill_number)
        for _, paper in registered
        if isinstance(paper, Departure)
        for parcel in paper.lines
    ]
    ids = [it.id for it in lists_linked(rooms, links)]
    held = rooms.register.held(ids)
    gone = [it for it in held if it.state == ExportState.RELEASED]
    reason = "、".join(str(standing.key) for standing, _ in registered)
    rooms.register.move(
        [move for it in gone for move in export_path(it, ("clear",), reason)], at
    )
    rooms.outbox.put(told_lists(rooms, gone, "clear"), at)


def close_consolidated(
    rooms: Rooms, registered: Sequence[tuple[Standing, AnyPaper]], at: datetime
) -> None:
    """总分单审结 Conclude a consolidation all of whose parcels are released."""
    for standing, paper in registered:
        assert isinstance(paper, Consolidation), "a consolidation's body is one"
        links = [Link(paper.carrier.code, it.waybill_number) for it in paper.lines]
        taken = {it.link for it in lists_linked(rooms, links) if it.state in TAKEN}
        if {*links} <= taken:
            stored = structs.replace(standing, state=PaperState.REGISTERED)
            rooms.register.move(other_path(stored, ("conclude",), ""), at)
            rooms.outbox.put([answer(to_other(standing, paper), "conclude", [])], at)


def told_lists(rooms: Rooms, lists: Sequence[Standing], step: str) -> list[Answer]:
    """Tell the senders of export lists one step."""
    numbers = rooms.exports.numbers(it.id for it in lists)
    return [
        answer(
            to_other(it, rooms.register.open(it)).numbered(numbers.get(it.id, "")),
            step,
            [],
        )
        for it in lists
    ]
