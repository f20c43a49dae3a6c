"""Rows of the register ↔ what they say."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.register.model import Key, Link, Moved, Standing
from tongguan.plumbing.register.pending import Fresh
from tongguan.plumbing.register.sealing import seal
from tongguan.trade.papers import Paper

PAPER_TYPES = (
    *("int8", "text", "text", "text", "text", "text", "int4", "text", "timestamptz"),
    *("text", "text", "timestamptz", "bytea", "int8", "int2", "timestamptz"),
)
WALK_TYPES = ("int8", "int4", "text", "timestamptz")


def paper_row(fresh: Fresh, keys: Keyring) -> tuple[Any, ...]:
    """Return the row of a new paper, its content sealed."""
    entry, heading = fresh.entry, fresh.entry.paper.heading
    return (
        fresh.id,
        entry.key.kind.value,
        entry.key.owner,
        entry.key.number,
        entry.link.owner,
        entry.link.number,
        1,
        fresh.state,
        fresh.at,
        entry.sender,
        heading.guid,
        heading.reported_at,
        seal(entry.paper, entry.key, keys),
        entry.message,
        entry.index,
        fresh.at,
    )


def walk_row(
    walked: tuple[tuple[int, int, datetime], Sequence[Moved]],
) -> tuple[Any, ...]:
    """Return the row of the moves a paper made at one instant."""
    (paper, version, at), moves = walked
    steps = [(m.name, m.source, m.target, m.actor, m.reason) for m in moves]
    return paper, version, msgspec.json.encode(steps).decode(), at


def order_of(key: Key) -> tuple[str, str, str]:
    """Say in which order keys are held, the same everywhere."""
    return key.kind, key.owner, key.number


def key_columns(keys: Sequence[Key]) -> dict[str, list[Any]]:
    """Return keys as the columns of a statement."""
    return {
        "kinds": [key.kind.value for key in keys],
        "owners": [key.owner for key in keys],
        "numbers": [key.number for key in keys],
    }


def link_columns(links: Iterable[Link]) -> dict[str, list[Any]]:
    """Return links as the columns of a statement."""
    ordered = sorted(links, key=lambda it: (it.owner, it.number))
    return {
        "link_owners": [link.owner for link in ordered],
        "link_numbers": [link.number for link in ordered],
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
        body=row[11],
        message=row[12],
        index=row[13],
        registered_at=row[14],
    )
