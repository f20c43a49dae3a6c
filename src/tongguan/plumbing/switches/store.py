"""Switches in the database, inside the caller's transaction."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements
from tongguan.plumbing.switches.model import Switch

SQL = statements(__package__)
MOST = 100


class Switches:
    """Keeps switches, and says what is switched at an instant."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def make(self, switch: Switch) -> None:
        """Write a switch down; the same one twice is written once."""
        self._connection.execute(SQL["switch"], asdict(switch))

    def latest(self, limit: int = MOST) -> list[Switch]:
        """Return what was switched, the newest first."""
        with self._connection.cursor(row_factory=class_row(Switch)) as cursor:
            return cursor.execute(SQL["latest"], {"limit": limit}).fetchall()

    def standing(self, at: datetime) -> dict[str, bool]:
        """Return the features that are switched at an instant: on, or off."""
        return dict(self._connection.execute(SQL["standing"], {"at": at}).fetchall())
