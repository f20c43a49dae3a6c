"""Announcements in the database, inside the caller's transaction."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.announcements.model import Announcement, Severity
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
MOST = 200


class Announcements:
    """Writes announcements and reads them back."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def write(self, version: Announcement) -> int | None:
        """Write a version down; return its number, None if somebody was quicker.

        Number 0 is a new announcement.
        """
        if not version.number:
            row = self._connection.execute(SQL["next_number"]).fetchone()
            assert row is not None, "an aggregate has a row"
            version = replace(version, number=row[0])
        values = asdict(version) | {"audience": list(version.audience)}
        written = self._connection.execute(SQL["write"], values).fetchone()
        return written[0] if written else None

    def latest(self, limit: int = MOST) -> list[Announcement]:
        """Return the latest version of every announcement, the newest first."""
        return self._read("latest", {"limit": limit})

    def versions(self, number: int) -> list[Announcement]:
        """Return every version of one, the latest first."""
        return self._read("versions", {"number": number})

    def put_away(self, account: int, number: int, at: datetime) -> None:
        """Note that somebody needs to see the latest version no more."""
        values = {"account": account, "number": number, "at": at}
        self._connection.execute(SQL["put_away"], values)

    def put_away_by(self, account: int) -> frozenset[tuple[int, int]]:
        """Return the versions somebody has put away."""
        rows = self._connection.execute(SQL["put_away_by"], {"account": account})
        return frozenset((number, version) for number, version in rows)

    def _read(self, name: str, values: dict[str, Any]) -> list[Announcement]:
        with self._connection.cursor(row_factory=class_row(Announcement)) as cursor:
            rows = cursor.execute(SQL[name], values).fetchall()
        return [
            replace(row, severity=Severity(row.severity), audience=tuple(row.audience))
            for row in rows
        ]
