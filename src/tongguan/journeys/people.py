"""人员 Accounts of people: proposed by one administrator, let in by another.

Everything done here is a line of the journal, written with what it did.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongguan.journeys.rooms import Rooms
from tongguan.kit.breaches import Breach
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.identity.attempts import Attempts
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.people import codes, posts
from tongguan.plumbing.people.lifecycle import ACCOUNT, AccountState, Actor
from tongguan.plumbing.people.model import Person, Proposal
from tongguan.plumbing.people.rules import Organisation, faults_of, may_not_decide

PASSWORD_BYTES = 12
INDEX = "account/person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """问题 What speaks against an act: the field, the value, why, and what to do."""

    field: str
    breach: Breach
    value: str = ""

    @property
    def chinese(self) -> str:
        """The fault and its remedy in Chinese."""
        said = self.breach.chinese.format(wanted=self.value)
        return f"{said}。{self.breach.remedy[0]}。"

    @property
    def english(self) -> str:
        """The fault and its remedy in English."""
        said = self.breach.english.format(wanted=self.value)
        return f"{said}. {self.breach.remedy[1]}."


class RefusedError(Exception):
    """An act on an account that was not done; `faults` say why, all of it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.english for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """开户内容 Who is to have an account, and as what."""

    username: str
    full_name: str
    identity: str
    post: str
    organisation: str


def organisation_of(rooms: Rooms, code: str) -> Organisation | None:
    """Return what a code names: an agency, the operator, a filed firm, oneself."""
    if not code:
        return posts.oneself()
    if found := posts.agencies().get(code):
        return found
    filed = rooms.enterprises.registry([code]).get(code)
    return posts.firm(filed.code, filed.name) if filed else None


def propose(rooms: Rooms, wanted: Wanted, by: str, at: datetime) -> str:
    """Propose an account and return its first password, which is shown once.

    Raise RefusedError with everything that speaks against it.
    """
    person = rooms.keys.index(INDEX, wanted.identity)
    proposal = Proposal(
        username=wanted.username,
        full_name=wanted.full_name,
        post=wanted.post,
        organisation=wanted.organisation,
        password=secrets.token_urlsafe(PASSWORD_BYTES),
        person=person,
        by=by,
    )
    _see_fit(rooms, proposal)
    if not rooms.people.accounts.propose(proposal, at):
        raise RefusedError(
            Fault(field="username", breach=codes.TAKEN, value=wanted.username)
        )
    detail = {"post": wanted.post, "organisation": wanted.organisation}
    _write(rooms, ("propose", wanted.username, by), at, detail)
    return proposal.password


def decide(
    rooms: Rooms, on: Person, move: str, by: Person, said: tuple[str, datetime]
) -> None:
    """Approve, decline or suspend as the security administrator, with a reason."""
    if breach := may_not_decide(on, by):
        raise RefusedError(Fault(field="username", breach=breach, value=on.username))
    _move(rooms, on, (move, Actor.SECURITY, by.username), said)


def change(
    rooms: Rooms, on: Person, move: str, by: str, said: tuple[str, datetime]
) -> None:
    """Suspend, restore or close as the system administrator, with a reason."""
    _move(rooms, on, (move, Actor.SYSTEM, by), said)


def repost(
    rooms: Rooms, on: Person, wanted: tuple[str, str], by: str, at: datetime
) -> None:
    """Give somebody another post or organisation; it has to be approved anew."""
    post, organisation = wanted
    proposal = Proposal(
        username=on.username,
        full_name=on.full_name,
        post=post,
        organisation=organisation,
        password="",
        person=on.person or b"",
        by=by,
    )
    _see_fit(rooms, proposal)
    rooms.people.accounts.repost(on, post, organisation, by)
    _move(rooms, on, ("repost", Actor.SYSTEM, by), (f"{organisation} / {post}", at))


def reset_password(rooms: Rooms, on: Person, by: str, at: datetime) -> str:
    """Give a new first password and return it.

    Who resets an account could enter it, so it works only when approved anew.
    """
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    _take(rooms, on, "reset", Actor.SYSTEM)
    rooms.people.accounts.reset_password(on, password)
    _write(rooms, ("reset-password", on.username, by), at, {})
    return password


def reset_factors(rooms: Rooms, on: Person, by: str, at: datetime) -> None:
    """Take out everything somebody proves herself with, for one who lost it."""
    _take(rooms, on, "reset", Actor.SYSTEM)
    rooms.people.wallets.of(on.id).empty()
    _write(rooms, ("reset-factors", on.username, by), at, {})


def unlock(rooms: Rooms, attempts: Attempts, on: str, by: str, at: datetime) -> None:
    """Let somebody try again who failed too often."""
    attempts.unlock(on, by, at)
    _write(rooms, ("unlock", on, by), at, {})


def moves_open(on: Person, by: Actor) -> tuple[str, ...]:
    """Name what an administrator may do with an account as it stands."""
    return tuple(dict.fromkeys(ACCOUNT.open_to(AccountState(on.state), by)))


def _see_fit(rooms: Rooms, wanted: Proposal) -> None:
    known = rooms.people.accounts.held_by(wanted.person) if wanted.person else {}
    known.pop(wanted.username, None)
    found = faults_of(wanted, organisation_of(rooms, wanted.organisation), known)
    faults = [Fault(field=f, breach=breach, value=v) for f, breach, v in found]
    if faults:
        raise RefusedError(*faults)


def _move(
    rooms: Rooms, on: Person, who: tuple[str, Actor, str], said: tuple[str, datetime]
) -> None:
    move, actor, name = who
    reason, at = said
    _take(rooms, on, move, actor)
    _write(rooms, (move, on.username, name), at, {"reason": reason})


def _take(rooms: Rooms, on: Person, move: str, actor: Actor) -> None:
    """Take an account on; whoever may no longer sign in is signed out."""
    try:
        done = rooms.people.accounts.move(on, move, actor)
    except IllegalMoveError:
        done = False
    if not done:
        fault = Fault(field="state", breach=codes.NOT_SO, value=str(on.state))
        raise RefusedError(fault)
    if not rooms.people.accounts.works(on):
        rooms.people.visits.end(on.id)


def _write(
    rooms: Rooms, what: tuple[str, str, str], at: datetime, detail: dict[str, Any]
) -> None:
    action, on, by = what
    line = Line(
        at=at,
        actor=by,
        action=f"account-{action}",
        subject=f"account/{on}",
        detail=detail,
    )
    rooms.journal.append(line)
