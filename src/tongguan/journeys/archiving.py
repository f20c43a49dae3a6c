"""归档 What the rules decided in a day, written down for `replay`.

A day is Shanghai's. What is taken from a list is what the law asks of it; of its buyer
there is a keyed index, of consignees and payers nothing.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from tongguan.customs.declaration.model import Taken
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.replay.files import Manifest, manifest_of, write_day
from tongguan.journeys.replay.model import ArchivedLine, ArchivedList
from tongguan.journeys.rooms import Rooms
from tongguan.kit.moments import SHANGHAI
from tongguan.kit.rulebook import revision
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.register.model import key_of
from tongguan.plumbing.register.versions import Versions
from tongguan.trade.papers import Declaration, GoodsLine

DAY = timedelta(days=1)
LATE = timedelta(hours=1)  # a batch may be written down after the day it was begun on
PIECE = 500


def archive_day(
    rooms: Rooms, versions: Versions, day: date, *, folder: Path, at: datetime
) -> Manifest:
    """Write a day into the archive, unless it is there and was over when it was."""
    told = manifest_of(folder, day)
    if told is not None and told.closed:
        return told
    begin = beginning(day)
    end = begin + DAY
    lists = archived(rooms, versions, rooms.declarations.taken(begin, end))
    return write_day(folder, day, lists, rulebook=revision(), closed=at >= end + LATE)


def days_due(rooms: Rooms, folder: Path, until: date) -> list[date]:
    """Name the days up to `until` that are not in the archive for good."""
    first = rooms.declarations.first_taken()
    if first is None:
        return []
    day, due = first.astimezone(SHANGHAI).date(), []
    while day <= until:
        told = manifest_of(folder, day)
        if told is None or not told.closed:
            due.append(day)
        day += DAY
    return due


def last_closed(at: datetime) -> date:
    """Return the last day that is over at an instant."""
    return (at.astimezone(SHANGHAI) - LATE).date() - DAY


def beginning(day: date) -> datetime:
    """Return the first instant of a day."""
    return datetime.combine(day, time(), SHANGHAI)


def archived(
    rooms: Rooms, versions: Versions, decisions: Iterator[Taken]
) -> Iterator[ArchivedList]:
    """Put decisions beside the lists they were taken on."""
    while piece := list(islice(decisions, PIECE)):
        stood = versions.stood([(it.paper, it.version) for it in piece])
        for taken in piece:
            listed = stood[taken.paper, taken.version]
            assert isinstance(listed, Declaration), "what is decided on is a list"
            yield archived_list(listed, taken, rooms.keys)


def archived_list(listed: Declaration, taken: Taken, keys: Keyring) -> ArchivedList:
    """Say a decision and its list as the archive keeps them."""
    pattern = taken.known.pattern
    return ArchivedList(
        number=taken.number,
        version=taken.version,
        decided_at=taken.at,
        declared_on=listed.declared_on,
        mode=listed.supervision_mode,
        customs_office=listed.customs_office,
        platform_code=listed.platform.code,
        seller_code=listed.seller.code,
        declarant_code=listed.declarant.code,
        guarantor=listed.guarantor,
        buyer=allowance_key(listed.buyer, keys),
        freight=listed.freight,
        insurance=listed.insurance,
        lines=tuple(map(archived_line, listed.lines)),
        used=taken.used,
        guarantee_left=taken.known.guarantee_left,
        spent=pattern.spent,
        buyer_lists=pattern.lists,
        on_telephone=pattern.on_telephone,
        on_address=pattern.on_address,
        draw=keys.draw("selectivity", str(key_of(listed))),
        outcome=taken.outcome,
        treatment=taken.treatment,
        dutiable=taken.dutiable,
        tax=taken.payable,
        findings=" ".join(dict.fromkeys(taken.codes)),
    )


def archived_line(line: GoodsLine) -> ArchivedLine:
    """Say a goods item as the archive keeps it."""
    return ArchivedLine(
        hs_code=line.hs_code,
        origin=line.origin,
        name=line.name,
        model=line.model,
        unit=line.unit,
        quantity=line.quantity,
        statutory_unit=line.statutory_unit,
        statutory_quantity=line.statutory_quantity,
        second_unit=line.second_unit,
        second_quantity=line.second_quantity,
        total=line.total,
    )
