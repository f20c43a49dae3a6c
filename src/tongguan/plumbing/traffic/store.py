"""Traffic, queues and health, inside the caller's transaction; nothing is written."""

from datetime import datetime
from typing import Any, TypeVar

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements
from tongguan.plumbing.traffic.model import Gap, Hour, Line, Queue, Server

SQL = statements(__package__)
R = TypeVar("R")
MOST, NEWEST, GAPS = 10_000, 20_000, 20


class Traffic:
    """Counts what came and went, and looks at what waits."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def came(self, since: datetime) -> list[Hour]:
        """Count messages since an instant, by hour and kind."""
        return self._read("came", Hour, since=since)

    def went(self, since: datetime) -> list[Hour]:
        """Count receipts since an instant, by hour."""
        return self._read("went", Hour, since=since)

    def queues(self) -> list[Queue]:
        """Say what waits where."""
        return self._read("queues", Queue, most=MOST)

    def lines(self) -> list[Line]:
        """Say how the lines to agencies elsewhere do."""
        return self._read("lines", Line)

    def server(self) -> Server:
        """Say how the database does."""
        (found,) = self._read("server", Server)
        return found

    def last_came(self) -> datetime | None:
        """Return when the last message came."""
        row = self._connection.execute(SQL["last_came"]).fetchone()
        return row[0] if row else None

    def gaps(self) -> list[Gap]:
        """Return where numbers of receipts do not follow; there should be none."""
        return self._read("gaps", Gap, newest=NEWEST, most=GAPS)

    def _read(self, name: str, shape: type[R], **values: Any) -> list[R]:
        with self._connection.cursor(row_factory=class_row(shape)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()
