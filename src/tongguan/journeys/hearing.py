"""外部门应答 What an agency's answer does; whoever opened the transaction ends it.

Only an answer that agrees moves anything, and only what was asked about: a notice that
owes another amount by now stays unpaid; but a licence that is not in force refuses the
article that waits for it. A filing of an operator hears every answer: what differs
sends it to an officer. Every answer is written into the journal.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal

from tongguan.customs.collection.model import Notice
from tongguan.customs.collection.rules import paid
from tongguan.journeys import month_end
from tongguan.journeys.asking import ask_after_payment, owed
from tongguan.journeys.consumers import identity_answered
from tongguan.journeys.filing_checks import bears_on_filing
from tongguan.journeys.licences import licence_answered
from tongguan.journeys.month_end import NoSuchNoticeError
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.agencies.model import Agency, Outcome, Question, Subject
from tongguan.plumbing.journal.store import Line

Effect = Callable[[Rooms, Question, datetime], bool]
Hearing = Callable[[Rooms, Question, Outcome, datetime], bool]


def hear(rooms: Rooms, question: Question, outcome: Outcome, at: datetime) -> None:
    """Act upon an answer that was just kept."""
    bears_on_filing(rooms, question, outcome, at)
    key = (question.agency, question.subject)
    if heard := HEARINGS.get(key):
        done = heard(rooms, question, outcome, at)
    else:
        effect = EFFECTS.get(key, nothing)
        done = outcome is Outcome.AGREES and effect(rooms, question, at)
    line = Line(
        at=at,
        actor=question.agency,
        action="answer",
        subject=f"{question.subject}/{question.about}",
        result="done" if done else "refused",
        detail={"outcome": outcome.value, "question": question.id},
    )
    rooms.journal.append(line)


def pay(rooms: Rooms, number: str, *, on: date, at: datetime) -> Notice:
    """缴税 Record a payment, or ask the bank after it first where a bank is asked.

    A notice that waits for the bank comes back unpaid. Raise what month_end.pay does.
    """
    if Agency.BANK not in rooms.agencies.used():
        return month_end.pay(rooms, number, on=on, at=at)
    notice = rooms.collection.find(number)
    if notice is None:
        raise NoSuchNoticeError(number)
    ask_after_payment(rooms, paid(notice, on), on, at)
    return notice


def nothing(_rooms: Rooms, _question: Question, _at: datetime) -> bool:
    """Do nothing: to know is enough."""
    return True


def came_in(rooms: Rooms, question: Question, at: datetime) -> bool:
    """到账 Record the payment the bank confirms, if the notice still owes it."""
    asked = rooms.agencies.asked(question)
    on = date.fromisoformat(asked["paid_on"])
    rooms.collection.hold_members(question.about)
    notice = rooms.collection.find(question.about)
    assert notice is not None, "a notice that was asked after stays"
    try:
        due = paid(notice, on)
    except IllegalMoveError:
        return False
    if Decimal(asked["amount"]) != owed(due):
        return False
    month_end.pay(rooms, question.about, on=on, at=at)
    return True


EFFECTS: Mapping[tuple[str, str], Effect] = {
    (Agency.BANK, Subject.PAYMENT): came_in,
}
# What says something to somebody, whatever the answer is.
HEARINGS: Mapping[tuple[str, str], Hearing] = {
    (Agency.MARKET, Subject.LICENCE): licence_answered,
    (Agency.POLICE, Subject.IDENTITY): identity_answered,
}
