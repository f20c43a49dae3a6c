"""关员处置 An officer's decisions, as moves of the same lifecycle.

Releasing concludes a review, posts what the list holds, bills its tax and tells every
sender; rejecting and returning give back what it holds and free the other papers. A
reason is always written down. A list whose tax is not known can't be released: an
unknown rate is never guessed, by nobody.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from tongguan.customs.declaration.lifecycle import DECLARATION, Actor, DeclarationState
from tongguan.customs.declaration.store import Decided
from tongguan.customs.duty.bills import tax_bill
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.finance.guarantee.rules import GUARANTEE, Cover
from tongguan.journeys.answers import answer, told
from tongguan.journeys.case import Case, other_path, path, to_list, to_other
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.retail_import import gather, open_case
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.writing import assessed, bill_answer, movements
from tongguan.kit.checks import Clause, Difference, Finding, Notice, Place, verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.ledger.store import Balance, Kind, Movement
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.store import Moved
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import Paper

RELEASE = "release"
GIVES_BACK = {"reject", "return"}
PENDING = {
    DeclarationState.IN_REVIEW,
    DeclarationState.CHECKED,
    DeclarationState.EXAMINED,
    DeclarationState.DETAINED,
}
BY_HAND = Notice(
    code="STA-5001",
    receipt="1300",
    chinese="人工退单，{given}",
    english="Rejected by an officer: {given}",
    clause=Clause("海关总署公告2018年第194号", confirmed=False),
    remedy=(
        "按退单原因改正后，用更新的报送时间重新申报。",
        "Correct what the reason says and declare again with a newer time.",
    ),
)


class RefusedError(Exception):
    """An officer's decision that the papers do not allow; `findings` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(f.english() for f in findings))
        self.findings = findings


class NoSuchCaseError(LookupError):
    """There is no list under that number, or nothing is to be decided on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """裁定 What an officer decides: the move, the reason, and who it is."""

    move: str
    reason: str
    officer: str
    organisation: str


def act(rooms: Rooms, paper: int, ruling: Ruling, at: datetime) -> None:
    """Carry out an officer's decision on one list, inside the caller's transaction.

    Raise NoSuchCaseError, IllegalMoveError for a move the table does not have, or
    RefusedError when the papers do not allow it.
    """
    if not ruling.reason.strip():
        raise IllegalMoveError("A decision needs a reason.")
    case = pending(rooms, paper)
    steps = steps_to(DeclarationState(case.declaration.state), ruling.move)
    moves = [
        replace(move, reason=ruling.reason)
        for move in path(case.declaration, steps, Actor.CUSTOMS)
    ]
    decision = standing_decision(rooms, case)
    if ruling.move == RELEASE:
        release(rooms, case, decision, at)
    elif ruling.move in GIVES_BACK:
        give_back(rooms, case, at)
    rooms.register.move([*moves, *others_follow(case, ruling.move)], at)
    rooms.outbox.put(answers(rooms, case, steps, ruling), at)
    write_down(rooms, case, decision, ruling, at)


def pending(rooms: Rooms, paper: int) -> Case:
    """Open a list that waits for an officer, its papers held."""
    members = rooms.register.sets_of([paper]).get(paper, [])
    gathered = gather(rooms, paper, members) if members else None
    if gathered is None or gathered.declaration.state not in PENDING:
        raise NoSuchCaseError(paper)
    return open_case(rooms, gathered)


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
    used = Decimal(taken[-1].assessment["used"])
    assessment = assess(from_declaration(case.dossier.declaration, used))
    return Decision(
        outcome=Outcome.RELEASE, findings=[], assessment=assessment, used=used
    )


def release(rooms: Rooms, case: Case, decision: Decision, at: datetime) -> None:
    """Post what the list holds, hold what it did not, and bill its tax."""
    if unknown := verify(decision.assessment, CERTAINTY):
        raise RefusedError(unknown)
    held = held_by(rooms, case)
    wanted = list(movements(rooms, case, decision, [Kind.HOLD]))
    missing = [m for m in wanted if m.book not in held]
    refuse_uncovered(rooms, missing)
    posts = [replace(m, kind=Kind.POST) for m in wanted]
    rooms.ledger.apply([*missing, *posts], at)
    number = rooms.declarations.numbers([case.declaration.id])[case.declaration.id][1]
    bill = tax_bill(case.dossier.declaration, decision.assessment, number=number, at=at)
    rooms.tax_bills.put({case.declaration.id: bill})
    numbers = rooms.declarations.numbers([case.declaration.id])
    rooms.outbox.put([bill_answer(to_list(case, numbers, number), bill)], at)


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
    rooms.ledger.apply([replace(m, kind=Kind.VOID) for m in held], at)
    rooms.declarations.void(case.declaration.id, at, void=True)


def others_follow(case: Case, move: str) -> list[Moved]:
    """Conclude the other papers with the list, or free them for another."""
    step = {RELEASE: "conclude", "reject": "free", "return": "conclude"}.get(move)
    if step is None:
        return []
    reason = str(case.declaration.key)
    return [
        moved
        for standing in case.others
        for moved in other_path(standing, (step,), reason)
    ]


def answers(
    rooms: Rooms, case: Case, steps: tuple[str, ...], ruling: Ruling
) -> list[Answer]:
    """Tell the list's sender every step, and the others what becomes of theirs."""
    numbers = rooms.declarations.numbers([case.declaration.id])
    to = to_list(case, numbers, numbers[case.declaration.id][1])
    by_hand = [
        Finding(BY_HAND, Difference(Place(Paper.DECLARATION, ""), ruling.reason))
    ]
    said = [
        answer(
            to, step, by_hand if step == "reject" else [], aside=_aside(step, ruling)
        )
        for step in steps
    ]
    followed = {m.id: m.name for m in others_follow(case, ruling.move)}
    said += [
        answer(to_other(standing, paper), followed[standing.id], [])
        for standing, paper in case.papers()
        if standing.id in followed
    ]
    return said


def _aside(step: str, ruling: Ruling) -> str:
    return f"，{ruling.reason}" if step in {"detain", "return"} else ""


def write_down(
    rooms: Rooms, case: Case, decision: Decision, ruling: Ruling, at: datetime
) -> None:
    """Keep the decision with its reason, and write it into the journal."""
    detail: dict[str, Any] = {"reason": ruling.reason}
    rooms.declarations.keep(
        [
            Decided(
                paper=case.declaration.id,
                version=case.declaration.version,
                at=at,
                day=case.dossier.declaration.declared_on,
                actor=ruling.officer,
                outcome=ruling.move,
                reason=ruling.reason,
                findings=[told(f) for f in decision.findings],
                assessment=assessed(case, decision),
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
