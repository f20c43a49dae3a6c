"""Declarations and decisions in the database, inside the caller's transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.customs.declaration.model import (
    Assessed,
    Decided,
    Outcome,
    Pattern,
    Taken,
)
from tongguan.customs.declaration.pending import Pending
from tongguan.customs.declaration.rows import (
    DECISION_TYPES,
    LIST_TYPES,
    PARTY_TYPES,
    Law,
    decided_from,
    decision_row,
    laws_of,
    list_row,
    parties_of,
    taken_from,
)
from tongguan.customs.declaration.surroundings import (
    KEYS_OF,
    Row,
    Stored,
    Surroundings,
)
from tongguan.plumbing.copying import copy_rows, keys_in, numbers_in, texts_in
from tongguan.plumbing.sql import statements

__all__ = ["Assessed", "Decided", "Declarations", "Outcome", "Pattern"]

SQL = statements(__package__)
PIECE = 1000


class Declarations:
    """Writes and finds declarations and decisions.

    A buffered room writes the new lists of a transaction, and every decision, when it
    is flushed; what is read in between is as if they were written.
    """

    def __init__(self, connection: Connection[Any], *, buffered: bool = False) -> None:
        self._connection = connection
        self._buffered = buffered
        self._pending = Pending()
        self._decided: list[Decided] = []
        self._laws: set[Law] = set()
        self._given: dict[int, tuple[str, str]] = {}  # numbers read in passing

    def put(self, glances: Iterable[Mapping[str, Any]]) -> None:
        """Write the glances of new lists."""
        self._pending.add(glances)
        self._write_through()

    def renew(self, glances: Iterable[Mapping[str, Any]]) -> None:
        """Write the glances of newer versions."""
        if others := self._pending.renew(glances):
            with self._connection.cursor() as cursor:
                parties = [
                    {"paper": it["paper"], "firms": sorted(parties_of(it))}
                    for it in others
                ]
                cursor.executemany(SQL["renew_parties"], parties)
                cursor.executemany(SQL["renew"], others)

    def wait(self, waiting: Mapping[int, Sequence[str]]) -> dict[int, datetime]:
        """Say for what lists are waiting; return those for which that is news.

        They come with the instant at which they were lodged.
        """
        news, others = self._pending.wait(waiting)
        if others:
            values = {
                "ids": numbers_in(others),
                "waiting": texts_in(",".join(names) for names in others.values()),
            }
            for paper, at, *given in self._connection.execute(SQL["wait"], values):
                news[paper] = at
                self._read_in_passing(paper, *given)
        return news

    def decide(self, outcomes: Iterable[Outcome], at: datetime) -> None:
        """Write what was decided on many lists."""
        if others := self._pending.decide(outcomes, at):
            self._given.clear()
            columns = {
                "ids": numbers_in(o.paper for o in others),
                "numbers": texts_in(o.number for o in others),
                "treatments": texts_in(o.treatment for o in others),
                "taxes": [o.tax_fen for o in others],
                "channels": texts_in(o.channel for o in others),
                "reasons": texts_in(",".join(o.reasons) for o in others),
                "voids": [o.void for o in others],
                "at": at,
            }
            self._connection.execute(SQL["decide"], columns)

    def void(self, paper: int, at: datetime, *, void: bool) -> None:
        """Let a list count for something, or for nothing any more."""
        if not self._pending.change(paper, void=void, decided_at=at):
            values = {"id": paper, "at": at, "void": void}
            self._connection.execute(SQL["void"], values)

    def bump(self, paper: int) -> None:
        """Follow the register, which has begun a new version of a list."""
        self.flush()
        self._connection.execute(SQL["bump"], {"id": paper})

    def number(self, numbers: Mapping[int, str]) -> None:
        """Take over the numbers a customs that decides elsewhere has given."""
        self.flush()
        self._given.clear()
        values = {"ids": list(numbers), "numbers": list(numbers.values())}
        self._connection.execute(SQL["number"], values)

    def keep(self, decisions: Iterable[Decided]) -> None:
        """Keep decisions with their findings and amounts."""
        self._decided += decisions
        self._write_through()

    def flush(self) -> None:
        """Write what is pending."""
        if rows := self._pending.rows:
            written = map(list_row, rows.values())
            copy_rows(self._connection, SQL["put"], LIST_TYPES, written)
            parties = (
                (firm, paper) for paper, it in rows.items() for firm in parties_of(it)
            )
            copy_rows(self._connection, SQL["put_parties"], PARTY_TYPES, parties)
            rows.clear()
        if decided := self._decided:
            laws = laws_of(decided)
            self._write_laws({*laws} - {None} - self._laws)
            taken = map(decision_row, decided, laws)
            copy_rows(self._connection, SQL["keep"], DECISION_TYPES, taken)
            decided.clear()
        self._given.clear()

    def discard(self) -> None:
        """Forget what is pending: the transaction was undone."""
        self._pending.rows.clear()
        self._decided.clear()
        self._laws.clear()
        self._given.clear()

    def _write_through(self) -> None:
        if not self._buffered:
            self.flush()

    def _write_laws(self, laws: Iterable[Law | None]) -> None:
        new = sorted(law for law in laws if law is not None)
        values = {
            "digests": [digest for digest, _ in new],
            "editions": [told for _, told in new],
        }
        if new:
            self._connection.execute(SQL["write_laws"], values)
        if self._buffered:
            self._laws.update(new)

    def decisions_of(self, paper: int) -> list[Decided]:
        """Return every decision on a list, oldest first."""
        self.flush()
        rows = self._connection.execute(SQL["decisions_of"], {"id": paper})
        return [decided_from(row) for row in rows]

    def taken(self, since: datetime, until: datetime) -> Iterator[Taken]:
        """Read what the rules alone decided in a time, in order, piece by piece."""
        with self._connection.cursor("taken") as cursor:
            cursor.itersize = PIECE
            cursor.execute(SQL["taken"], {"since": since, "until": until})
            yield from map(taken_from, cursor)

    def first_taken(self) -> datetime | None:
        """Return when the rules decided first of all."""
        row = self._connection.execute(SQL["first_taken"]).fetchone()
        first: datetime | None = row[0] if row else None
        return first

    def numbers(self, papers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return preliminary number and list number (may be empty) of lists."""
        rows, numbers, others = self._pending.rows, {}, []
        for paper in papers:
            if row := rows.get(paper):
                numbers[paper] = row["preliminary_number"], row["number"] or ""
            elif paper in self._given:
                numbers[paper] = self._given[paper]
            else:
                others.append(paper)
        if others:
            values = {"ids": numbers_in(others)}
            found = self._connection.execute(SQL["numbers"], values)
            numbers |= {paper: (first, number) for paper, first, number in found}
        return numbers

    def _read_in_passing(self, paper: int, first: str, number: str) -> None:
        if self._buffered:
            self._given[paper] = first, number

    def lodged_at(self, papers: Iterable[int]) -> dict[int, datetime]:
        """Return when lists were lodged."""
        self.flush()
        values = {"ids": list(papers)}
        return dict(self._connection.execute(SQL["lodged_at"], values).fetchall())

    def waiting_since(self, before: datetime, size: int) -> list[tuple[int, datetime]]:
        """Return lists lodged before an instant that wait still, the oldest first."""
        self.flush()
        values = {"before": before, "size": size}
        return self._connection.execute(SQL["waiting_since"], values).fetchall()

    def patterns(self, papers: Iterable[int], since: datetime) -> dict[int, Pattern]:
        """Return what else is known around these lists since an instant."""
        pending, wanted = self._pending.rows, list(papers)
        rows: dict[int, Row] = {it: pending[it] for it in wanted if it in pending}
        if others := [it for it in wanted if it not in pending]:
            found = self._connection.execute(
                SQL["keys_of"], {"ids": numbers_in(others)}
            )
            for *keys, first, number in found:
                rows[keys[0]] = dict(zip(KEYS_OF, keys, strict=True))
                self._read_in_passing(keys[0], first, number)
        if not rows:
            return {}
        stored = self._around(rows.values(), since)
        around = Surroundings(stored, pending.values(), since)
        return {paper: around.of(row) for paper, row in rows.items()}

    def _around(self, rows: Iterable[Row], since: datetime) -> Stored:
        pending = self._pending.rows.values()
        wanted = {
            "buyers": keys_in({row["buyer_key"] for row in rows}),
            "days": list({row["declared_on"] for row in rows}),
            "telephones": keys_in({row["telephone_key"] for row in rows}),
            "addresses": keys_in({row["address_key"] for row in rows}),
            "pending": keys_in({row["buyer_key"] for row in pending}),
            "since": since,
        }
        run = self._connection.execute
        shops = run(SQL["shops"], wanted).fetchall()
        sharing = run(SQL["sharing"], wanted).fetchall()
        shared = {
            kind: {
                key: (n, frozenset(own))
                for what, key, n, own in sharing
                if what == kind
            }
            for kind in ("telephone", "address")
        }
        return Stored(
            shops={(it[0], it[1], it[2]): (it[3], it[4]) for it in shops},
            telephones=shared["telephone"],
            addresses=shared["address"],
        )

    def pattern_of(self, glance: Mapping[str, Any], since: datetime) -> Pattern:
        """Return the same for a list that is not on the register."""
        values = {**glance, "since": since}
        row = self._connection.execute(SQL["pattern_of"], values).fetchone()
        assert row is not None, "counts always come back"
        return Pattern(
            spent=row[0], lists=row[1], on_telephone=row[2], on_address=row[3]
        )

    def suspended_for(self, guarantor: str) -> list[int]:
        """Return the lists that wait for this guarantor's guarantee."""
        self.flush()
        rows = self._connection.execute(SQL["suspended_for"], {"guarantor": guarantor})
        return [row[0] for row in rows]

    def of_transport_document(
        self, document: str, states: Iterable[str]
    ) -> list[tuple[int, str]]:
        """Return the lists of a transport document in these states, with numbers."""
        values = {"document": document, "states": list(states)}
        rows = self._connection.execute(SQL["of_transport_document"], values)
        return [(row[0], row[1]) for row in rows]

    def decided(self, since: datetime, until: datetime) -> list[tuple[str, str, str]]:
        """Return platform, order number and channel of lists decided in a time."""
        values = {"since": since, "until": until}
        return self._connection.execute(SQL["decided"], values).fetchall()

    def find(self, number: str) -> int | None:
        """Return the register number of a list by its list or preliminary number."""
        if own := self._pending.called(number):
            return own
        row = self._connection.execute(SQL["find_number"], {"number": number})
        found = row.fetchone()
        return None if found is None else int(found[0])
