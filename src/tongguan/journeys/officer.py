"""关员处置 An officer's decisions, as moves of the same lifecycle.

Releasing concludes a review, posts what the list holds, bills its tax and tells every
sender; rejecting and returning give back what it holds and free the other papers. A
reason is always written down. A list whose tax is not known can't be released: an
unknown rate is never guessed, by nobody.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from msgspec import structs

from tongguan.customs.control.rules import CONTROLS, Controlled
from tongguan.customs.declaration.lifecycle import DECLARATION, Actor, DeclarationState
from tongguan.customs.declaration.store import Decided
from tongguan.customs.duty.bills import tax_bill
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.finance.guarantee.rules import GUARANTEE, Cover
from tongguan.journeys.answers import told
from tongguan.journeys.case import Case, path, to_list
from tongguan.journeys.circumstances import Accounts
from tongguan.journeys.control import open_case as open_case_of
from tongguan.journeys.control import stopping
from tongguan.journeys.counting import facts
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.forwarding import refuse_elsewhere
from tongguan.journeys.reckoning import amounts
from tongguan.journeys.retail_import import gather, open_case
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.ruling import (
    RELEASE,
    NoSuchCaseError,
    RefusedError,
    Ruling,
    answers,
    others_follow,
)
from tongguan.journeys.writing import bill_answer, movements
from tongguan.kit.checks import verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.ledger.store import Balance, Kind, Movement
from tongguan.plumbing.outbox.store import Answer
from tongguan.trade.money import in_yuan

GIVES_BACK = {"reject", "return"}
PENDING = {
    DeclarationState.IN_REVIEW,
    DeclarationState.CHECKED,
    DeclarationState.EXAMINED,
    DeclarationState.DETAINED,
}


def act(rooms: Rooms, paper: int, ruling: Ruling, at: datetime) -> None:
    """Carry out an officer's decision on one list, inside the caller's transaction.

    Raise NoSuchCaseError, IllegalMoveError for a move the table does not have, or
    RefusedError when the papers do not allow it.
    """
    case = pending(rooms, paper)
    rooms.outbox.put(carry_out(rooms, case, ruling, at), at)


def act_many(rooms: Rooms, papers: Sequence[int], ruling: Ruling, at: datetime) -> str:
    """批量处置 Decide on many lists at once: all of them, or none; return the number.

    Papers and accounts are held first, in the order everybody holds them in. What is
    raised is what `act` raises on the first list that can't be decided so.
    """
    if not papers:
        raise NoSuchCaseError
    number = f"PL{at:%Y%m%d%H%M%S}{min(papers):09d}"
    rooms.register.sets_of(sorted(papers))
    cases = [pending(rooms, paper) for paper in sorted(set(papers))]
    Accounts.held(rooms, [case.listed for case in cases])
    one = replace(ruling, batch=number)
    said = [answer for case in cases for answer in carry_out(rooms, case, one, at)]
    rooms.outbox.put(said, at)
    return number


def carry_out(rooms: Rooms, case: Case, ruling: Ruling, at: datetime) -> list[Answer]:
    """Write everything that follows from a decision but its answers: return those."""
    if not ruling.reason.strip():
        raise IllegalMoveError("A decision needs a reason.")
    refuse_elsewhere(rooms, case.declaration)
    steps = steps_to(DeclarationState(case.declaration.state), ruling.move)
    moves = [
        move._replace(reason=ruling.reason)
        for move in path(case.declaration, steps, Actor.CUSTOMS)
    ]
    decision = standing_decision(rooms, case)
    said: list[Answer] = []
    if ruling.move == RELEASE:
        said = [release(rooms, case, decision, at)]
    elif ruling.move in GIVES_BACK:
        give_back(rooms, case, at)
    why = (ruling.move, ruling.reason)
    open_case_of(rooms, case.declaration, why, ruling.officer, at)
    rooms.register.move([*moves, *others_follow(case, ruling.move)], at)
    write_down(rooms, case, decision, ruling, at)
    return [*said, *answers(rooms, case, steps, ruling)]


def pending(rooms: Rooms, paper: int) -> Case:
    """Open a list that waits for an officer, its papers held.

    Of its other papers those follow it that it was matched with: a list that an officer
    let go on has fewer, and what came too late or is another list's stays as it is.
    """
    members = rooms.register.sets_of([paper]).get(paper, [])
    gathered = gather(rooms, paper, members) if members else None
    if gathered is None or gathered.declaration.state not in PENDING:
        raise NoSuchCaseError(paper)
    return matched(rooms, open_case(rooms, gathered))


def matched(rooms: Rooms, case: Case) -> Case:
    """Keep the other papers that this very list was matched with."""
    steps = rooms.board.steps_of(standing.id for standing in case.others)
    by = {step.paper: step.reason for step in steps if step.name == "match"}
    own = tuple(
        (standing, paper)
        for standing, paper in case.companions
        if standing.state == "matched"
        and by.get(standing.id) == str(case.declaration.key)
    )
    return replace(case, companions=own)


def steps_to(state: DeclarationState, move: str) -> tuple[str, ...]:
    """Return the moves a decision takes: a review is concluded before its release."""
    if move == RELEASE and state is DeclarationState.IN_REVIEW:
        return ("conclude", RELEASE)
    if not DECLARATION.allows(state, move, by=Actor.CUSTOMS):
        raise IllegalMoveError(f"customs may not {move} from {state}.")
    return (move,)


def standing_decision(rooms: Rooms, case: Case) -> Decision:
    """Assess the list again by the law of its day, as it was when it was accepted."""
    taken = rooms.declarations.decisions_of(case.declaration.id)
    used = taken[-1].assessed.used
    assessment = assess(from_declaration(case.listed, used))
    return Decision(
        outcome=Outcome.RELEASE, findings=[], assessment=assessment, used=used
    )


def release(rooms: Rooms, case: Case, decision: Decision, at: datetime) -> Answer:
    """Post what the list holds, hold what it did not, and bill its tax."""
    if stopped := verify(Controlled(orders=stopping(rooms, case, at)), CONTROLS):
        raise RefusedError(stopped)
    if unknown := verify(decision.assessment, CERTAINTY):
        raise RefusedError(unknown)
    held = held_by(rooms, case)
    wanted = list(movements(rooms, case, decision, Kind.HOLD))
    missing = [m for m in wanted if m.book not in held]
    refuse_uncovered(rooms, missing)
    posts = [structs.replace(m, kind=Kind.POST) for m in wanted]
    rooms.ledger.apply([*missing, *posts], at)
    numbers = rooms.declarations.numbers([case.declaration.id])
    number = numbers[case.declaration.id][1]
    bill = tax_bill(case.listed, decision.assessment, number=number, at=at)
    rooms.tax_bills.put({case.declaration.id: bill})
    rooms.statistics.put(facts(case.declaration.id, case.listed, bill))
    return bill_answer(to_list(case, numbers, number), bill)


def refuse_uncovered(rooms: Rooms, missing: list[Movement]) -> None:
    """Refuse a release whose tax became known only now and is not covered."""
    for movement in missing:
        if movement.book == GUARANTEE_BOOK:
            found = rooms.ledger.balances(GUARANTEE_BOOK, [movement.account], hold=True)
            balance = found.get(movement.account, Balance(limit=0))
            cover = Cover(tax=in_yuan(movement.fen), left=in_yuan(balance.left))
            if uncovered := verify(cover, GUARANTEE):
                raise RefusedError(uncovered)


def held_by(rooms: Rooms, case: Case) -> dict[str, Movement]:
    """Return what this version of the list still holds, by book."""
    return {m.book: m for m in rooms.ledger.held(case.hold)}


def give_back(rooms: Rooms, case: Case, at: datetime) -> None:
    """Void what the list holds; it counts for nothing any more."""
    held = held_by(rooms, case).values()
    rooms.ledger.apply([structs.replace(m, kind=Kind.VOID) for m in held], at)
    rooms.declarations.void(case.declaration.id, at, void=True)


def write_down(
    rooms: Rooms, case: Case, decision: Decision, ruling: Ruling, at: datetime
) -> None:
    """Keep the decision with its reason, and write it into the journal."""
    detail: dict[str, Any] = {"reason": ruling.reason}
    if ruling.batch:
        detail["batch"] = ruling.batch
    rooms.declarations.keep(
        [
            Decided(
                paper=case.declaration.id,
                version=case.declaration.version,
                at=at,
                day=case.listed.declared_on,
                actor=ruling.officer,
                outcome=ruling.move,
                reason=ruling.reason,
                batch=ruling.batch,
                findings=[told(f) for f in decision.findings],
                assessed=amounts(decision.assessment, decision.used),
            )
        ]
    )
    rooms.journal.append(
        Line(
            at=at,
            actor=ruling.officer,
            organisation=ruling.organisation,
            action=ruling.move,
            subject=f"paper/{case.declaration.id}",
            detail=detail,
        )
    )
