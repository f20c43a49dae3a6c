"""办结落账 What was decided becomes moves, ledger entries, numbers and receipts."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain

from tongguan.customs.allowance.rules import book
from tongguan.customs.declaration.lifecycle import Actor
from tongguan.customs.declaration.model import Decided, Known, Pattern
from tongguan.customs.declaration.store import Outcome as Glance
from tongguan.customs.duty.bills import tax_bill
from tongguan.customs.risk.rules import DISCREET
from tongguan.customs.risk.rules import told as veiled
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.addressee import Addressee, put_in_writing
from tongguan.journeys.answers import Plain, all_written, answer, told
from tongguan.journeys.case import (
    Case,
    Numbers,
    blamed,
    other_path,
    path,
    to_list,
    to_other,
)
from tongguan.journeys.counting import facts
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.glance import allowance_key, list_number
from tongguan.journeys.known import Circumstances
from tongguan.journeys.reckoning import amounts
from tongguan.journeys.rooms import Rooms
from tongguan.kit.guids import new_guid
from tongguan.kit.trace import Source
from tongguan.plumbing.ledger.store import Kind, Movement
from tongguan.plumbing.outbox.store import Answer, Written
from tongguan.plumbing.register.model import Moved
from tongguan.trade.money import in_fen
from tongguan.trade.receipts import TaxBill

PATHS = {
    Outcome.REJECT: ("reject",),
    Outcome.SUSPEND: ("suspend",),
    Outcome.REVIEW: ("accept", "refer"),
    Outcome.EXAMINE: ("accept", "examine"),
    Outcome.RELEASE: ("accept", "release"),
}
ANSWERS_TO_OTHERS = {
    Outcome.REVIEW: ("match",),
    Outcome.EXAMINE: ("match",),
    Outcome.RELEASE: ("match", "conclude"),
}
DECLARE_AGAIN = "；其他单证更正后，用更新的报送时间重新申报清单。"
EDITIONS_KNOWN = 512
_TOLD: dict[int, tuple[tuple[Source, ...], dict[str, str]]] = {}  # by what it is
TELLS_FINDINGS = {"reject", "suspend", "refer", "examine"}


def record(
    rooms: Rooms, decisions: Sequence[tuple[Case, Decision]], at: datetime
) -> None:
    """Write down everything that follows from these decisions."""
    if not decisions:
        return
    ids = [case.declaration.id for case, _ in decisions]
    numbers = rooms.declarations.numbers(ids)
    listed = {c.declaration.id: number_of(c, d, numbers, at) for c, d in decisions}
    moves = [m for c, d in decisions for m in (*_own_moves(c, d), *_other_moves(c, d))]
    rooms.register.move(moves, at)
    rooms.ledger.apply([m for c, d in decisions for m in _taken(rooms, c, d)], at)
    rooms.declarations.decide(
        [glance_of(c, d, listed[c.declaration.id]) for c, d in decisions], at
    )
    rooms.declarations.keep([kept(c, d, at) for c, d in decisions])
    bills = {
        c.declaration.id: tax_bill(
            c.listed, d.assessment, number=listed[c.declaration.id], at=at
        )
        for c, d in decisions
        if d.outcome is Outcome.RELEASE
    }
    rooms.tax_bills.put(bills)
    rooms.statistics.put(
        fact
        for c, _ in decisions
        if (bill := bills.get(c.declaration.id))
        for fact in facts(c.declaration.id, c.listed, bill)
    )
    lists = {
        c.declaration.id: to_list(c, numbers, listed[c.declaration.id])
        for c, _ in decisions
    }
    rooms.outbox.put(_told(rooms, decisions, lists, bills), at)


def _own_moves(case: Case, decision: Decision) -> list[Moved]:
    steps = PATHS[decision.outcome]
    if case.declaration.state == "suspended" and steps == ("suspend",):
        return []
    return path(case.declaration, steps, Actor.SYSTEM)


def _other_moves(case: Case, decision: Decision) -> Iterator[Moved]:
    reason = str(case.declaration.key)
    for standing in case.others:
        if decision.outcome is Outcome.REJECT:
            if standing.state == "lodged" and blamed(decision.findings, standing):
                yield from other_path(standing, ("reject",), reason)
        else:
            steps = ANSWERS_TO_OTHERS.get(decision.outcome, ())
            yield from other_path(standing, steps, reason)


def _taken(rooms: Rooms, case: Case, decision: Decision) -> Iterator[Movement]:
    if decision.outcome in {Outcome.REJECT, Outcome.SUSPEND}:
        return
    kind = Kind.TAKE if decision.outcome is Outcome.RELEASE else Kind.HOLD
    yield from movements(rooms, case, decision, kind)


def movements(
    rooms: Rooms, case: Case, decision: Decision, kind: Kind
) -> Iterator[Movement]:
    """Draw on the buyer's allowance and on the guarantee, in that order."""
    declaration = case.listed
    account = allowance_key(declaration.buyer, rooms.keys).hex()
    drawn = (
        (book(declaration.declared_on), account, in_fen(decision.charge)),
        (GUARANTEE_BOOK, declaration.guarantor, in_fen(decision.tax)),
    )
    for name, number, fen in drawn:
        if fen:
            yield Movement(
                book=name, account=number, hold=case.hold, kind=kind, fen=fen
            )


