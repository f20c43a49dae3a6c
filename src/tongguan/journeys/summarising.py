"""汇总申报 Released export lists become declarations, each list in one summary."""

from collections.abc import Collection, Iterator
from datetime import datetime

from tongguan.customs.summary.merging import (
    SUMMARISABLE,
    Declared,
    Mergeable,
    Summarising,
    merge,
)
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.answers import answer
from tongguan.journeys.case import other_path, to_other
from tongguan.journeys.exporting import export_path
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import verify
from tongguan.kit.guids import new_guid
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.plumbing.register.model import Standing
from tongguan.trade.exports import ExportDeclaration
from tongguan.trade.shipments import MergedLine, Summary, SummaryResult

SERIAL = 10**9
RESULT, MADE = "summary_result", "1"


def summarise(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Grant or refuse the requests for a summary among woken papers."""
    held = rooms.register.held(woken)
    lodged = [it for it in held if it.state == PaperState.LODGED]
    said = [answer for one in lodged for answer in summarise_one(rooms, one, at)]
    rooms.outbox.put(said, at)


def summarise_one(rooms: Rooms, standing: Standing, at: datetime) -> Iterator[Answer]:
    """Look at one request; yield what its sender is told."""
    paper = rooms.register.open(standing)
    assert isinstance(paper, Summary), "a summary's body is one"
    found = lists_of(rooms, paper)
    lists = {it.id: it for it in rooms.register.held(found.values())}
    merged = rooms.exports.summaries(lists)
    asked = Summarising(
        application=paper,
        lists={
            number: mergeable(rooms, number, lists[one], merged=one in merged)
            for number, one in found.items()
        },
    )
    to = to_other(standing, paper)
    if findings := verify(asked, SUMMARISABLE):
        rooms.register.move(other_path(standing, ("reject",), ""), at)
        yield answer(to, "reject", findings)
        return
    number = f"S{at.astimezone(SHANGHAI):%Y%m%d}{standing.id % SERIAL:09d}"
    held = [lists[found[one]] for one in asked.named]
    rooms.exports.merge([it.id for it in held], standing.id)
    moves = [m for it in held for m in export_path(it, ("summarise",), number)]
    steps = other_path(standing, ("register", "conclude"), number)
    rooms.register.move([*moves, *steps], at)
    to = to.numbered(number)
    yield answer(to, "conclude", [])
    yield from results(to, paper, merge(asked), at)


def lists_of(rooms: Rooms, paper: Summary) -> dict[str, int]:
    """Find the lists a request names, or those of its time."""
    if paper.since and paper.until:
        firms = paper.seller.code, paper.declarant.code
        return rooms.exports.within(firms, paper.since, paper.until)
    return rooms.exports.named(line.list_number for line in paper.lines)


def mergeable(
    rooms: Rooms, number: str, standing: Standing, *, merged: bool
) -> Mergeable:
    """Open one list as a summary looks at it."""
    listed = rooms.register.open(standing)
    assert isinstance(listed, ExportDeclaration), "an export list's body is one"
    return Mergeable(number=number, listed=listed, state=standing.state, merged=merged)


def results(
    to: Addressee, paper: Summary, made: list[Declared], at: datetime
) -> Iterator[Answer]:
    """汇总结果 Tell which list went into which declaration, a result for each."""
    for part, one in enumerate(made, start=1):
        result = SummaryResult(
            guid=new_guid(),
            customs_office=paper.customs_office,
            summary_number=to.number,
            at=at.astimezone(SHANGHAI),
            unified_number=f"D{to.number[1:9]}{(to.id or 0) % 10**6:06d}{part:03d}",
            state=MADE,
            declarant=paper.declarant,
            seller=paper.seller,
            broker=paper.broker,
            gross_weight_kg=one.gross_weight_kg,
            net_weight_kg=one.net_weight_kg,
            parts=len(made),
            part=part,
            lines=tuple(merged_lines(one)),
        )
        yield Answer(
            recipient=to.sender,
            message=to.message,
            kind=RESULT,
            guid=result.guid,
            key=to.number,
            status=MADE,
            text=f"已汇总申报，清单{len(one.lists)}份",
            content={"result": result},
            paper=to.id,
            version=to.version,
        )


def merged_lines(made: Declared) -> Iterator[MergedLine]:
    """Say where every goods item of every list went."""
    for one in made.lists:
        for line in one.listed.lines:
            yield MergedLine(
                list_number=one.number,
                waybill_number=one.listed.waybill_number,
                sequence=made.items[one.number, line.number],
                number=line.number,
                hs_code=line.hs_code,
            )
