"""Facts in the database, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.commerce.statistics.model import Cell, Dimension, Fact, Totals
from tongguan.plumbing.copying import copy_rows
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
TYPES = ("int8", "int4", "date", "text", "text", "text", "text", "int8", "int8")


class Statistics:
    """Writes facts and counts them; first and last day are both in.

    A buffered room writes them when it is flushed.
    """

    def __init__(self, connection: Connection[Any], *, buffered: bool = False) -> None:
        self._connection = connection
        self._buffered = buffered
        self._pending: list[Fact] = []

    def put(self, facts: Iterable[Fact]) -> None:
        """Write the facts of released lists."""
        self._pending += facts
        if not self._buffered:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        if not self._pending:
            return
        copy_rows(self._connection, SQL["put"], TYPES, self._pending)
        self.discard()

    def discard(self) -> None:
        """Forget what is pending: the transaction was undone."""
        self._pending.clear()

    def take_back(self, paper: int, on: date) -> None:
        """Count a list no longer: it came back on that day."""
        self.flush()
        self._connection.execute(SQL["take_back"], {"paper": paper, "on": on})

    def take_back_line(self, paper: int, line: int, on: date) -> None:
        """Count the rest of a line no longer: it came back on that day."""
        self.flush()
        values = {"paper": paper, "line": line, "on": on}
        self._connection.execute(SQL["take_back_line"], values)

    def take_back_part(
        self, paper: int, part: tuple[int, int], fen: tuple[int, int], on: date
    ) -> None:
        """Count a part of a line, `(line, part)`, no longer: its value and its tax."""
        self.flush()
        (line, number), (value, tax) = part, fen
        values = {"paper": paper, "line": line, "part": number, "on": on}
        values |= {"value": value, "tax": tax}
        self._connection.execute(SQL["split"], values)
        self._connection.execute(SQL["lessen"], values)

    def cells(self, by: Dimension, first: date, last: date) -> list[Cell]:
        """Count what was released in a period under each heading."""
        values = {"by": by.value, "first": first, "last": last}
        with self._connection.cursor(row_factory=class_row(Cell)) as cursor:
            return cursor.execute(SQL["cells"], values).fetchall()

    def totals(self, first: date, last: date) -> Totals:
        """Count everything of a period."""
        values = {"first": first, "last": last}
        with self._connection.cursor(row_factory=class_row(Totals)) as cursor:
            row = cursor.execute(SQL["totals"], values).fetchone()
        assert row is not None, "totals always come back"
        return row
