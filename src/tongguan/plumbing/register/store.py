"""The register in the database, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.register.model import Entry, Key, Link, Standing
from tongguan.plumbing.register.sealing import digest_of, seal, unseal
from tongguan.plumbing.sql import statements
from tongguan.trade.kinds import RETAIL_IMPORT
from tongguan.trade.papers import AnyPaper, Paper

SQL = statements(__package__)


class KeyTakenError(Exception):
    """Another worker wrote the same key at the same moment; try the batch again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """状态变迁 One move to be applied to one paper."""

    id: int
    version: int
    name: str
    source: str
    target: str
    actor: str
    reason: str = ""


class Register:
    """Writes, replaces, moves, wakes and gathers papers."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def standing(
        self, keys: Iterable[Key], *, hold: bool = True
    ) -> dict[Key, Standing]:
        """Return what stands under the keys, held until the transaction ends."""
        wanted = sorted(set(keys), key=lambda k: (k.kind, k.owner, k.number))
        columns = {
            "kinds": [k.kind.value for k in wanted],
            "owners": [k.owner for k in wanted],
            "numbers": [k.number for k in wanted],
        }
        rows = self._connection.execute(SQL["hold" if hold else "find"], columns)
        found = [_standing(row) for row in rows]
        return {standing.key: standing for standing in found}

    def insert(self, entries: Sequence[Entry], at: datetime) -> dict[Key, int]:
        """Write new papers; return their ids; raise KeyTakenError on a lost race."""
        columns = self._columns(entries) | {"at": at}
        rows = self._connection.execute(SQL["insert"], columns).fetchall()
        if len(rows) != len(entries):
            raise KeyTakenError
        return {_key(row[1], row[2], row[3]): row[0] for row in rows}

    def replace(
        self, entries: Sequence[Entry], ids: list[int], at: datetime
    ) -> dict[Key, int]:
        """Put newer versions in the place of the held papers `ids`, which are kept."""
        self._connection.execute(SQL["archive"], {"ids": ids, "at": at})
        columns = self._columns(entries) | {"at": at}
        rows = self._connection.execute(SQL["replace"], columns).fetchall()
        return {_key(row[1], row[2], row[3]): row[0] for row in rows}

    def _columns(self, entries: Sequence[Entry]) -> dict[str, list[Any]]:
        ordered = sorted(entries, key=lambda e: (e.key.kind, e.key.owner, e.key.number))
        return {
            "kinds": [e.key.kind.value for e in ordered],
            "owners": [e.key.owner for e in ordered],
            "numbers": [e.key.number for e in ordered],
            "link_owners": [e.link.owner for e in ordered],
            "link_numbers": [e.link.number for e in ordered],
            "states": [e.state for e in ordered],
            "senders": [e.sender for e in ordered],
            "guids": [e.paper.heading.guid for e in ordered],
            "reported": [e.paper.heading.reported_at for e in ordered],
            "digests": [digest_of(e.paper) for e in ordered],
            "bodies": [seal(e.paper, e.key, self._keys) for e in ordered],
            "messages": [e.message for e in ordered],
            "positions": [e.index for e in ordered],
        }

    def move(self, moves: Sequence[Moved], at: datetime) -> set[int]:
        """Apply moves in one statement, write them down; return the ids that moved.

        Several moves of one paper are one change: from the first source to the last
        target, since one statement changes a row only once.
        """
        if not moves:
            return set()
        source = {m.id: m.source for m in reversed(moves)}
        target = {m.id: m.target for m in moves}
        columns = {
            "ids": list(target),
            "sources": [source[number] for number in target],
            "targets": list(target.values()),
            "at": at,
        }
        done = {row[0] for row in self._connection.execute(SQL["move"], columns)}
        self.write_moves([m for m in moves if m.id in done], at)
        return done

    def write_moves(self, moves: Sequence[Moved], at: datetime) -> None:
        """Write moves down that were made with the paper itself."""
        if not moves:
            return
        statement = SQL["write_moves"]
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for move in moves:
                copy.write_row(_move_row(move, at))

    def wake(self, ids: Iterable[int]) -> None:
        """Ask for the sets of these papers to be looked at after the commit."""
        self._connection.execute(SQL["wake"], {"ids": list(ids)})

    def claim_wakes(self, size: int) -> dict[int, Paper]:
        """Take up to `size` papers that must be looked at, with their kinds."""
        rows = self._connection.execute(SQL["claim_wakes"], {"size": size})
        return {row[0]: Paper(row[1]) for row in rows}

    def woken(self) -> int:
        """Count the papers whose sets wait to be looked at."""
        row = self._connection.execute(SQL["woken"]).fetchone()
        return int(row[0]) if row else 0

    def lists_of(self, ids: Iterable[int]) -> list[int]:
        """Return the declarations whose sets these papers belong to."""
        rows = self._connection.execute(SQL["lists_of"], {"ids": list(ids)})
        return sorted(row[0] for row in rows)

    def sets_of(
        self, declarations: Sequence[int], *, hold: bool = True
    ) -> dict[int, list[Standing]]:
        """Return all papers of the sets of these declarations, held if wanted."""
        named = self._connection.execute(SQL["sets_of"], {"ids": list(declarations)})
        members = named.fetchall()
        ids = sorted({paper for _, paper in members})
        statement = SQL["hold_ids" if hold else "read_ids"]
        rows = self._connection.execute(statement, {"ids": ids})
        by_id = {row[0]: _standing(row) for row in rows}
        sets: dict[int, list[Standing]] = defaultdict(list)
        for declaration, paper in members:
            sets[declaration].append(by_id[paper])
        return sets

    def held(self, ids: Iterable[int]) -> list[Standing]:
        """Return papers by their numbers, held until the transaction ends."""
        rows = self._connection.execute(SQL["hold_ids"], {"ids": sorted(ids)})
        return [_standing(row) for row in rows]

    def in_state(self, kind: Paper, state: str, size: int = 200) -> list[Standing]:
        """Return papers of a kind that stand there, the oldest first; nothing held."""
        values = {"kind": kind.value, "state": state, "size": size}
        rows = self._connection.execute(SQL["in_state"], values)
        return [_standing(row) for row in rows]

    def following(self, standings: Iterable[Link]) -> list[Standing]:
        """Return the papers that name one of these keys as what they are about."""
        wanted = list(standings)
        values = {
            "owners": [it.owner for it in wanted],
            "numbers": [it.number for it in wanted],
            "kinds": [kind.value for kind in Paper if kind not in RETAIL_IMPORT],
        }
        rows = self._connection.execute(SQL["following"], values)
        return [_standing(row) for row in rows]

    def open(self, standing: Standing) -> AnyPaper:
        """Return the paper itself."""
        return unseal(standing.body, standing.key, self._keys)


def _move_row(move: Moved, at: datetime) -> tuple[Any, ...]:
    return (
        move.id,
        move.version,
        move.name,
        move.source,
        move.target,
        move.actor,
        move.reason,
        at,
    )


def _key(kind: str, owner: str, number: str) -> Key:
    return Key(Paper(kind), owner, number)


def _standing(row: tuple[Any, ...]) -> Standing:
    return Standing(
        id=row[0],
        key=_key(row[1], row[2], row[3]),
        link=Link(row[4], row[5]),
        version=row[6],
        state=row[7],
        sender=row[8],
        guid=row[9],
        reported_at=row[10],
        digest=row[11],
        body=row[12],
        message=row[13],
        index=row[14],
        registered_at=row[15],
    )
