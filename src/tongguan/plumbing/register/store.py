"""The register in the database, inside the caller's transaction."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any

from psycopg import Connection
from psycopg.errors import UniqueViolation

from tongguan.plumbing.copying import copy_rows, numbers_in, texts_in
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.register.binders import Binders
from tongguan.plumbing.register.courses import Courses
from tongguan.plumbing.register.looked import Looked
from tongguan.plumbing.register.model import Entry, Key, Link, Moved, Standing
from tongguan.plumbing.register.pending import Fresh, Pending, all_retail
from tongguan.plumbing.register.rows import (
    PAPER_TYPES,
    WALK_TYPES,
    entry_columns,
    key_columns,
    key_from,
    link_columns,
    named_by,
    paper_row,
    standing_from,
    walk_row,
)
from tongguan.plumbing.sql import statements
from tongguan.trade.kinds import RETAIL_IMPORT
from tongguan.trade.papers import AnyPaper, Paper

SQL = statements(__package__)
NUMBER = itemgetter(2)


class KeyTakenError(Exception):
    """Another worker wrote the same key at the same moment; try the batch again."""


class Register:
    """Writes, replaces, moves, wakes and gathers papers.

    A buffered one writes a transaction's new papers, and every move, when it is
    flushed; what is read in between is as if they were written. It is `crowded` while
    others hold what was woken last.
    """

    def __init__(
        self, connection: Connection[Any], keys: Keyring, *, buffered: bool = False
    ) -> None:
        self._connection = connection
        self._binders = Binders(connection, keys)
        self._courses = Courses(connection)
        self._buffered = buffered
        self._pending = Pending()
        self._looked = Looked(connection)
        self.crowded = False
        self._walks: dict[tuple[int, int, datetime], list[Moved]] = {}

    def standing(
        self, keys: Iterable[Key], *, hold: bool = True
    ) -> dict[Key, Standing]:
        """Return what stands under the keys, held until the transaction ends."""
        every = set(keys)
        found = {it.key: it for it in self._pending.under(every)}
        if stored := every.difference(found):
            columns = key_columns(sorted(stored, key=NUMBER))  # as the index is
            rows = self._connection.execute(SQL["hold" if hold else "find"], columns)
            found |= {it.key: it for it in map(self._stored, rows)}
        return found

    def insert(self, entries: Sequence[Entry], at: datetime) -> dict[Key, int]:
        """Write new papers; return their ids; raise KeyTakenError on a lost race.

        A buffered register raises it when it is flushed.
        """
        numbers = self._looked.numbers(len(entries))
        ids = dict(zip([it.key for it in entries], numbers, strict=True))
        if len(ids) < len(entries) or self._pending.has(ids.keys()):
            raise KeyTakenError
        for entry, number in zip(entries, numbers, strict=True):
            self._pending.add(Fresh(number, entry, entry.state, at))
        if not (self._buffered and ids and all_retail(entries)):
            self.flush()
        return ids

    def replace(
        self, entries: Sequence[Entry], ids: list[int], at: datetime
    ) -> dict[Key, int]:
        """Put newer versions in the place of the held papers `ids`, which are kept."""
        if not self._pending.papers.keys().isdisjoint(ids):
            self.flush()
        self._connection.execute(SQL["archive"], {"ids": ids, "at": at})
        ordered = sorted(entries, key=attrgetter("key"))
        numbers = self._looked.numbers(len(ordered))
        leaves = self._binders.bind(
            [(n, it.paper) for n, it in zip(numbers, ordered, strict=True)]
        )
        columns = entry_columns(ordered, leaves) | {"at": at}
        rows = self._connection.execute(SQL["replace"], columns).fetchall()
        return {key_from(row[1], row[2], row[3]): row[0] for row in rows}

    def move(self, moves: Sequence[Moved], at: datetime) -> set[int]:
        """Apply moves in one statement, write them down; return the ids that moved.

        Several moves of one paper are one change: from the first source to the last
        target, since one statement changes a row only once.
        """
        source = {m.id: m.source for m in reversed(moves)}
        target = {m.id: m.target for m in moves}
        fresh = self._pending.papers
        done = {it for it in target if it in fresh and fresh[it].state == source[it]}
        for number in done:
            fresh[number].state = target[number]
        if stored := [it for it in target if it not in fresh]:
            columns = {
                "ids": numbers_in(stored),
                "sources": texts_in([source[number] for number in stored]),
                "targets": texts_in([target[number] for number in stored]),
                "at": at,
            }
            done |= {row[0] for row in self._connection.execute(SQL["move"], columns)}
        self.write_moves([m for m in moves if m.id in done], at)
        return done

    def write_moves(self, moves: Sequence[Moved], at: datetime) -> None:
        """Write moves down that were made with the paper itself."""
        whose, walk = (0, 0), list[Moved]()
        for move in moves:
            if whose != move[:2]:  # those of one paper come together
                whose = move[:2]
                own = self._pending.moves_of(*whose, at)
                walk = self._walks.setdefault((*whose, at), []) if own is None else own
            walk.append(move)
        if not self._buffered:
            self.flush()

    def flush(self) -> None:
        """Write what is pending; raise KeyTakenError on a lost race."""
        if fresh := self._pending.in_order():
            leaves = self._binders.bind([(it.id, it.entry.paper) for it in fresh])
            courses = self._courses.numbers([it.course for it in fresh])
            try:
                rows = map(paper_row, fresh, leaves, courses)
                copy_rows(self._connection, SQL["insert"], PAPER_TYPES, rows)
            except UniqueViolation as taken:
                raise KeyTakenError from taken
        if self._walks:
            walks = map(walk_row, self._walks.items())
            copy_rows(self._connection, SQL["write_walks"], WALK_TYPES, walks)
        if woken := self._pending.woken:
            self._connection.execute(SQL["wake"], {"ids": numbers_in(sorted(woken))})
        if self._buffered:
            self._pending.remember()
        self._forget()

    def discard(self) -> None:
        """Forget what is pending: the transaction was undone."""
        self._forget()
        self._courses.forget()
        self._looked.clear()

    def _forget(self) -> None:
        self._pending.clear()
        self._walks.clear()
        self._binders.close()

    def wake(self, ids: Iterable[int], *, later: bool = False) -> None:
        """Ask for the sets of these papers to be looked at after the commit.

        New papers can be taken on at once, unless it is to be `later`: what is lodged
        still at the end is looked at again anyway.
        """
        every = set(ids)
        (self._looked.again if later else self._pending.wake)(every)
        if stored := sorted(every.difference(self._pending.papers)):
            self.crowded |= later
            self._connection.execute(SQL["wake"], {"ids": numbers_in(stored)})

    def take_woken(self) -> dict[int, Paper]:
        """Take this transaction's own new papers that must be looked at, with kinds."""
        return self._pending.take_woken()

    def leave(self, ids: Iterable[int]) -> None:
        """Have new papers that are lodged still looked at again, if need be."""
        fresh = self._pending.papers
        found = [it for it in ids if it in fresh and fresh[it].state == "lodged"]
        self._looked.lodged(found)

    def look_back(self) -> None:
        """Wake what others may have completed; after that there is but the commit."""
        if left := self._looked.left():
            self._connection.execute(SQL["wake"], {"ids": numbers_in(left)})

    def claim_wakes(self, size: int) -> dict[int, Paper]:
        """Take up to `size` papers that must be looked at, with kinds."""
        self.crowded = False
        found = self._connection.execute(SQL["claim_wakes"], {"size": size})
        return {number: Paper(kind) for number, kind in found}

    def woken(self) -> int:
        """Count the papers whose sets wait to be looked at."""
        (found,) = self._connection.execute(SQL["woken"]).fetchone() or (0,)
        return int(found)

    def lists_of(
        self, ids: Iterable[int], states: Collection[str] | None = None
    ) -> list[int]:
        """Return the lists whose sets these are of; of `states`, if these are named."""
        found, fresh = self._pending.lists_of(ids), self._pending.papers
        lists, wanted = found.lists, {"states": None if states is None else [*states]}
        if states is not None:
            lists = {it for it in lists if fresh[it].state in states}
        if found.stored:
            values = wanted | {"ids": numbers_in(found.stored)}
            rows = self._connection.execute(SQL["lists_of"], values)
            lists.update(row[0] for row in rows)
        if found.keys or found.links:
            named = key_columns(sorted(found.keys)) | link_columns(found.links)
            rows = self._connection.execute(SQL["lists_named"], wanted | named)
            lists.update(row[0] for row in rows)
        return sorted(lists)

    def sets_of(
        self, declarations: Sequence[int], *, hold: bool = True, waits: bool = True
    ) -> dict[int, list[Standing]]:
        """Return all papers of these lists' sets, held in one order if wanted.

        If it `waits` for nobody, the sets of lists that others hold are left out.
        """
        lists = self.by_number(declarations, hold=hold, waits=waits)
        named = {it.id: named_by(it) for it in lists}
        others = self.standing(chain(*named.values()), hold=hold)
        payments = self._payments([it.key for it in lists], hold=hold)
        sets = {}
        for one in lists:
            order, *bill = map(others.get, named[one.id])
            about = payments[Link(one.key.owner, one.key.number)]
            sets[one.id] = [it for it in (one, order, *about, *bill) if it]
        return sets

    def _payments(
        self, keys: Sequence[Key], *, hold: bool
    ) -> Mapping[Link, list[Standing]]:
        """Return the payments of these lists by what they are about."""
        links = {Link(key.owner, key.number) for key in keys}
        found = {it: list(self._pending.linked(Paper.PAYMENT, it)) for it in links}
        statement = SQL["hold_payments" if hold else "payments"]
        rows = self._connection.execute(statement, link_columns(links))
        for standing in map(self._stored, rows):
            if standing.link in found:  # or it was made to speak of another meanwhile
                found[standing.link].append(standing)
        return found

    def held(self, ids: Iterable[int]) -> list[Standing]:
        """Return papers by their numbers, held until the transaction ends."""
        return self.by_number(ids, hold=True)

    def by_number(
        self, ids: Iterable[int], *, hold: bool, waits: bool = True
    ) -> list[Standing]:
        """Return papers by their numbers."""
        every, fresh = sorted(set(ids)), self._pending.papers
        found = [fresh[it].standing() for it in every if it in fresh]
        if stored := [it for it in every if it not in fresh]:
            held = "hold_ids" if waits else "hold_free_ids"
            statement = SQL[held if hold else "read_ids"]
            rows = self._connection.execute(statement, {"ids": numbers_in(stored)})
            found += map(self._stored, rows)
        return sorted(found, key=lambda it: it.id)

    def in_state(self, kind: Paper, state: str, size: int = 200) -> list[Standing]:
        """Return papers of a kind that stand there, the oldest first; nothing held."""
        values = {"kind": kind.value, "state": state, "size": size}
        return [*map(self._stored, self._connection.execute(SQL["in_state"], values))]

    def following(self, standings: Iterable[Link]) -> list[Standing]:
        """Return the papers that name one of these keys as what they are about."""
        wanted = list(standings)
        values = {
            "owners": [it.owner for it in wanted],
            "numbers": [it.number for it in wanted],
            "kinds": [it.value for it in Paper if it not in RETAIL_IMPORT],
        }
        return [*map(self._stored, self._connection.execute(SQL["following"], values))]

    def open(self, standing: Standing) -> AnyPaper:
        """Return the paper itself."""
        known = self._pending.content(standing)
        return known or self._binders.open(standing.leaf, standing.key)

    def _stored(self, row: tuple[Any, ...]) -> Standing:
        """Return what a row says; should it be opened, it is read with the others."""
        standing = standing_from(row)
        if not self._pending.remembers(standing):
            self._binders.want(standing.leaf)
        return standing