def number_of(case: Case, decision: Decision, numbers: Numbers, at: datetime) -> str:
    """Return the number of a list; one that is accepted is given its own."""
    number = case.declaration.id
    if decision.outcome in {Outcome.REJECT, Outcome.SUSPEND}:
        return numbers[number][1]
    return numbers[number][1] or list_number(case.listed, number, at)


def glance_of(case: Case, decision: Decision, number: str) -> Glance:
    """Say what was decided as a list's glance shows it."""
    payable = decision.assessment.payable
    return Glance(
        paper=case.declaration.id,
        number=number,
        treatment=decision.assessment.treatment.value,
        tax_fen=None if payable is None else in_fen(payable),
        channel=decision.outcome.value,
        reasons=tuple(finding.code for finding in decision.findings),
        void=decision.outcome is Outcome.REJECT,
    )


def kept(case: Case, decision: Decision, at: datetime) -> Decided:
    """Return a decision with everything it was taken on."""
    return Decided(
        paper=case.declaration.id,
        version=case.declaration.version,
        at=at,
        day=case.listed.declared_on,
        actor=Actor.SYSTEM,
        outcome=decision.outcome,
        findings=[told(finding) for finding in decision.findings],
        assessed=amounts(decision.assessment, decision.used),
        editions=editions_of(decision.assessment.editions),
        goods=decision.goods,
        known=known_of(decision.known),
    )


def known_of(known: Circumstances | None) -> Known | None:
    """Say what a decision was taken on as it is kept."""
    if known is None:
        return None
    risk = known.risk
    return Known(
        guarantee_left=known.guarantee_left,
        pattern=Pattern(
            spent=in_fen(risk.spent_same_shop_today),
            lists=risk.lists_same_day,
            on_telephone=risk.buyers_on_telephone,
            on_address=risk.buyers_on_address,
        ),
    )


def editions_of(sources: tuple[Source, ...]) -> dict[str, str]:
    """Say which editions of which pages a decision rests on.

    Assessments that are remembered share theirs: to hash them takes longer than this.
    """
    held = _TOLD.get(id(sources))
    if held is not None and held[0] is sources:
        return held[1]
    if len(_TOLD) >= EDITIONS_KNOWN:
        _TOLD.clear()
    editions = _editions_of(sources)
    _TOLD[id(sources)] = (sources, editions)
    return editions


@lru_cache(maxsize=EDITIONS_KNOWN)
def _editions_of(sources: tuple[Source, ...]) -> dict[str, str]:
    return {it.page: f"{it.effective} {it.cites}" for it in sources}


def _told(
    rooms: Rooms,
    decisions: Sequence[tuple[Case, Decision]],
    lists: dict[int, Addressee],
    bills: dict[int, TaxBill],
) -> list[Answer | Written]:
    """Tell the senders of lists and of their papers what was decided."""
    named = [[lists[c.declaration.id], *_others(rooms, c)] for c, _ in decisions]
    put_in_writing(chain.from_iterable(named))
    said: list[Answer | Plain] = []
    for (case, decision), to in zip(decisions, named, strict=True):
        said += _answers(case, decision, to, bills.get(case.declaration.id))
    return all_written(said)


def _answers(
    case: Case, decision: Decision, to: Sequence[Addressee], bill: TaxBill | None
) -> list[Answer | Plain]:
    if decision.outcome is Outcome.REJECT:
        return [*_rejections(case, decision, to[0])]
    said: list[Answer | Plain] = []
    suspended = case.declaration.state == "suspended"
    if not (suspended and decision.outcome is Outcome.SUSPEND):
        found = veiled(decision.findings) if decision.findings else []
        said += [
            answer(to[0], step, found)
            if found and step in TELLS_FINDINGS
            else (to[0], step)
            for step in PATHS[decision.outcome]
        ]
    if steps := ANSWERS_TO_OTHERS.get(decision.outcome):
        said += [(other, step) for other in to[1:] for step in steps]
    return [*said, bill_answer(to[0], bill)] if bill else said


def _others(rooms: Rooms, case: Case) -> list[Addressee]:
    """Address the senders of the other papers, most of which were just answered."""
    answered = rooms.answered
    return [
        answered.get((standing.id, standing.version)) or to_other(standing, paper)
        for standing, paper in case.companions
    ]


def _rejections(case: Case, decision: Decision, to: Addressee) -> Iterator[Answer]:
    named = [f for f in decision.findings if f.code not in DISCREET]
    others = any(blamed(named, standing) for standing, _ in case.companions)
    yield answer(to, "reject", named, aside=DECLARE_AGAIN if others else "")
    for standing, paper in case.companions:
        wrong = blamed(decision.findings, standing)
        if standing.state == "lodged" and wrong:
            yield answer(to_other(standing, paper), "reject", wrong)


def bill_answer(to: Addressee, bill: TaxBill) -> Answer:
    """Send the tax bill of a released list to its declarant."""
    total = bill.duty + bill.vat + bill.consumption_tax
    return Answer(
        recipient=to.sender,
        message=to.message,
        kind="tax_bill",
        guid=new_guid(),
        key=bill.number,
        status=bill.status,
        text=f"电子税单已生成，税款合计{total:.2f}元",
        content={"bill": bill},
        paper=to.id,
        version=to.version,
    )
