"""The journal in the database, inside the caller's transaction."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """日志行 One act that was done or refused."""

    at: datetime
    actor: str
    action: str
    subject: str
    organisation: str = ""
    result: str = "done"
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Line):
    """日志条目 A line as it was found, with its number."""

    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """日志查询 Which lines are asked for; what is empty is left open.

    `until` is not included, nor is the line numbered `before`.
    """

    since: datetime
    until: datetime
    actions: list[str] | None = None
    account: str = ""
    before: int = 0
    limit: int = 50


class Journal:
    """Appends lines and reads them back."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def append(self, line: Line) -> None:
        """Write one line down."""
        values = {
            "at": line.at,
            "actor": line.actor,
            "organisation": line.organisation,
            "action": line.action,
            "subject": line.subject,
            "result": line.result,
            "detail": Jsonb(line.detail),
        }
        self._connection.execute(SQL["append"], values)

    def search(self, asked: Search) -> list[Entry]:
        """Return the lines that are asked for, the latest first."""
        with self._connection.cursor(row_factory=class_row(Entry)) as cursor:
            return cursor.execute(SQL["search"], asdict(asked)).fetchall()

    def latest(self, subject: str, action: str, limit: int) -> list[Line]:
        """Return the latest lines about one subject's one action, the last first."""
        values = {"subject": subject, "action": action, "limit": limit}
        with self._connection.cursor(row_factory=class_row(Line)) as cursor:
            return cursor.execute(SQL["latest"], values).fetchall()

    def about(self, subject: str) -> list[Line]:
        """Return every line about one subject, oldest first."""
        with self._connection.cursor(row_factory=class_row(Line)) as cursor:
            return cursor.execute(SQL["about"], {"subject": subject}).fetchall()
