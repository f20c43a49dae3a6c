"""查阅个人信息 A look at persons: purpose and case number first, then the names.

What was seen of whom is written down before it is shown, under the index a person's own
pages know them by; a person can be told who looked.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from tongguan.customs.control.terms import lookup_rules
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.lookups.model import Looks, Lookup
from tongguan.trade import papers as trade

DAY = timedelta(days=1)
REFERENCE = re.compile(r"[0-9A-Z][0-9A-Z\-]{3,39}")


class NoPurposeError(ValueError):
    """A look without a purpose of the list, or without a case number."""


class Ground(NamedTuple):
    """查阅依据 For what somebody looks, and under which case number."""

    purpose: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """查阅频次 How many persons an officer looked at in a day; whether it is many."""

    looks: Looks
    often: bool


def purposes(at: datetime) -> tuple[str, ...]:
    """Return the codes of the purposes there are."""
    return lookup_rules(at.date()).purposes


def grounded(ground: Ground, at: datetime) -> Ground:
    """Return a ground whose purpose is on the list, or raise NoPurposeError."""
    reference = ground.reference.strip().upper()
    if ground.purpose not in purposes(at) or not REFERENCE.fullmatch(reference):
        raise NoPurposeError
    return Ground(ground.purpose, reference)


def look(rooms: Rooms, paper: int, ground: Ground, by: Person, at: datetime) -> None:
    """Write down that somebody looks at the persons of a list's papers."""
    ground = grounded(ground, at)
    rooms.offices.lookups.append(
        Lookup(
            at=at,
            officer=by.name,
            organisation=by.organisation,
            post=by.post,
            paper=paper,
            purpose=ground.purpose,
            reference=ground.reference,
            person=person,
        )
        for person in sorted(persons_of(rooms, paper))
    )
    rooms.journal.append(
        Line(
            at=at,
            actor=by.name,
            organisation=by.organisation,
            action="reveal",
            subject=f"paper/{paper}",
            detail={"purpose": ground.purpose, "reference": ground.reference},
        )
    )


def persons_of(rooms: Rooms, paper: int) -> set[bytes]:
    """Return the indexes of everybody named with a number in the papers of a set."""
    found = set()
    for standing in rooms.register.sets_of([paper], hold=False).get(paper, []):
        one = rooms.register.open(standing)
        if isinstance(one, trade.Order | trade.Declaration):
            found.add(allowance_key(one.buyer, rooms.keys))
        elif isinstance(one, trade.Payment):
            found.add(allowance_key(one.payer, rooms.keys))
    return found


def busy(rooms: Rooms, at: datetime, officer: str = "") -> list[Busy]:
    """Say how many persons each officer looked at in the last day, the most first."""
    often = lookup_rules(at.date()).often
    counted = rooms.offices.lookups.counted(at - DAY, officer)
    return [Busy(looks=it, often=it.persons > often) for it in counted]
