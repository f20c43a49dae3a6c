"""The journal in the database, inside the caller's transaction."""

from dataclasses import dataclass, field
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

    def about(self, subject: str) -> list[Line]:
        """Return every line about one subject, oldest first."""
        with self._connection.cursor(row_factory=class_row(Line)) as cursor:
            return cursor.execute(SQL["about"], {"subject": subject}).fetchall()
