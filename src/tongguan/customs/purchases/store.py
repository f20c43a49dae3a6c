"""A person's own purchases, inside the caller's transaction; nothing is written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, namedtuple_row

from tongguan.customs.allowance.rules import book
from tongguan.customs.purchases.model import Entry, Purchase
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
MOST = 200


@dataclass(frozen=True, slots=True)
class Year:
    """年度 The days of one calendar year."""

    number: int

    @property
    def days(self) -> dict[str, date]:
        """The first and the last day."""
        return {"first": date(self.number, 1, 1), "last": date(self.number, 12, 31)}


class Purchases:
    """Reads what hangs on one person's keyed index."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def years(self, person: bytes) -> list[int]:
        """Return the years in which something was declared in a person's name."""
        rows = self._connection.execute(SQL["years"], {"person": person})
        return [row[0] for row in rows]

    def of(self, person: bytes, year: Year, number: str = "") -> list[Purchase]:
        """Return a person's lists of a year, the latest first."""
        values = {"person": person, **year.days, "number": number, "size": MOST}
        return self._rows("purchases", values, Purchase)

    def find(self, person: bytes, number: str) -> Purchase | None:
        """Return one of a person's lists by its number; anybody else's is not found."""
        values = {
            "person": person,
            "first": date.min,
            "last": date.max,
            "number": number,
            "size": 1,
        }
        return next(iter(self._rows("purchases", values, Purchase)), None)

    def entries(self, person: bytes, year: Year) -> list[Entry]:
        """Return every entry on a person's allowance of a year, in order."""
        values = {
            "person": person,
            **year.days,
            "book": book(year.days["first"]),
            "account": person.hex(),
        }
        return self._rows("entries", values, Entry)

    def returned(self, paper: int) -> list[Any]:
        """Return what came back of a list."""
        with self._connection.cursor(row_factory=namedtuple_row) as cursor:
            return cursor.execute(SQL["returned"], {"paper": paper}).fetchall()

    def _rows(self, name: str, values: dict[str, Any], noun: type[Any]) -> list[Any]:
        with self._connection.cursor(row_factory=class_row(noun)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()
