"""双人办理 An officer's act, carried out at once or put before a second person.

What needs two persons is data. The first proposes with a reason; a second of the same
agency confirms, and only then does it happen, in the second's transaction and by the
state of things at that moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tongguan.customs.control.rules import CONTROLS, Controlled
from tongguan.customs.control.terms import second_person
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys import control
from tongguan.journeys.control import Act, Officer
from tongguan.journeys.forwarding import refuse_elsewhere
from tongguan.journeys.officer import act, act_many, pending, steps_to
from tongguan.journeys.overrule import overrule
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.ruling import RELEASE, RefusedError, Ruling
from tongguan.kit.checks import verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.confirmations.model import Person, Proposal

OVERRULE, LIFT = "overrule", "lift"
CONFIRM, DECLINE, WITHDRAW = "confirm", "decline", "withdraw"
BATCH = "batch/"


class InOtherHandsError(Exception):
    """Another officer of the same agency has taken the list in hand."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


class WaitsAlreadyError(Exception):
    """Something proposed on the same thing waits for a second person already."""


class NotForThisPersonError(LookupError):
    """Nothing waits under that number on which this person may speak."""


class Wish(NamedTuple):
    """意向 Which move an officer wants, why, and who the officer is."""

    move: str
    reason: str
    by: Person

    @property
    def ruling(self) -> Ruling:
        """The wish as a decision."""
        return Ruling(
            move=self.move,
            reason=self.reason,
            officer=self.by.name,
            organisation=self.by.organisation,
        )


@dataclass(frozen=True, slots=True)
class Matter:
    """事项 What a wish is about: its papers, and how it is named to people."""

    subject: str
    papers: tuple[int, ...]
    shown: str


def decide(
    rooms: Rooms, listed: tuple[int, str], wish: Wish, at: datetime
) -> Proposal | None:
    """Decide on a list, or propose it: return what waits then for a second person.

    `listed` is the list and the number people know it by.
    """
    paper, shown = listed
    state = control.held(rooms, paper).state
    refuse_in_other_hands(rooms, [paper], wish.by)
    if not second_person(at.date()).wanted(wish.move, state):
        act(rooms, paper, wish.ruling, at)
        rooms.offices.assignments.done([paper])
        return None
    refuse_impossible(rooms, paper, wish, at)
    return propose(rooms, Matter(f"paper/{paper}", (paper,), shown), wish, at)


def decide_many(
    rooms: Rooms, papers: Sequence[int], shown: str, wish: Wish, at: datetime
) -> tuple[str, Proposal | None]:
    """Decide on a batch, or propose it; return its number or what waits."""
    refuse_in_other_hands(rooms, papers, wish.by)
    rules = second_person(at.date())
    states = [control.held(rooms, paper).state for paper in sorted(papers)]
    if not any(rules.wanted(wish.move, state) for state in states):
        number = act_many(rooms, papers, wish.ruling, at)
        rooms.offices.assignments.done(papers)
        return number, None
    for paper in papers:
        refuse_impossible(rooms, paper, wish, at)
    matter = Matter(f"{BATCH}{min(papers)}", tuple(papers), shown)
    return "", propose(rooms, matter, wish, at)


def let_go_on(
    rooms: Rooms, listed: tuple[int, str], wish: Wish, at: datetime
) -> Proposal | None:
    """Let a stopped list go on, or propose it."""
    paper, shown = listed
    refuse_in_other_hands(rooms, [paper], wish.by)
    if not second_person(at.date()).wanted(OVERRULE, ""):
        overrule(rooms, paper, wish.ruling, at)
        return None
    return propose(rooms, Matter(f"paper/{paper}", (paper,), shown), wish, at)


def lift(rooms: Rooms, number: str, wish: Wish, at: datetime) -> Proposal | None:
    """Lift a control order with its result, or propose it."""
    if not second_person(at.date()).wanted(LIFT, ""):
        control.lift(rooms, number, wish.reason, officer_of(wish.by), at)
        return None
    control.refuse_lifting(rooms, number, wish.reason)
    return propose(rooms, Matter(f"control/{number}", (), number), wish, at)


