"""消费者开户 A consumer's account: a code to the telephone, the police, and a lock.

Nothing is opened where the police or the telephone company are not asked: an account
that nobody verified would show a person's purchases to whoever knows their number.
"""

import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from tongguan.commerce.consumer.lifecycle import Actor, ConsumerState
from tongguan.commerce.consumer.model import Consumer, Identity
from tongguan.commerce.consumer.rules import person_of, terms
from tongguan.journeys.asking import Matter, ask
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.agencies.model import (
    Agency,
    Outcome,
    Question,
    QuestionState,
    Subject,
)
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.keys import Keyring

NEEDED = frozenset({Agency.POLICE, Agency.TELECOM})
DIGITS = 6
TEXT = "【通关】验证码{code}，{minutes}分钟内有效。非本人操作请忽略。"


class Tried(StrEnum):
    """验证结果 What became of a code somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OLD = "old"
    TOO_OFTEN = "too often"


class Check(StrEnum):
    """核查情况 How the police stand to what a consumer said."""

    WAITING = "waiting"
    AWAY = "away"
    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"
    TAKEN = "taken"


def can_verify(rooms: Rooms) -> bool:
    """Tell whether everybody is asked here who must be."""
    return rooms.agencies.used() >= NEEDED


def person_key(identity: Identity, keys: Keyring) -> bytes:
    """Return the index under which lists name this person as their buyer."""
    return keys.index("buyer", person_of(identity))


def apply(rooms: Rooms, account: int, identity: Identity, at: datetime) -> None:
    """开户 Keep what somebody says of themselves, and send a code to the telephone."""
    person = person_key(identity, rooms.keys)
    stands = rooms.buyers.consumers.of_account(account)
    if stands is None:
        number = rooms.buyers.consumers.apply(account, person, identity, at)
    else:
        number = stands.id
        if not rooms.buyers.consumers.move(stands, "again", Actor.CONSUMER, at):
            return
        rooms.buyers.consumers.correct(stands, person, identity)
    send_code(rooms, number, at)


def vouch(rooms: Rooms, account: int, identity: Identity, at: datetime) -> None:
    """担保身份 Verify an account without asking anybody: an invented person's only."""
    consumers, person = rooms.buyers.consumers, person_key(identity, rooms.keys)
    if consumers.of_account(account) or consumers.has_account(person):
        return
    number = consumers.apply(account, person, identity, at)
    for name, by in (("confirm", Actor.CONSUMER), ("agree", Actor.POLICE)):
        if stands := consumers.hold(number):
            consumers.move(stands, name, by, at)


def send_code(rooms: Rooms, number: int, at: datetime) -> bool:
    """发送验证码 Send a new code; False where there were as many as there may be."""
    law = terms().on(at.date()).says
    consumer = rooms.buyers.consumers.hold(number)
    if consumer is None or consumer.codes >= law.codes_most:
        return False
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    until = at + timedelta(minutes=law.code_minutes)
    rooms.buyers.consumers.send_code(number, code, until)
    matter = Matter(
        agency=Agency.TELECOM,
        subject=Subject.TEXT,
        about=f"{about(number)}/{consumer.codes}",
        content={
            "name": rooms.buyers.consumers.identity(consumer).telephone,
            "text": TEXT.format(code=code, minutes=law.code_minutes),
        },
    )
    return ask(rooms, matter, at)


def confirm(rooms: Rooms, number: int, code: str, at: datetime) -> Tried:
    """确认手机 Take a code; the right one lets the police be asked."""
    consumer = rooms.buyers.consumers.hold(number)
    if consumer is None or consumer.state is not ConsumerState.APPLIED:
        return Tried.OLD
    if consumer.tries >= terms().on(at.date()).says.code_tries:
        return Tried.TOO_OFTEN
    if not rooms.buyers.consumers.is_code(consumer, code):
        return Tried.WRONG
    if consumer.code_until is None or at > consumer.code_until:
        return Tried.OLD
    rooms.buyers.consumers.move(consumer, "confirm", Actor.CONSUMER, at)
    said = rooms.buyers.consumers.identity(consumer)
    matter = Matter(
        agency=Agency.POLICE,
        subject=Subject.IDENTITY,
        about=about(number),
        content={
            "name": said.name,
            "number": said.id_number,
            "telephone": said.telephone,
        },
    )
    ask(rooms, matter, at)
    return Tried.RIGHT


def identity_answered(
    rooms: Rooms, question: Question, outcome: Outcome, at: datetime
) -> bool:
    """核查结果 Verify the account or refuse it; a person has only one."""
    agrees = outcome is Outcome.AGREES
    consumer = consumer_of(rooms, question)
    if consumer is None or consumer.state is not ConsumerState.CONFIRMED:
        return agrees
    stands = agrees and not rooms.buyers.consumers.has_account(consumer.person)
    move = "agree" if stands else "differ"
    return rooms.buyers.consumers.move(consumer, move, Actor.POLICE, at) and stands


def check_of(rooms: Rooms, consumer: Consumer) -> Check:
    """核查情况 Say how the police stand to a consumer."""
    if consumer.is_verified:
        return Check.AGREES
    asked = last_about(rooms, about(consumer.id))
    if asked is None or asked.state == QuestionState.REFUSED:
        return Check.AWAY
    if asked.state == QuestionState.PENDING:
        return Check.AWAY if asked.attempts else Check.WAITING
    said = Check(asked.outcome)
    return Check.TAKEN if said is Check.AGREES else said


def text_sent(rooms: Rooms, consumer: Consumer) -> str:
    """短信 Return the last text sent to a consumer, for a sandbox to show."""
    name = f"{about(consumer.id)}/{consumer.codes - 1}"
    sent = last_about(rooms, name)
    return rooms.agencies.asked(sent)["text"] if sent else ""


def turn_lock(rooms: Rooms, consumer: Consumer, name: str, at: datetime) -> bool:
    """锁定或解除 Lock or unlock a verified identity; tell whether that is news."""
    if not consumer.is_verified:
        return False
    turned = rooms.buyers.consumers.turn(consumer.person, name, at)
    if turned:
        line = Line(at=at, actor="consumer", action=name, subject=about(consumer.id))
        rooms.journal.append(line)
    return turned


def last_about(rooms: Rooms, matter: str) -> Question | None:
    """Return the last question about a matter."""
    asked = rooms.agencies.about(matter)
    return asked[-1] if asked else None


def about(number: int) -> str:
    """Name a consumer as questions and the journal do."""
    return f"consumer/{number}"


def consumer_of(rooms: Rooms, question: Question) -> Consumer | None:
    """Return the consumer a question is about, held; None where it is another's."""
    kind, _, number = question.about.partition("/")
    found = kind == "consumer" and number.isdigit()
    return rooms.buyers.consumers.hold(int(number)) if found else None
