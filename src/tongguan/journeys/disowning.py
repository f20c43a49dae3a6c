"""否认购买 "This was not me": reported by a person, looked into, and answered.

What is upheld gives back to that person's year what the list still takes of it: papers
are held before accounts, as everywhere, and the entry has a name of its own, so that it
is never made twice.
"""

from datetime import date, datetime
from enum import StrEnum

from tongguan.customs.allowance.rules import book
from tongguan.customs.disavowal.lifecycle import DISAVOWAL, Actor, DisavowalState
from tongguan.customs.disavowal.model import Disavowal
from tongguan.customs.disavowal.rules import (
    APPEAL,
    INQUIRE,
    RECALL,
    REPORT,
    UPHOLD,
    answer_by,
    is_second_look,
    may_appeal,
    may_report,
)
from tongguan.customs.disavowal.store import Said
from tongguan.customs.purchases.model import Purchase
from tongguan.customs.purchases.store import Year
from tongguan.journeys.control import Act, Officer, write_down
from tongguan.journeys.payment_data import ask as ask_platform
from tongguan.journeys.rooms import Rooms
from tongguan.kit.moments import SHANGHAI
from tongguan.plumbing.ledger.model import SIGNS
from tongguan.plumbing.ledger.store import Kind, Movement
from tongguan.plumbing.people import reasons

OWN_MOVES = {APPEAL, RECALL}


class Why(StrEnum):
    """缘由 Why something can't be done with a report."""

    CHANGED = "changed"
    ALREADY = "already"
    TOO_LATE = "too late"
    UNDECIDED = "undecided"
    SAME_PERSON = "same person"
    NO_WORDS = "no words"


class NotPossibleError(Exception):
    """Something can't be done with a report, and why."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


def report(
    rooms: Rooms, purchase: Purchase, person: bytes, words: str, at: datetime
) -> Disavowal:
    """报告 Say that a purchase was not one's own; NotPossibleError where one can't."""
    day = _day(at)
    if not may_report(purchase.declared_on, day):
        raise NotPossibleError(Why.TOO_LATE)
    said = Said(
        move=REPORT,
        actor=Actor.CONSUMER,
        by="",
        words=spoken(words, at),
        at=at,
        due_on=answer_by(REPORT, day),
    )
    number = rooms.buyers.disavowals.report(purchase.paper, person, said)
    if number is None:
        raise NotPossibleError(Why.ALREADY)
    return found(rooms, number)


def answer_back(
    rooms: Rooms, one: Disavowal, move: str, words: str, at: datetime
) -> None:
    """本人申诉或撤回 Appeal a dismissal once, or recall a report."""
    allowed = move in OWN_MOVES and DISAVOWAL.allows(one.state, move, by=Actor.CONSUMER)
    if not allowed:
        raise NotPossibleError(Why.CHANGED)
    day = _day(at)
    if move == APPEAL and not may_appeal(_day(one.state_at), day):
        raise NotPossibleError(Why.TOO_LATE)
    said = Said(
        move=move,
        actor=Actor.CONSUMER,
        by="",
        words=spoken(words, at) if move == APPEAL else words[: how_long(at).most],
        at=at,
        due_on=answer_by(move, day),
    )
    if not rooms.buyers.disavowals.move(one, said):
        raise NotPossibleError(Why.CHANGED)


def decide(
    rooms: Rooms, number: int, ruling: tuple[str, str], officer: Officer, at: datetime
) -> Disavowal:
    """办理 Ask the platform, uphold or dismiss; `ruling` is the move and its reason.

    Raise NotPossibleError, or IllegalMoveError for a move the table does not have.
    """
    (move, words), one = ruling, found(rooms, number)
    rooms.register.sets_of([one.paper])
    if one.state is DisavowalState.APPEALED:
        steps = rooms.buyers.disavowals.steps(number)
        if not is_second_look(steps, officer.name):
            raise NotPossibleError(Why.SAME_PERSON)
    said = Said(
        move=move,
        actor=Actor.OFFICER,
        by=officer.name,
        words=spoken(words, at),
        at=at,
        due_on=one.due_on,
    )
    if not rooms.buyers.disavowals.move(one, said):
        raise NotPossibleError(Why.CHANGED)
    if move == UPHOLD:
        give_back(rooms, one, at)
    if move == INQUIRE:
        ask_platform(rooms, one.platform_code, one.order_number, officer.name, at)
    detail = {"report": one.number, "reason": words}
    write_down(
        rooms, officer, Act(f"disavowal-{move}", f"paper/{one.paper}", detail), at
    )
    return found(rooms, number)


def give_back(rooms: Rooms, one: Disavowal, at: datetime) -> None:
    """额度恢复 Give back to the person what the list still takes of their year."""
    purchase = rooms.buyers.purchases.find(one.person, one.list_number)
    if purchase is None:  # it names another buyer by now, and takes nothing here
        return
    year = Year(purchase.declared_on.year)
    own = f"{one.paper}/"
    signs = [
        (SIGNS[Kind(it.kind)], it.fen)
        for it in rooms.buyers.purchases.entries(one.person, year)
        if it.hold.startswith(own)
    ]
    if sum(held * fen for (held, _), fen in signs):
        raise NotPossibleError(Why.UNDECIDED)
    if fen := sum(posted * fen for (_, posted), fen in signs):
        movement = Movement(
            book=book(purchase.declared_on),
            account=one.person.hex(),
            hold=f"{one.paper}/{purchase.version}/disowned",
            kind=Kind.RESTORE,
            fen=fen,
        )
        rooms.ledger.apply([movement], at)


def found(rooms: Rooms, number: int) -> Disavowal:
    """Return a report that is there."""
    one = rooms.buyers.disavowals.find(number)
    if one is None:
        raise NotPossibleError(Why.CHANGED)
    return one


def is_upheld(rooms: Rooms, paper: int) -> bool:
    """Tell whether a list was disowned: nothing of it is left to give back."""
    one = rooms.buyers.disavowals.of_paper(paper)
    return one is not None and one.state is DisavowalState.UPHELD


def how_long(at: datetime) -> reasons.Lengths:
    """Return how long a statement may be."""
    return reasons.lengths(reasons.Said.STATEMENT, _day(at))


def spoken(words: str, at: datetime) -> str:
    """Take what somebody said, if it says anything."""
    text = words.strip()
    if not how_long(at).fit(text):
        raise NotPossibleError(Why.NO_WORDS)
    return text


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
