"""Ledgers in the database, inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from psycopg import Connection

from tongguan.plumbing.sql import statements

SQL = statements(__package__)


class OverdrawnError(Exception):
    """A movement would take an account out of its bounds; nothing was changed."""


class Kind(StrEnum):
    """分录类型 What a movement does to the held and the posted amount."""

    HOLD = "hold"
    POST = "post"
    VOID = "void"
    RESTORE = "restore"


SIGNS = {
    Kind.HOLD: (1, 0),
    Kind.POST: (-1, 1),
    Kind.VOID: (-1, 0),
    Kind.RESTORE: (0, -1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """余额 How an account stands, in fen."""

    limit: int
    held: int = 0
    posted: int = 0

    @property
    def used(self) -> int:
        """What is held or posted."""
        return self.held + self.posted

    @property
    def left(self) -> int:
        """What may still be held."""
        return self.limit - self.used


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """分录 One movement of one hold on one account of one book."""

    book: str
    account: str
    hold: str
    kind: Kind
    fen: int


class Ledger:
    """Opens, holds and changes accounts."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def open(self, book: str, limits: Mapping[str, int]) -> None:
        """Open the accounts that do not exist yet, with their limits in fen."""
        accounts = sorted(limits)
        values = {
            "book": book,
            "accounts": accounts,
            "limits": [limits[account] for account in accounts],
        }
        self._connection.execute(SQL["open"], values)

    def balances(
        self, book: str, accounts: Iterable[str], *, hold: bool
    ) -> dict[str, Balance]:
        """Return how accounts stand; held until the transaction ends if wanted."""
        values = {"book": book, "accounts": sorted(set(accounts))}
        rows = self._connection.execute(SQL["hold" if hold else "read"], values)
        return {r[0]: Balance(limit=r[1], held=r[2], posted=r[3]) for r in rows}

    def apply(self, movements: Sequence[Movement], at: datetime) -> None:
        """Apply movements, all or none; OverdrawnError where a bound is crossed."""
        if not movements:
            return
        columns = {
            "books": [m.book for m in movements],
            "accounts": [m.account for m in movements],
            "held": [SIGNS[m.kind][0] * m.fen for m in movements],
            "posted": [SIGNS[m.kind][1] * m.fen for m in movements],
        }
        changed = len(self._connection.execute(SQL["apply"], columns).fetchall())
        if changed != len({(m.book, m.account) for m in movements}):
            raise OverdrawnError
        with self._connection.cursor() as cursor, cursor.copy(SQL["write"]) as copy:
            for m in movements:
                copy.write_row((m.book, m.account, m.hold, m.kind, m.fen, at))

    def held(self, hold: str) -> list[Movement]:
        """Return what one hold still holds, on every book."""
        rows = self._connection.execute(SQL["held"], {"hold": hold})
        return [
            Movement(book=row[0], account=row[1], hold=hold, kind=Kind.HOLD, fen=row[2])
            for row in rows
        ]

    def raise_limit(self, book: str, account: str, fen: int, at: datetime) -> int:
        """Change a limit by a signed amount; return it, or raise OverdrawnError."""
        values = {"book": book, "account": account, "fen": fen}
        row = self._connection.execute(SQL["raise_limit"], values).fetchone()
        if row is None:
            raise OverdrawnError
        entry = values | {"hold": f"limit/{uuid4()}", "at": at}
        self._connection.execute(SQL["write_limit"], entry)
        return int(row[0])

    def entries(
        self, book: str, account: str, limit: int = 100
    ) -> list[tuple[str, str, int, datetime]]:
        """Return the latest movements of an account: hold, kind, fen, instant."""
        values = {"book": book, "account": account, "limit": limit}
        return self._connection.execute(SQL["entries"], values).fetchall()

    def disagreements(self) -> list[tuple[Any, ...]]:
        """Return accounts whose balance is not the sum of their entries: none."""
        return self._connection.execute(SQL["disagreements"]).fetchall()
