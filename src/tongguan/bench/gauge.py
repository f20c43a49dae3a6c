"""水位 How many papers may still be sent before those that were sent are read.

A closed loop holds the work that waits constant. It asks the database, at most every
ten milliseconds, and only when what it knows would stop it.
"""

import psycopg

from tongguan.plumbing.sql import statements

SQL = statements(__package__)
LOOK_SECONDS = 0.01


class Gauge:
    """Counts what was let through against what has been read."""

    def __init__(self, database: str) -> None:
        self._database = database
        self._line: psycopg.Connection[tuple[int]] | None = None
        self._messages = 0
        self._papers = 0
        self._waiting = 0
        self._looked_at = float("-inf")

    def room(self, papers: int, window: int, now: float) -> bool:
        """Tell whether so many more papers may be sent, and count them if so."""
        if self._waiting + papers > window and self._waiting:
            if now - self._looked_at < LOOK_SECONDS:
                return False
            self._looked_at = now
            self._waiting = self._unread()
            if self._waiting + papers > window and self._waiting:
                return False
        self._waiting += papers
        self._messages += 1
        self._papers += papers
        return True

    def _unread(self) -> int:
        """Estimate how many papers wait, from the messages that do."""
        try:
            if self._line is None:
                self._line = psycopg.connect(self._database, autocommit=True)
            row = self._line.execute(SQL["unread"]).fetchone()
        except psycopg.OperationalError:
            self._line = None
            return self._waiting
        return (row[0] if row else 0) * self._papers // max(self._messages, 1)
