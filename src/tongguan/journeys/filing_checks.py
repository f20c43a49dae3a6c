"""备案核验 Registry, police and bank asked after an operator, and what they answer.

Nobody waits: an application stands until every register that is asked here has
answered. Then it is filed by itself, or goes to an officer with what differs.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from tongguan.commerce.operator_filing.law import kind_law
from tongguan.commerce.operator_filing.lifecycle import (
    FILES,
    FILING,
    IN_FORCE,
    WAITING,
    Actor,
)
from tongguan.commerce.operator_filing.model import (
    Answer,
    Filing,
    Particulars,
    Step,
    code_of,
    described,
)
from tongguan.commerce.operator_filing.registers import Answered, objections
from tongguan.journeys.answers import told
from tongguan.journeys.asking import Matter, ask
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.agencies.model import Agency, Outcome, Question, Subject
from tongguan.trade.registry import FiledFirm, Role

ABOUT = "filing/"
SUBJECTS = {
    Agency.REGISTRY: Subject.FIRM,
    Agency.POLICE: Subject.IDENTITY,
    Agency.BANK: Subject.ACCOUNT,
}
SYSTEM = "system"


def about(filing: Filing) -> str:
    """Name one version of a filing to those who are asked after it."""
    return f"{ABOUT}{filing.number}/{filing.version}"


def ask_registers(
    rooms: Rooms, filing: Filing, says: Particulars, at: datetime
) -> None:
    """Ask whoever keeps a register of such operators, and settle what is known."""
    for agency in kind_law(says.kind, at.date()).checks:
        matter = Matter(
            agency=Agency(agency),
            subject=SUBJECTS[Agency(agency)],
            about=about(filing),
            content=_content(Agency(agency), says),
        )
        ask(rooms, matter, at, afresh=False)
    settle(rooms, filing, says, at)


def _content(agency: Agency, says: Particulars) -> dict[str, str]:
    if agency is Agency.REGISTRY:
        return {"name": says.name, "credit_code": says.code}
    if agency is Agency.POLICE:
        return {"name": says.name, "number": says.code}
    return {"name": says.name, "account": says.bank_account}


def bears_on_filing(
    rooms: Rooms, question: Question, outcome: Outcome, at: datetime
) -> None:
    """Keep what a register answered about a filing, and settle the filing."""
    number, _, version = question.about.removeprefix(ABOUT).partition("/")
    if not question.about.startswith(ABOUT):
        return
    filing = rooms.operators.find(number, hold=True)
    assert filing is not None, "a filing that was asked after stays"
    said: dict[str, Any] = msgspec.json.decode(rooms.agencies.answer(question))
    answer = Answer(
        version=int(version),
        agency=question.agency,
        outcome=outcome.value,
        question=question.id,
        says=said,
        at=at,
    )
    rooms.operators.keep(filing, answer)
    if filing.version == answer.version and filing.state in WAITING:
        says = rooms.operators.versions(filing)[-1].says
        settle(rooms, filing, says, at)


def settle(rooms: Rooms, filing: Filing, says: Particulars, at: datetime) -> None:
    """File what all registers agree to; send to an officer what one objects to."""
    asked = rooms.agencies.used()
    law = kind_law(says.kind, at.date())
    answers = {
        it.agency: it
        for it in rooms.operators.answers(filing)
        if it.version == filing.version
    }
    if any(it in asked and it not in answers for it in law.checks):
        return
    answered = Answered(
        says=says,
        answers=answers,
        silent=tuple(it for it in law.checks if it not in {*asked, *answers}),
        by_hand=law.by_hand,
    )
    found = objections(answered)
    step = Step(
        version=filing.version,
        move="refer" if found else "pass",
        state="",
        actor=SYSTEM,
        organisation="",
        reason="",
        at=at,
        findings=[told(finding) for finding in found],
    )
    walk(rooms, filing, step, Actor.SYSTEM, says)


def walk(
    rooms: Rooms, filing: Filing, step: Step, by: Actor, says: Particulars
) -> Filing:
    """Take one step of a filing, `says` being its latest version.

    The firm on the register follows in the same transaction. Raise IllegalMoveError,
    or FilingTakenError where somebody else was quicker.
    """
    state = FILING.after(filing.state, step.move, by=by)
    files = step.move in FILES
    moved = replace(filing, state=state, changed_at=step.at, version=step.version)
    if files or not filing.in_force:
        moved = described(moved, says)
    if files:
        moved = replace(moved, in_force=step.version, firm=code_of(filing, says))
    rooms.operators.move(filing, moved, says)
    rooms.operators.step(filing, replace(step, state=state.value))
    if files or (filing.state in IN_FORCE) != (state in IN_FORCE):
        put_on_register(rooms, moved, step.at)
    return moved


def put_on_register(rooms: Rooms, filing: Filing, at: datetime) -> None:
    """Let the firm that papers are checked against follow the version in force."""
    if not filing.in_force:
        return
    says = rooms.operators.versions(filing)[filing.in_force - 1].says
    firm = FiledFirm(
        code=filing.firm,
        name=says.name,
        roles=frozenset(Role(role) for role in says.roles),
        active=filing.state in IN_FORCE,
    )
    rooms.enterprises.file(firm, at.date(), says.credit_code)
    if says.address:
        rooms.enterprises.file_address(filing.firm, says.address)
