"""试点资格 Leaves for pilots given to firms, and drawn in; whoever asked ends it."""

from datetime import datetime, timedelta

from tongguan.inspection.goods_filing.model import Leave
from tongguan.inspection.goods_filing.regulations import pilots
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.journal.store import Line

A_DAY = timedelta(days=1)


class BadLeaveError(Exception):
    """A leave names no firm on file, no pilot, or days in disorder, or is there."""


def grant(rooms: Rooms, leave: Leave, organisation: str) -> None:
    """Let a firm trade in goods of a pilot; raise BadLeaveError."""
    known = leave.kind in pilots() and leave.firm in rooms.enterprises.registry(
        [leave.firm]
    )
    if not known or leave.until < leave.effective or not leave.reason.strip():
        raise BadLeaveError
    if not rooms.goods.grant([leave]):
        raise BadLeaveError
    subject = f"pilot/{leave.firm}/{leave.kind}"
    days = {"effective": str(leave.effective), "until": str(leave.until)}
    rooms.journal.append(
        Line(
            at=leave.at,
            actor=leave.by,
            organisation=organisation,
            action="grant",
            subject=subject,
            detail=days | {"reason": leave.reason},
        )
    )


def withdraw(rooms: Rooms, leave: int, by: tuple[str, str], at: datetime) -> bool:
    """Let a leave end yesterday; `by` names who and where. Tell if it lasted longer."""
    yesterday = at.astimezone(SHANGHAI).date() - A_DAY
    ended = rooms.goods.withdraw(leave, yesterday)
    if ended is None:
        return False
    name, organisation = by
    rooms.journal.append(
        Line(
            at=at,
            actor=name,
            organisation=organisation,
            action="withdraw",
            subject=f"pilot/{ended[0]}/{ended[1]}",
            detail={"until": str(yesterday)},
        )
    )
    return True
