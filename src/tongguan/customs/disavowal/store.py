"""Disowned purchases in the database, inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row

from tongguan.customs.disavowal.lifecycle import DISAVOWAL, Actor, DisavowalState
from tongguan.customs.disavowal.model import Disavowal, Step
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
LATEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """陈述 A move somebody makes, in their words, and by when it is answered."""

    move: str
    actor: Actor
    by: str
    words: str
    at: datetime
    due_on: date


class Disavowals:
    """Opens reports, moves them on, and keeps what everybody said."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def report(self, paper: int, person: bytes, said: Said) -> int | None:
        """Open a report; return its number, or None where there is one already."""
        source = DisavowalState.ABSENT
        target = DISAVOWAL.after(source, said.move, by=said.actor)
        values = {
            "paper": paper,
            "person": person,
            "target": target,
            "at": said.at,
            "due_on": said.due_on,
        }
        row = self._connection.execute(SQL["put"], values).fetchone()
        if row is None:
            return None
        self._write(int(row[0]), (source, target), said)
        return int(row[0])

    def move(self, report: Disavowal, said: Said) -> bool:
        """Move a report on; tell whether it still stood where it was read."""
        target = DISAVOWAL.after(report.state, said.move, by=said.actor)
        values = {
            "id": report.id,
            "source": report.state,
            "target": target,
            "at": said.at,
            "due_on": said.due_on,
        }
        if self._connection.execute(SQL["move"], values).rowcount != 1:
            return False
        self._write(report.id, (report.state, target), said)
        return True

    def find(self, number: int) -> Disavowal | None:
        """Return a report by its number."""
        return next(iter(self._read("find", {"id": number})), None)

    def of_paper(self, paper: int) -> Disavowal | None:
        """Return the report about a list."""
        return next(iter(self._read("of_paper", {"paper": paper})), None)

    def of_person(self, person: bytes, size: int = LATEST) -> list[Disavowal]:
        """Return a person's reports, the latest first."""
        return self._read("of_person", {"person": person, "size": size})

    def queue(
        self, states: Iterable[DisavowalState], size: int = LATEST
    ) -> list[Disavowal]:
        """Return reports in these states, the one that is due first."""
        return self._read("queue", {"states": list(states), "size": size})

    def steps(self, number: int) -> list[Step]:
        """Return every step of a report, with what was said."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["steps"], {"id": number}).fetchall()
        opened = (self._keys.open(it.pop("words"), _context(number)) for it in rows)
        return [
            Step(words=words.decode(), **row)
            for row, words in zip(rows, opened, strict=True)
        ]

    def _write(
        self, number: int, path: tuple[DisavowalState, DisavowalState], said: Said
    ) -> None:
        source, target = path
        values = {
            "id": number,
            "name": said.move,
            "source": source,
            "target": target,
            "actor": said.actor,
            "by": said.by,
            "words": self._keys.seal(said.words.encode(), _context(number)),
            "at": said.at,
        }
        self._connection.execute(SQL["write"], values)

    def _read(self, name: str, values: dict[str, Any]) -> list[Disavowal]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL[name], values).fetchall()
        return [
            Disavowal(
                state=DisavowalState(row.pop("state")),
                person=bytes(row.pop("person")),
                **row,
            )
            for row in rows
        ]


def _context(number: int) -> str:
    return f"disavowal/{number}"
