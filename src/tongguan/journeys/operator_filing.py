"""主体备案 An operator applies, changes, withdraws; an officer decides, with a reason.

One record for everybody: six agencies read it, and write beside it what each has to
say. Every act is in the filing's own history and in the journal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from tongguan.commerce.operator_filing.application import Application
from tongguan.commerce.operator_filing.law import note_kinds
from tongguan.commerce.operator_filing.lifecycle import FILING, Actor, FilingState
from tongguan.commerce.operator_filing.model import (
    Filing,
    Note,
    Particulars,
    Step,
    Version,
    described,
)
from tongguan.commerce.operator_filing.rules import examined, is_filed_once
from tongguan.commerce.operator_filing.store import FilingTakenError
from tongguan.journeys.filing_checks import ask_registers, walk
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.zone import zone_at
from tongguan.kit.checks import Finding, verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.journal.store import Line


class UnfitFilingError(ValueError):
    """An application that is not taken in; `findings` say why, all of it."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(it.english() for it in findings))
        self.findings = findings


class NoSuchFilingError(LookupError):
    """There is no filing of that number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """经办人 Who acts, in which post of which organisation, where that is known."""

    name: str = "applicant"
    organisation: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """处理 A move of a filing, and its reason."""

    move: str
    reason: str


def examine(
    rooms: Rooms, says: Sequence[Particulars], by: Person, at: datetime
) -> list[list[Finding]]:
    """Say of each application everything it can't be taken in for."""
    taken = taken_among(rooms, says, by)
    hong_kong = zone_at(rooms, at).admits_hong_kong
    return [
        examined(
            Application(
                says=it, day=at.date(), taken=it.code in taken, hong_kong=hong_kong
            )
        )
        for it in says
    ]


def taken_among(rooms: Rooms, says: Iterable[Particulars], by: Person) -> set[str]:
    """Name the codes that are on file already, or on their way there.

    A firm on the register that has no filing yet may make its own.
    """
    many = list(says)
    taken = set(rooms.operators.standing(many))
    named = rooms.operators.on_register(code for it in many for code in codes_of(it))
    for it in many:
        holders = {named[code] for code in codes_of(it) if code in named}
        if holders - {by.organisation}:
            taken.add(it.code)
    return taken


def codes_of(says: Particulars) -> tuple[str, ...]:
    """Name the codes the register may know an operator by."""
    return tuple(filter(None, (says.credit_code, says.customs_code)))


def apply(
    rooms: Rooms,
    says: Particulars,
    by: Person,
    at: datetime,
    *,
    draft: Filing | None = None,
) -> Filing:
    """Take in an application and have it checked, or raise UnfitFilingError."""
    ((*findings,),) = examine(rooms, [says], by, at)
    if findings:
        raise UnfitFilingError(findings)
    try:
        filing = _kept(rooms, says, by, (at, "apply"), draft)
    except FilingTakenError:
        application = Application(says=says, day=at.date(), taken=True)
        raise UnfitFilingError(verify(application, [is_filed_once])) from None
    ask_registers(rooms, filing, says, at)
    return _again(rooms, filing)


def save(
    rooms: Rooms,
    says: Particulars,
    by: Person,
    at: datetime,
    *,
    draft: Filing | None = None,
) -> Filing:
    """Keep a draft, however little of it is written; nothing typed is lost."""
    return _kept(rooms, says, by, (at, "save"), draft)


def _kept(
    rooms: Rooms,
    says: Particulars,
    by: Person,
    act: tuple[datetime, str],
    draft: Filing | None,
) -> Filing:
    """Write the first version of a filing, or the next one of a draft."""
    at, move = act
    step = _step(by, Decision(move=move, reason=""), at)
    if draft is not None:
        step = replace(step, version=draft.version + 1)
        moved = walk(rooms, draft, step, Actor.FIRM, says)
        _write(rooms, moved, says, by, at)
        return moved
    state = FILING.after(FILING.initial, move, by=Actor.FIRM)
    named = codes_of(says)
    own = by.organisation in {*named, *rooms.operators.on_register(named).values()}
    new = Filing(
        id=0,
        number=f"BA{at:%Y%m%d}{uuid4().hex[:16].upper()}",
        kind=says.kind,
        firm=by.organisation if own else "",
        credit_code="",
        name="",
        roles=(),
        state=state,
        version=1,
        in_force=0,
        applied_at=at,
        changed_at=at,
    )
    filing = rooms.operators.open(described(new, says), says)
    _write(rooms, filing, says, by, at)
    rooms.operators.step(filing, replace(step, state=state.value))
    return filing


