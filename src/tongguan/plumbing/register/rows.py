"""Rows of the register ↔ what they say."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from tongguan.plumbing.copying import texts_in
from tongguan.plumbing.register.model import (
    Entry,
    Key,
    Leaf,
    Link,
    Moved,
    Standing,
    Step,
)
from tongguan.plumbing.register.pending import Fresh
from tongguan.trade.papers import Paper

PAPER_TYPES = (
    *("int8", "text", "text", "text", "text", "text", "int4", "text", "timestamptz"),
    *("text", "text", "timestamptz", "int8", "int2", "int8", "int2", "timestamptz"),
    *("int4", "text"),
)
TOLD = {it: it.value for it in Paper}  # to ask an enum for it takes longer
WALK_TYPES = ("int8", "int4", "text", "timestamptz")


def paper_row(fresh: Fresh, leaf: Leaf, course: int | None) -> tuple[Any, ...]:
    """Return the row of a new paper: its content is on a leaf, its moves a course."""
    entry, heading = fresh.entry, fresh.entry.paper.heading
    kind, owner, number = entry.key
    return (
        fresh.id,
        TOLD[kind],
        owner,
        number,
        *entry.link,
        1,
        fresh.state,
        fresh.at,
        entry.sender,
        heading.guid,
        heading.reported_at,
        *leaf,
        entry.message,
        entry.index,
        fresh.at,
        course,
        fresh.because,
    )


def entry_columns(ordered: Sequence[Entry], leaves: Sequence[Leaf]) -> dict[str, Any]:
    """Return newer versions of papers as the columns of a statement."""
    return {
        **key_columns([it.key for it in ordered]),
        "link_owners": [it.link.owner for it in ordered],
        "link_numbers": [it.link.number for it in ordered],
        "states": [it.state for it in ordered],
        "senders": [it.sender for it in ordered],
        "guids": [it.paper.heading.guid for it in ordered],
        "reported": [it.paper.heading.reported_at for it in ordered],
        "binders": [it.binder for it in leaves],
        "places": [it.place for it in leaves],
        "messages": [it.message for it in ordered],
        "positions": [it.index for it in ordered],
    }


def walk_row(
    walked: tuple[tuple[int, int, datetime], Sequence[Moved]],
) -> tuple[Any, ...]:
    """Return the row of the moves a paper made at one instant."""
    (paper, version, at), moves = walked
    return paper, version, told([move[2:] for move in moves]), at


def told(steps: Sequence[Step]) -> str:
    """Write steps down as the view reads them."""
    return msgspec.json.encode(steps).decode()


def key_columns(keys: Sequence[Key]) -> dict[str, Any]:
    """Return keys as the columns of a statement."""
    return {
        "kinds": texts_in([key.kind for key in keys]),
        "owners": texts_in([key.owner for key in keys]),
        "numbers": texts_in([key.number for key in keys]),
    }


def link_columns(links: Iterable[Link]) -> dict[str, Any]:
    """Return links as the columns of a statement."""
    ordered = sorted(links)
    return {
        "link_owners": texts_in([link.owner for link in ordered]),
        "link_numbers": texts_in([link.number for link in ordered]),
    }


def key_from(kind: str, owner: str, number: str) -> Key:
    """Return the key a row tells."""
    return Key(Paper(kind), owner, number)


def standing_from(row: tuple[Any, ...]) -> Standing:
    """Return what a row of the register says."""
    return Standing(
        id=row[0],
        key=key_from(row[1], row[2], row[3]),
        link=Link(row[4], row[5]),
        version=row[6],
        state=row[7],
        sender=row[8],
        guid=row[9],
        reported_at=row[10],
        leaf=Leaf(row[11], row[12]),
        message=row[13],
        index=row[14],
        registered_at=row[15],
    )


def named_by(listed: Standing) -> list[Key]:
    """Return the key of the order of a list, and of the waybill if it names one."""
    owner, number = listed.link.owner, listed.link.number
    bill = [Key(Paper.WAYBILL, owner, number)] if number else []
    return [Key(Paper.ORDER, listed.key.owner, listed.key.number), *bill]
