"""Export lists in the database, inside the caller's transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.plumbing.register.store import KeyTakenError
from tongguan.plumbing.sql import statements
from tongguan.trade.exports import ExportDeclaration

SQL = statements(__package__)


class ExportLists:
    """Writes, finds and merges export lists."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def wait(
        self, paper: int, listed: ExportDeclaration, missing: Sequence[str]
    ) -> bool:
        """Say for which papers a list waits; tell whether that is news."""
        values = {
            "paper": paper,
            "seller": listed.seller.code,
            "declarant": listed.declarant.code,
            "procedure": listed.procedure,
            "waiting": list(missing),
        }
        return self._connection.execute(SQL["wait"], values).fetchone() is not None

    def release(self, paper: int, number: str, at: datetime) -> str:
        """Release a list; return the number it was given, now or before."""
        values = {"paper": paper, "number": number, "at": at}
        row = self._connection.execute(SQL["release"], values).fetchone()
        assert row is not None, "what is released was seen before"
        return str(row[0])

    def named(self, numbers: Iterable[str]) -> dict[str, int]:
        """Return the register numbers of lists by their own."""
        rows = self._connection.execute(SQL["named"], {"numbers": list(numbers)})
        return {row[1]: row[0] for row in rows}

    def within(
        self, firms: tuple[str, str], since: datetime, until: datetime
    ) -> dict[str, int]:
        """Return the lists of `(seller, declarant)` to be merged, by their numbers."""
        seller, declarant = firms
        values = {"seller": seller, "declarant": declarant}
        values |= {"since": since, "until": until}  # type: ignore[dict-item]
        rows = self._connection.execute(SQL["within"], values)
        return {row[1]: row[0] for row in rows}

    def released_at(self, paper: int) -> datetime | None:
        """Return when a list was released."""
        row = self._connection.execute(SQL["released_at"], {"paper": paper}).fetchone()
        return row[0] if row else None

    def numbers(self, papers: Iterable[int]) -> dict[int, str]:
        """Return the numbers of lists that have one."""
        rows = self._connection.execute(SQL["numbers"], {"ids": list(papers)})
        return {row[0]: row[1] for row in rows}

    def merge(self, papers: Sequence[int], summary: int) -> None:
        """Put lists into a summary; raise KeyTakenError where another was quicker."""
        values = {"ids": list(papers), "summary": summary}
        rows = self._connection.execute(SQL["merge"], values).fetchall()
        if len(rows) != len(papers):
            raise KeyTakenError

    def summaries(self, papers: Iterable[int]) -> dict[int, int]:
        """Return the summaries that lists are in."""
        rows = self._connection.execute(SQL["summaries"], {"ids": list(papers)})
        return {row[0]: row[1] for row in rows}
