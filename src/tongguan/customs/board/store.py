"""The board's statements, inside the caller's transaction; nothing is written."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.customs.board.model import (
    Beat,
    Depth,
    Latency,
    ListRow,
    PaperStep,
    Viewer,
    Wanted,
)
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
EVERYBODY = Viewer(None)


class Board:
    """Finds lists, queues and rhythms."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def find(self, viewer: Viewer, wanted: Wanted) -> list[ListRow]:
        """Return up to `wanted.size` lists this viewer may see, newest first."""
        values = asdict(wanted) | {"organisation": viewer.organisation}
        return self._rows("numbered" if wanted.number else "find", values)

    def queue(self, states: Iterable[str], size: int) -> list[ListRow]:
        """Return lists that wait in these states, the longest first."""
        return self._rows("queue", {"states": list(states), "size": size})

    def in_states(self, states: Iterable[str]) -> int:
        """Count the lists that stand in these states."""
        values = {"states": list(states)}
        row = self._connection.execute(SQL["in_states"], values).fetchone()
        return row[0] if row else 0

    def steps_of(self, papers: Iterable[int]) -> list[PaperStep]:
        """Return every move of these papers, in the order they were made."""
        with self._connection.cursor(row_factory=class_row(PaperStep)) as cursor:
            return cursor.execute(SQL["steps_of"], {"ids": list(papers)}).fetchall()

    def states(self) -> dict[str, int]:
        """Count the lists by state."""
        return dict(self._connection.execute(SQL["states"]).fetchall())

    def beats(self, since: datetime, newest: int) -> list[Beat]:
        """Count decisions by second and outcome, among the newest."""
        values = {"since": since, "newest": newest}
        with self._connection.cursor(row_factory=class_row(Beat)) as cursor:
            return cursor.execute(SQL["beats"], values).fetchall()

    def reasons(self, newest: int, size: int) -> list[tuple[str, int]]:
        """Count the findings of the newest decisions by code, most frequent first."""
        values = {"newest": newest, "size": size}
        return self._connection.execute(SQL["reasons"], values).fetchall()

    def latencies(self, since: datetime, newest: int) -> list[Latency]:
        """Say how long receipts took since an instant, by office."""
        values = {"since": since, "newest": newest}
        with self._connection.cursor(row_factory=class_row(Latency)) as cursor:
            return cursor.execute(SQL["latencies"], values).fetchall()

    def depths(self) -> dict[Depth, int]:
        """Say how deep the queues are."""
        found = {}
        for depth in Depth:
            row = self._connection.execute(SQL[depth.value]).fetchone()
            found[depth] = row[0] if row else 0
        return found

    def _rows(self, name: str, values: dict[str, Any]) -> list[ListRow]:
        with self._connection.cursor(row_factory=class_row(ListRow)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()
