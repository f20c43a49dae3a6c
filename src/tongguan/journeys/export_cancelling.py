"""出口撤单 A released export list that has not left is cancelled as applied for."""

from collections.abc import Collection, Iterator
from datetime import datetime

from tongguan.customs.export_cancellation.against import (
    CANCEL,
    EXPORT_CANCELLABLE,
    AskedOfExport,
)
from tongguan.journeys.answers import answer
from tongguan.journeys.case import other_path, to_other
from tongguan.journeys.exporting import export_path, told_lists
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import verify
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.plumbing.register.model import Standing
from tongguan.trade.exports import ExportCancellation, ExportDeclaration


def cancel_exports(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Grant or refuse the export cancellations among woken papers."""
    held = rooms.register.held(woken)
    lodged = [it for it in held if it.state == PaperState.LODGED]
    said = [answer for one in lodged for answer in cancel_one(rooms, one, at)]
    rooms.outbox.put(said, at)


def cancel_one(rooms: Rooms, standing: Standing, at: datetime) -> Iterator[Answer]:
    """Look at one application; yield what is told."""
    paper = rooms.register.open(standing)
    assert isinstance(paper, ExportCancellation), "a cancellation's body is one"
    to, asked = to_other(standing, paper), AskedOfExport(application=paper)
    lists = rooms.register.held(rooms.exports.named([paper.list_number]).values())
    for one in lists:
        listed = rooms.register.open(one)
        assert isinstance(listed, ExportDeclaration), "an export list's body is one"
        asked = AskedOfExport(application=paper, listed=listed, state=one.state)
    if findings := verify(asked, EXPORT_CANCELLABLE):
        rooms.register.move(other_path(standing, ("reject",), ""), at)
        yield answer(to, "reject", findings)
        return
    (listed_as,) = lists
    granted = other_path(standing, ("register", "conclude"), str(listed_as.key))
    taken_back = export_path(listed_as, (CANCEL,), paper.reason)
    rooms.register.move([*granted, *taken_back], at)
    yield answer(to, "conclude", [])
    yield from told_lists(rooms, [listed_as], CANCEL)