def refuse_in_other_hands(rooms: Rooms, papers: Sequence[int], by: Person) -> None:
    """Let nobody decide on what another has in hand."""
    holders = rooms.offices.assignments.holders(papers, by.post)
    others = sorted(set(holders.values()) - {by.name})
    if others:
        raise InOtherHandsError(others[0])


def refuse_impossible(rooms: Rooms, paper: int, wish: Wish, at: datetime) -> None:
    """Propose nothing that the lifecycle, or an order in force, does not allow."""
    case = pending(rooms, paper)
    refuse_elsewhere(rooms, case.declaration)
    steps_to(DeclarationState(case.declaration.state), wish.move)
    if wish.move == RELEASE:
        stopping = control.stopping(rooms, case, at)
        if stopped := verify(Controlled(orders=stopping), CONTROLS):
            raise RefusedError(stopped)


def propose(rooms: Rooms, matter: Matter, wish: Wish, at: datetime) -> Proposal:
    """Put an act before a second person, and write that down."""
    if not wish.reason.strip():
        raise IllegalMoveError("A proposal needs a reason.")
    proposal = rooms.offices.confirmations.propose(
        Proposal(
            subject=matter.subject,
            move=wish.move,
            reason=wish.reason,
            papers=list(matter.papers),
            shown=matter.shown,
            post=wish.by.post,
            organisation=wish.by.organisation,
            first=wish.by.name,
            first_at=at,
        )
    )
    if proposal is None:
        raise WaitsAlreadyError
    write_down(rooms, proposal, wish.by, "propose", at)
    return proposal


def settle(rooms: Rooms, number: int, spoken: Wish, at: datetime) -> Proposal:
    """Confirm and carry out, decline, or withdraw; `spoken.reason` may be empty.

    Raise NotForThisPersonError unless it waits and this person may speak on it, and
    whatever the act itself raises: then nothing has happened.
    """
    confirmations = rooms.offices.confirmations
    if spoken.move == WITHDRAW:
        proposal = confirmations.withdraw(number, spoken.by, at)
    else:
        proposal = confirmations.settle(
            number, spoken.move, spoken.by, at, spoken.reason
        )
    if proposal is None:
        raise NotForThisPersonError(number)
    if spoken.move == CONFIRM:
        carry_out(rooms, proposal, at)
    write_down(rooms, proposal, spoken.by, spoken.move, at)
    return proposal


def carry_out(rooms: Rooms, proposal: Proposal, at: datetime) -> None:
    """Do what was proposed, in the name of who proposed it."""
    first = Person(
        name=proposal.first, organisation=proposal.organisation, post=proposal.post
    )
    ruling = Wish(proposal.move, proposal.reason, first).ruling
    if proposal.move == LIFT:
        control.lift(rooms, proposal.shown, proposal.reason, officer_of(first), at)
    elif proposal.move == OVERRULE:
        overrule(rooms, proposal.papers[0], ruling, at)
    elif proposal.subject.startswith(BATCH):
        act_many(rooms, proposal.papers, ruling, at)
    else:
        act(rooms, proposal.papers[0], ruling, at)
    rooms.offices.assignments.done(proposal.papers)


def officer_of(person: Person) -> Officer:
    """Name a person as the officer of a control order."""
    return Officer(name=person.name, organisation=person.organisation)


def write_down(
    rooms: Rooms, proposal: Proposal, by: Person, name: str, at: datetime
) -> None:
    """Write who proposed or confirmed what into the journal."""
    detail = {"move": proposal.move, "reason": proposal.reason}
    if by.name != proposal.first:
        detail |= {"first": proposal.first, "word": proposal.word}
    subjects = [f"paper/{paper}" for paper in proposal.papers] or [proposal.subject]
    for subject in subjects:
        control.write_down(rooms, officer_of(by), Act(name, subject, detail), at)
