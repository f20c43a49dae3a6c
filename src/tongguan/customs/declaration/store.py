"""Declarations and decisions in the database, inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What else is known of a list's buyer, telephone and address; amounts in fen.

    `spent` counts the other lists of the same buyer, shop and day; the other numbers
    count this list and its buyer as well.
    """

    spent: int
    lists: int
    on_telephone: int
    on_address: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was decided on one list, as its glance shows it."""

    paper: int
    number: str
    treatment: str
    tax_fen: int | None
    channel: str
    reasons: tuple[str, ...]
    void: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """决定 One decision on one version of a list, with everything it was taken on."""

    paper: int
    version: int
    at: datetime
    day: date
    actor: str
    outcome: str
    reason: str = ""
    batch: str = ""
    findings: list[dict[str, Any]] = field(default_factory=list)
    assessment: dict[str, Any] = field(default_factory=dict)
    editions: dict[str, str] = field(default_factory=dict)


class Declarations:
    """Writes and finds declarations and decisions."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def put(self, glances: Sequence[Mapping[str, Any]]) -> None:
        """Write the glance of new lists and of newer versions."""
        with self._connection.cursor() as cursor:
            cursor.executemany(SQL["put"], glances)

    def wait(self, waiting: Mapping[int, Sequence[str]]) -> dict[int, datetime]:
        """Say for what lists are waiting; return those for which that is news.

        They come with the instant at which they were lodged.
        """
        values = {
            "ids": list(waiting),
            "waiting": [",".join(names) for names in waiting.values()],
        }
        return dict(self._connection.execute(SQL["wait"], values).fetchall())

    def waiting_since(self, before: datetime, size: int) -> list[tuple[int, datetime]]:
        """Return lists lodged before an instant that wait still, the oldest first."""
        values = {"before": before, "size": size}
        return self._connection.execute(SQL["waiting_since"], values).fetchall()

    def lodged_at(self, papers: Iterable[int]) -> dict[int, datetime]:
        """Return when lists were lodged."""
        values = {"ids": list(papers)}
        return dict(self._connection.execute(SQL["lodged_at"], values).fetchall())

    def decide(self, outcomes: Sequence[Outcome], at: datetime) -> None:
        """Write what was decided on many lists."""
        columns = {
            "ids": [o.paper for o in outcomes],
            "numbers": [o.number for o in outcomes],
            "treatments": [o.treatment for o in outcomes],
            "taxes": [o.tax_fen for o in outcomes],
            "channels": [o.channel for o in outcomes],
            "reasons": [",".join(o.reasons) for o in outcomes],
            "voids": [o.void for o in outcomes],
            "at": at,
        }
        self._connection.execute(SQL["decide"], columns)

    def void(self, paper: int, at: datetime, *, void: bool) -> None:
        """Let a list count for something, or for nothing any more."""
        values = {"id": paper, "at": at, "void": void}
        self._connection.execute(SQL["void"], values)

    def bump(self, paper: int) -> None:
        """Follow the register, which has begun a new version of a list."""
        self._connection.execute(SQL["bump"], {"id": paper})

    def number(self, numbers: Mapping[int, str]) -> None:
        """Take over the numbers a customs that decides elsewhere has given."""
        values = {"ids": list(numbers), "numbers": list(numbers.values())}
        self._connection.execute(SQL["number"], values)

    def keep(self, decisions: Sequence[Decided]) -> None:
        """Keep decisions with their findings and workings."""
        statement = SQL["write_decisions"]
        with self._connection.cursor() as cursor, cursor.copy(statement) as copy:
            for decision in decisions:
                copy.write_row(_row(decision))

    def decisions_of(self, paper: int) -> list[Decided]:
        """Return every decision on a list, oldest first."""
        with self._connection.cursor(row_factory=class_row(Decided)) as cursor:
            return cursor.execute(SQL["decisions_of"], {"id": paper}).fetchall()

    def numbers(self, papers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return preliminary number and list number (may be empty) of lists."""
        rows = self._connection.execute(SQL["numbers"], {"ids": list(papers)})
        return {row[0]: (row[1], row[2]) for row in rows}

    def patterns(self, papers: Iterable[int], since: datetime) -> dict[int, Pattern]:
        """Return what else is known around these lists since an instant."""
        values = {"ids": list(papers), "since": since}
        rows = self._connection.execute(SQL["patterns"], values)
        return {
            row[0]: Pattern(
                spent=row[1], lists=row[2], on_telephone=row[3], on_address=row[4]
            )
            for row in rows
        }

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
        row = self._connection.execute(SQL["find_number"], {"number": number})
        found = row.fetchone()
        return None if found is None else int(found[0])


def _row(decided: Decided) -> tuple[Any, ...]:
    return (
        decided.paper,
        decided.version,
        decided.at,
        decided.day,
        decided.actor,
        decided.outcome,
        decided.reason,
        decided.batch,
        _json(decided.findings),
        _json(decided.assessment),
        _json(decided.editions),
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()
