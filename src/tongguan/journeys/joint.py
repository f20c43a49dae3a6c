"""联合查验 Where each agency stands on a list, and what its release still awaits.

One consignment has one appointment and is opened once; each agency gives its own
result on the one record. The customs releases when every agency required has passed it.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tongguan.customs.control.model import (
    Agency,
    ControlOrder,
    Examined,
    Result,
    aims_of,
)
from tongguan.customs.control.rules import unsatisfied
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.customs.examination.model import Appointment
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.confirmations.model import Proposal
from tongguan.plumbing.register.model import Standing
from tongguan.trade.papers import Declaration

DONE = {DeclarationState.RELEASED, DeclarationState.CLEARED}


class Word(StrEnum):
    """部门意见 What an agency's word on a list is at present."""

    NOT_REQUIRED = "not_required"
    AWAITED = "awaited"
    PASSED = "passed"
    STOPS = "stops"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyWord:
    """部门结果 One agency's word, its orders, and what it found in the parcel."""

    agency: Agency
    word: Word
    orders: tuple[ControlOrder, ...]
    examined: Examined | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joint:
    """联合办理 A list as the agencies see it together."""

    words: tuple[AgencyWord, ...]
    appointment: Appointment | None
    proposals: tuple[Proposal, ...]
    hands: dict[str, str]

    @property
    def awaited(self) -> tuple[Agency, ...]:
        """The agencies whose pass the release awaits; the customs gives it itself."""
        others = (it for it in self.words if it.agency is not Agency.CUSTOMS)
        return tuple(
            it.agency for it in others if it.word in {Word.AWAITED, Word.STOPS}
        )


def joint(rooms: Rooms, standing: Standing, at: datetime) -> Joint:
    """Say where the agencies stand on a list."""
    paper, version = standing.id, standing.version
    record = rooms.controls.record_of(paper, version)
    orders = orders_on(rooms, standing, at)
    examined = {it.agency: it for it in record}
    return Joint(
        words=tuple(
            word_of(agency, standing, orders, examined.get(agency), at)
            for agency in Agency
        ),
        appointment=rooms.offices.examinations.appointment(paper, version),
        proposals=tuple(rooms.offices.confirmations.about(paper)),
        hands=rooms.offices.assignments.hands(paper),
    )


def joint_openly(rooms: Rooms, standing: Standing, at: datetime) -> Joint:
    """Say of it what a firm may know: the record, the appointment, and no orders."""
    paper, version = standing.id, standing.version
    examined = {it.agency: it for it in rooms.controls.record_of(paper, version)}
    return Joint(
        words=tuple(
            word_of(agency, standing, (), examined.get(agency), at) for agency in Agency
        ),
        appointment=rooms.offices.examinations.appointment(paper, version),
        proposals=(),
        hands={},
    )


def orders_on(
    rooms: Rooms, standing: Standing, at: datetime
) -> tuple[ControlOrder, ...]:
    """Return the orders in force that hit a list."""
    listed = rooms.register.open(standing)
    assert isinstance(listed, Declaration), "a list's body is a list"
    numbers = rooms.declarations.numbers([standing.id])[standing.id]
    found = rooms.controls.aimed_at(aims_of(listed, numbers), at.date())
    hits = (order for orders in found.values() for order in orders)
    return tuple(sorted(hits, key=lambda order: order.number))


def word_of(
    agency: Agency,
    standing: Standing,
    orders: tuple[ControlOrder, ...],
    examined: Examined | None,
    at: datetime,
) -> AgencyWord:
    """Say one agency's word: what it found, what it ordered, whether it is required."""
    own = tuple(order for order in orders if order.agency is agency)
    record = () if examined is None else (examined,)
    if agency is Agency.CUSTOMS and standing.state in DONE:
        word = Word.PASSED
    elif examined is not None and examined.result is not Result.PASSED:
        word = Word.STOPS
    elif unsatisfied(own, record, at.date()):
        word = Word.AWAITED
    elif examined is not None:
        word = Word.PASSED
    else:
        word = Word.AWAITED if agency is Agency.CUSTOMS else Word.NOT_REQUIRED
    return AgencyWord(agency=agency, word=word, orders=own, examined=examined)
