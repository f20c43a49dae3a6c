"""查阅个人信息 A look at persons: purpose and case number first, then the names.

What was seen of whom is written down before it is shown, under the index a person's own
pages know them by; a person can be told who looked.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from tongguan.commerce.consumer.model import RESIDENT_ID
from tongguan.commerce.operator_filing.model import Filing, Kind
from tongguan.customs.control.terms import lookup_rules
from tongguan.journeys.glance import allowance_key, person_index
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.lookups.model import Looks, Lookup
from tongguan.trade import papers as trade

DAY = timedelta(days=1)
OTHER_CARD = "2"
CARDS = {Kind.INDIVIDUAL: RESIDENT_ID, Kind.HONG_KONG_PERSON: OTHER_CARD}
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
    one = _lookup(grounded(ground, at), by, at)
    persons = sorted(persons_of(rooms, paper))
    rooms.offices.lookups.append(replace(one, paper=paper, person=it) for it in persons)
    _write(rooms, f"paper/{paper}", one)


def look_at_filing(
    rooms: Rooms, filing: Filing, ground: Ground, by: Person, at: datetime
) -> None:
    """Write down that somebody reads a filing in full; of a firm no person is named."""
    one = _lookup(grounded(ground, at), by, at)
    says = rooms.operators.versions(filing)[-1].says
    if card := CARDS.get(says.kind):
        person = person_index(card, says.code, rooms.keys)
        rooms.offices.lookups.append(
            [replace(one, filing=filing.number, person=person)]
        )
    _write(rooms, f"filing/{filing.number}", one)


def _lookup(ground: Ground, by: Person, at: datetime) -> Lookup:
    return Lookup(
        at=at,
        officer=by.name,
        organisation=by.organisation,
        post=by.post,
        purpose=ground.purpose,
        reference=ground.reference,
        person=b"",
    )


def _write(rooms: Rooms, subject: str, one: Lookup) -> None:
    rooms.journal.append(
        Line(
            at=one.at,
            actor=one.officer,
            organisation=one.organisation,
            action="reveal",
            subject=subject,
            detail={"purpose": one.purpose, "reference": one.reference},
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
