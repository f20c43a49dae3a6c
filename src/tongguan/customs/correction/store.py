"""Requests in the database, inside the caller's transaction."""

from dataclasses import asdict, fields
from typing import Any

from psycopg import Connection
from psycopg.rows import DictRow, dict_row
from psycopg.types.json import Jsonb

from tongguan.customs.correction.model import Asked, Disagreement, Request
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
SHOWN = 200
BESIDE = ("order_number", "waybill_number", "paper", "answered_at")


class Corrections:
    """Keeps requests, and finds them for both sides."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def put(self, request: Request) -> bool:
        """Keep a request; False where the same was asked before."""
        values = asdict(request)
        values["disagreements"] = Jsonb(values["disagreements"])
        return self._connection.execute(SQL["put"], values).fetchone() is not None

    def about(self, declaration: int) -> list[Asked]:
        """Return what was asked about the papers of a list."""
        return self._find(declaration=declaration)

    def to(self, firm: str) -> list[Asked]:
        """Return what a firm was asked, the newest first."""
        return self._find(keeper=firm)

    def of(self, firm: str) -> list[Asked]:
        """Return what a firm has asked, the newest first."""
        return self._find(asker=firm)

    def _find(self, **asked: int | str) -> list[Asked]:
        values = {"declaration": None, "keeper": None, "asker": None, "size": SHOWN}
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["find"], values | asked).fetchall()
        return [_asked(row) for row in rows]


def _asked(row: DictRow) -> Asked:
    said = {it.name: row[it.name] for it in fields(Request)}
    said["disagreements"] = tuple(Disagreement(**it) for it in row["disagreements"])
    return Asked(request=Request(**said), **{name: row[name] for name in BESIDE})
