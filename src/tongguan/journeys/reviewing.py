"""退货审核 An officer's word on a return that is worth a look."""

from dataclasses import dataclass, replace
from datetime import datetime

from tongguan.customs.goods_return.against import RETURNABLE
from tongguan.customs.goods_return.model import Returning
from tongguan.journeys.applications import Docket, Said, beside, hold_lists
from tongguan.journeys.case import Case
from tongguan.journeys.notices import BY_HAND
from tongguan.journeys.returning import grant, with_release
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.kit.checks import Difference, Finding, Place, verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.register.lifecycle import Actor, PaperState
from tongguan.plumbing.register.model import Standing
from tongguan.trade.import_papers import GoodsReturn
from tongguan.trade.papers import Paper

CONCLUDE, REJECT = "conclude", "reject"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """待审退货 A return that waits for an officer, beside its list."""

    standing: Standing
    application: GoodsReturn
    case: Case
    returning: Returning


def returns_in_review(rooms: Rooms, at: datetime) -> list[Reviewed]:
    """Return what waits for an officer, the oldest first."""
    waiting = rooms.register.in_state(Paper.GOODS_RETURN, PaperState.IN_REVIEW)
    found = []
    for standing, asked, case in beside(rooms, waiting, hold=False):
        if case is not None:
            returning = with_release(rooms, asked, case, at)
            found.append(
                Reviewed(
                    standing=standing,
                    application=returning.application,
                    case=case,
                    returning=returning,
                )
            )
    return found


def rule_on_return(rooms: Rooms, paper: int, ruling: Ruling, at: datetime) -> None:
    """Grant or reject a return, inside the caller's transaction.

    Raise NoSuchCaseError, IllegalMoveError for a move nobody may make of it, or
    RefusedError where another return has taken meanwhile what this one asks for.
    """
    if ruling.move not in {CONCLUDE, REJECT} or not ruling.reason.strip():
        raise IllegalMoveError(f"A return is granted or rejected, not: {ruling.move}.")
    held = [it for it in rooms.register.held([paper]) if is_in_review(it)]
    if not held:
        raise NoSuchCaseError(paper)
    hold_lists(rooms, held)
    ((standing, asked, case),) = beside(rooms, held)
    assert case is not None, "what is in review has its list"
    docket = Docket(rooms, at)
    said = Said(ruling.reason, by_hand(ruling))
    if ruling.move == CONCLUDE:
        returning = with_release(rooms, asked, case, at)
        if findings := verify(returning, RETURNABLE):
            raise RefusedError(findings)
        said = Said(ruling.reason, aside=grant(docket, case, returning, paper))
    docket.take(standing, (ruling.move,), said, by=Actor.CUSTOMS)
    rooms.journal.append(line_of(paper, case, ruling, at))
    rooms.outbox.put(docket.said, at)


def is_in_review(standing: Standing) -> bool:
    """Tell whether a paper is a return that waits for an officer."""
    return (
        standing.key.kind is Paper.GOODS_RETURN
        and standing.state == PaperState.IN_REVIEW
    )


def by_hand(ruling: Ruling) -> list[Finding]:
    """Say that an officer rejected a return, and why."""
    notice = replace(
        BY_HAND,
        remedy=(
            "按退单原因改正后，用更新的报送时间重新申请。",
            "Correct what the reason says and apply again with a newer time.",
        ),
    )
    return [Finding(notice, Difference(Place(Paper.GOODS_RETURN, ""), ruling.reason))]


def line_of(paper: int, case: Case, ruling: Ruling, at: datetime) -> Line:
    """Write an officer's word into the journal, about the list."""
    return Line(
        at=at,
        actor=ruling.officer,
        organisation=ruling.organisation,
        action=f"return-{ruling.move}",
        subject=f"paper/{case.declaration.id}",
        detail={"reason": ruling.reason, "return": paper},
    )
