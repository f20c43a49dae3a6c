"""Papers in officers' hands, inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """承办人 An officer in a post, who takes a paper or hands it back."""

    officer: str
    post: str


class Assignments:
    """Lets one officer of a post hold a paper at a time."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def take(self, paper: int, hand: Hand, at: datetime, *, stale: datetime) -> bool:
        """Take a paper; tell whether it is in this hand now.

        What another took at `stale` or before may be taken over.
        """
        values = _values(paper, hand) | {"at": at, "stale": stale}
        return self._connection.execute(SQL["take"], values).fetchone() is not None

    def hand_back(self, paper: int, hand: Hand) -> bool:
        """Hand one's own paper back; tell whether one held it."""
        found = self._connection.execute(SQL["hand_back"], _values(paper, hand))
        return found.fetchone() is not None

    def holders(self, papers: Iterable[int], post: str) -> dict[int, str]:
        """Say who of a post holds which of these papers."""
        values = {"papers": list(papers), "post": post}
        return dict(self._connection.execute(SQL["holders"], values).fetchall())

    def hands(self, paper: int) -> dict[str, str]:
        """Say in whose hands a paper is, by post."""
        values = {"paper": paper}
        return dict(self._connection.execute(SQL["hands"], values).fetchall())

    def done(self, papers: Iterable[int]) -> None:
        """Let go of papers that are decided."""
        self._connection.execute(SQL["done"], {"papers": list(papers)})


def _values(paper: int, hand: Hand) -> dict[str, Any]:
    return {"paper": paper, "officer": hand.officer, "post": hand.post}