def change(
    rooms: Rooms, number: str, says: Particulars, by: Person, at: datetime
) -> Filing:
    """Hand in a change of what is on file; it is checked like an application."""
    filing = _held(rooms, number)
    latest = rooms.operators.versions(filing)[filing.in_force - 1].says
    application = Application(
        says=says,
        day=at.date(),
        renamed=says.code != latest.code,
        hong_kong=zone_at(rooms, at).admits_hong_kong,
    )
    if findings := examined(application):
        raise UnfitFilingError(findings)
    step = _step(by, Decision(move="change", reason=""), at)
    step = replace(step, version=filing.version + 1)
    changed = walk(rooms, filing, step, Actor.FIRM, says)
    _write(rooms, changed, says, by, at)
    _journal(rooms, changed, by, step)
    ask_registers(rooms, changed, says, at)
    return _again(rooms, changed)


def withdraw(
    rooms: Rooms, number: str, decision: Decision, by: Person, at: datetime
) -> Filing:
    """Let a firm take back what it handed in, or give its filing up."""
    return _moved(rooms, number, decision, by, (at, Actor.FIRM))


def decide(
    rooms: Rooms, number: str, decision: Decision, by: Person, at: datetime
) -> Filing:
    """Let an officer move a filing; raise IllegalMoveError without a reason."""
    if not decision.reason.strip():
        raise IllegalMoveError("A decision on a filing needs a reason.")
    return _moved(rooms, number, decision, by, (at, Actor.OFFICER))


def _moved(
    rooms: Rooms,
    number: str,
    decision: Decision,
    by: Person,
    act: tuple[datetime, Actor],
) -> Filing:
    filing = _held(rooms, number)
    at, actor = act
    step = replace(_step(by, decision, at), version=filing.version)
    says = rooms.operators.versions(filing)[-1].says
    moved = walk(rooms, filing, step, actor, says)
    _journal(rooms, moved, by, step)
    return moved


def annotate(
    rooms: Rooms,
    number: str,
    kind: str,
    said: tuple[str, date],
    act: tuple[Person, datetime],
) -> bool:
    """Write a note (value, from when on) beside a filing; False where it can't be.

    Each kind of note is its own agency's, and has its values or its form.
    """
    (value, effective), (by, at) = said, act
    law = note_kinds().get(kind)
    if law is None or not law.is_written_by(by.post) or not law.takes(value):
        return False
    filing = _held(rooms, number)
    note = Note(
        kind=kind, agency=by.post, value=value, effective=effective, by=by.name, at=at
    )
    rooms.operators.annotate(filing, note)
    step = _step(by, Decision(move="annotate", reason=f"{kind}: {value}"), at)
    _journal(rooms, filing, by, step)
    return True


def _held(rooms: Rooms, number: str) -> Filing:
    filing = rooms.operators.find(number, hold=True)
    if filing is None or filing.state is FilingState.ABSENT:
        raise NoSuchFilingError(number)
    return filing


def _again(rooms: Rooms, filing: Filing) -> Filing:
    found = rooms.operators.find(filing.number)
    assert found is not None, "it was written in this transaction"
    return found


def _write(
    rooms: Rooms, filing: Filing, says: Particulars, by: Person, at: datetime
) -> None:
    version = Version(
        number=filing.version,
        says=says,
        by=by.name,
        organisation=by.organisation,
        at=at,
    )
    rooms.operators.write(filing, version)


def _step(by: Person, decision: Decision, at: datetime) -> Step:
    return Step(
        version=1,
        move=decision.move,
        state="",
        actor=by.name,
        organisation=by.organisation,
        reason=decision.reason.strip(),
        at=at,
        findings=[],
    )


def _journal(rooms: Rooms, filing: Filing, by: Person, step: Step) -> None:
    rooms.journal.append(
        Line(
            at=step.at,
            actor=by.name,
            organisation=by.organisation,
            action=f"{step.move}-filing",
            subject=f"filing/{filing.number}",
            detail={"version": str(filing.version), "reason": step.reason},
        )
    )
