"""出口退货 Exported goods come back: granted beside their list, freed when tallied."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from tongguan.customs.export_return.against import EXPORT_RETURNABLE, ExportReturning
from tongguan.journeys.answers import answer
from tongguan.journeys.case import other_path, to_other
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import verify
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.plumbing.register.model import Standing
from tongguan.trade.export_returns import ExportReturn
from tongguan.trade.exports import ExportDeclaration
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper


def hear_export_returns(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Grant or refuse the export returns among woken papers."""
    held = rooms.register.held(woken)
    lodged = [it for it in held if it.state == PaperState.LODGED]
    said = [answer for one in lodged for answer in hear_one(rooms, one, at)]
    rooms.outbox.put(said, at)


def hear_one(rooms: Rooms, standing: Standing, at: datetime) -> Iterator[Answer]:
    """Look at one return; yield what its sender is told."""
    paper = rooms.register.open(standing)
    assert isinstance(paper, ExportReturn), "a return's body is one"
    found = rooms.exports.named([paper.list_number]).get(paper.list_number)
    asked = beside_its_list(rooms, paper, found, at)
    to = to_other(standing, paper)
    if (findings := verify(asked, EXPORT_RETURNABLE)) or found is None:
        rooms.register.move(other_path(standing, ("reject",), ""), at)
        yield answer(to, "reject", findings)
        return
    effects = [*asked.effects()]
    rooms.returned.put((standing.id, found), effects, at, refunded=False)
    moves = other_path(standing, ("register",), paper.list_number)
    rooms.register.move(moves, at)
    yield answer(to, "register", [])


def beside_its_list(
    rooms: Rooms, paper: ExportReturn, found: int | None, at: datetime
) -> ExportReturning:
    """Put a return beside the list it names, held."""
    on = at.astimezone(SHANGHAI).date()
    if found is None:
        return ExportReturning(application=paper, on=on)
    (standing,) = rooms.register.held([found])
    listed = rooms.register.open(standing)
    assert isinstance(listed, ExportDeclaration), "an export list's body is one"
    released = rooms.exports.released_at(found)
    return ExportReturning(
        application=paper,
        on=on,
        listed=listed,
        state=standing.state,
        released_on=released.astimezone(SHANGHAI).date() if released else None,
        earlier=rooms.returned.earlier(found),
    )


def release_returns(
    rooms: Rooms, registered: Sequence[tuple[Standing, AnyPaper]], at: datetime
) -> None:
    """理货放行 Release the returns whose parcels a site has tallied."""
    links = [standing.link for standing, _ in registered]
    followers = rooms.register.following(links)
    ids = [it.id for it in followers if it.key.kind is Paper.EXPORT_RETURN]
    held = rooms.register.held(ids)
    due = [it for it in held if it.state == PaperState.REGISTERED]
    reason = "、".join(str(standing.key) for standing, _ in registered)
    moves = [m for it in due for m in other_path(it, ("conclude",), reason)]
    rooms.register.move(moves, at)
    said = [
        answer(to_other(it, rooms.register.open(it)), "come_back", []) for it in due
    ]
    rooms.outbox.put(said, at)
