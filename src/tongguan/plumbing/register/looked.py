"""看过的单证 Which papers need no second look, for nobody registered any meanwhile.

What is lodged still at the end of a transaction has to be looked at again: the other
papers of its set may have come in another transaction at the same moment, and neither
could see the other's. Mostly there was no other. A transaction that takes numbers holds
a lock from then on, shared, and is told whether it is alone with it; it looks for the
others of its sets later than that. At its end it tries to hold the lock alone. If it
can, and was alone before, and its last number is the last one that was given, then
nobody was there: whoever takes a number waits for its commit, and sees what it wrote.
Then nothing is left to do. Otherwise it leaves a wake for each of these papers.
"""

from collections.abc import Collection, Iterable
from typing import Any

from psycopg import Connection

from tongguan.plumbing.sql import statements

SQL = statements(__package__)
LOCK = 0x746F6E67  # one for the whole register
NOBODY: frozenset[int] = frozenset()


class Looked:
    """The papers a transaction looked at in vain, and what it knows of others."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._alone = True
        self._last = 0
        self._again: set[int] = set()
        self._lodged: Collection[int] = NOBODY

    def numbers(self, size: int) -> list[int]:
        """Take numbers; remember the last, and whether nobody else was about."""
        values, numbers = {"size": size, "lock": LOCK}, []
        for number, alone in self._connection.execute(SQL["number"], values):
            numbers.append(number)
            self._last = number
            self._alone &= alone
        return numbers

    def again(self, papers: Iterable[int]) -> None:
        """Have papers looked at again in any case: others hold what they draw on."""
        self._again.update(papers)

    def lodged(self, papers: Iterable[int]) -> None:
        """Remember what is lodged still at the end."""
        self._lodged = frozenset(papers)

    def left(self) -> list[int]:
        """Return what has to be looked at again; whoever takes numbers waits now."""
        left, again = self._lodged, self._again.intersection(self._lodged)
        if self._alone and len(again) < len(left) and self._still_alone():
            left = again
        self.clear()
        return sorted(left)

    def _still_alone(self) -> bool:
        values = {"last": self._last, "lock": LOCK}
        row = self._connection.execute(SQL["alone"], values).fetchone()
        return bool(row and row[0])

    def clear(self) -> None:
        """Forget what the transaction knew."""
        self._alone, self._lodged = True, NOBODY
        self._again.clear()
