"""Ledgers in the database, inside the caller's transaction."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from psycopg import Connection
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row

from tongguan.plumbing.copying import copy_rows, numbers_in, texts_in
from tongguan.plumbing.ledger.model import FREES, Balance, Kind, Moved, Movement
from tongguan.plumbing.ledger.pending import Pending
from tongguan.plumbing.sql import statements

__all__ = ["Balance", "Kind", "Ledger", "Moved", "Movement", "OverdrawnError"]

SQL = statements(__package__)
ACCOUNT_TYPES = ("text", "text", "int8", "int8", "int8")
ENTRY_TYPES = ("text", "text", "text", "text", "int8", "timestamptz")


class OverdrawnError(Exception):
    """A movement would take an account out of its bounds, or another was quicker."""


class Ledger:
    """Opens, holds and changes accounts.

    A buffered ledger writes the movements of a transaction when it is flushed; what is
    read in between is as if they were written.
    """

    def __init__(self, connection: Connection[Any], *, buffered: bool = False) -> None:
        self.buffered = buffered
        self._connection = connection
        self._pending = Pending()

    def open(self, book: str, limits: Mapping[str, int]) -> None:
        """Open the accounts that do not exist yet, with their limits in fen."""
        accounts = sorted(limits)
        values = {
            "book": book,
            "accounts": accounts,
            "limits": [limits[account] for account in accounts],
        }
        self._connection.execute(SQL["open"], values)

    def draw_on(self, book: str, limits: Mapping[str, int]) -> dict[str, Balance]:
        """Hold accounts, each opened with its limit if nobody has drawn on it yet.

        A buffered ledger waits for nobody: it leaves out accounts that others hold. It
        opens accounts as they are at the end; should somebody else have been quicker
        by then, OverdrawnError asks for another try.
        """
        if not self.buffered:
            self.open(book, limits)
            return self.balances(book, limits, hold=True)
        pending = self._pending
        found = self._opened(book, limits)
        if stored := limits.keys() - found.keys():
            values = {"book": book, "accounts": texts_in(sorted(stored))}
            for name, *stood, free in self._connection.execute(
                SQL["hold_free"], values
            ):
                stored.discard(name)
                if free:
                    found[name] = _balance(stood)
        pending.locked.update((book, account) for account in found)
        for account in stored:
            pending.fresh[book, account] = limits[account]
            found[account] = Balance(limit=limits[account])
        return self._changed(book, found)

    def balances(
        self, book: str, accounts: Iterable[str], *, hold: bool
    ) -> dict[str, Balance]:
        """Return how accounts stand; held until the transaction ends if wanted."""
        found = self._stood("hold" if hold else "read", book, accounts)
        if hold and self.buffered:
            self._pending.locked.update((book, account) for account in found)
        return found

    def _stood(
        self, statement: str, book: str, accounts: Iterable[str]
    ) -> dict[str, Balance]:
        """Return how accounts stand with what is pending."""
        wanted = set(accounts)
        found = self._opened(book, wanted)
        if stored := wanted.difference(found):
            values = {"book": book, "accounts": texts_in(sorted(stored))}
            rows = self._connection.execute(SQL[statement], values)
            found |= {name: _balance(stood) for name, *stood in rows}
        return self._changed(book, found)

    def _opened(self, book: str, accounts: Iterable[str]) -> dict[str, Balance]:
        """Return the accounts this transaction opens, as they begin."""
        fresh = self._pending.fresh
        return {
            account: Balance(limit=fresh[book, account])
            for account in accounts
            if (book, account) in fresh
        }

    def _changed(self, book: str, found: dict[str, Balance]) -> dict[str, Balance]:
        changed = self._pending.changed
        return {name: changed((book, name), it) for name, it in found.items()}

    def apply(self, movements: Sequence[Movement], at: datetime) -> None:
        """Apply movements, all or none; OverdrawnError where a bound is crossed.

        What frees an amount is written at once: whoever looks for those who wait for
        it must have locked the account, or would miss one who is about to wait.
        """
        self._pending.add(movements, at)
        if not self.buffered or any(m.kind in FREES for m in movements):
            self.flush()

    def flush(self) -> None:
        """Write what is pending: hot accounts last, so that others wait shortly."""
        pending = self._pending
        try:
            if entries := pending.entries:
                copy_rows(self._connection, SQL["write"], ENTRY_TYPES, entries)
            if pending.fresh:
                self._open_used()
            if pending.known():
                self._change()
        finally:
            pending.clear()

    def discard(self) -> None:
        """Forget what is pending: the transaction was undone."""
        self._pending.clear()

    def _open_used(self) -> None:
        accounts = self._pending.opened()
        if not all(balance.sound for _, balance in accounts):
            raise OverdrawnError
        rows = [(*place, it.limit, it.held, it.posted) for place, it in accounts]
        try:
            copy_rows(self._connection, SQL["open_used"], ACCOUNT_TYPES, rows)
        except UniqueViolation as taken:
            raise OverdrawnError from taken

    def _change(self) -> None:
        """Change accounts, locked in order first: an update alone takes any order."""
        for book, accounts in self._pending.to_lock().items():
            values = {"book": book, "accounts": texts_in(accounts)}
            self._connection.execute(SQL["hold"], values)
        changes = [(p, self._pending.changes[p]) for p in sorted(self._pending.known())]
        columns = {
            "books": texts_in(book for (book, _), _ in changes),
            "accounts": texts_in(account for (_, account), _ in changes),
            "held": numbers_in(held for _, (held, _) in changes),
            "posted": numbers_in(posted for _, (_, posted) in changes),
        }
        changed = self._connection.execute(SQL["change"], columns).rowcount
        if changed != len(changes):
            raise OverdrawnError

    def held(self, hold: str) -> list[Movement]:
        """Return what one hold still holds, on every book."""
        self.flush()
        rows = self._connection.execute(SQL["held"], {"hold": hold})
        return [
            Movement(book=row[0], account=row[1], hold=hold, kind=Kind.HOLD, fen=row[2])
            for row in rows
        ]

    def statement(
        self, account: str, begins: datetime, ends: datetime, **asked: Any
    ) -> list[Moved]:
        """Return the movements of a guarantee in a time, the newest first.

        `kind`, `before` (a movement) and `size` may be asked for.
        """
        values = {"account": account, "begins": begins, "ends": ends, **asked}
        with self._connection.cursor(row_factory=class_row(Moved)) as cursor:
            return cursor.execute(SQL["statement"], values).fetchall()

    def raise_limit(self, book: str, account: str, fen: int, at: datetime) -> int:
        """Change a limit by a signed amount; return it, or raise OverdrawnError."""
        self.flush()
        values = {"book": book, "account": account, "fen": fen}
        row = self._connection.execute(SQL["raise_limit"], values).fetchone()
        if row is None:
            raise OverdrawnError
        entry = values | {"hold": f"limit/{uuid4()}", "at": at}
        self._connection.execute(SQL["write_limit"], entry)
        return int(row[0])

    def disagreements(self) -> list[tuple[Any, ...]]:
        """Return accounts whose balance is not the sum of their entries: none."""
        return self._connection.execute(SQL["disagreements"]).fetchall()


def _balance(stood: Sequence[int]) -> Balance:
    limit, held, posted = stood
    return Balance(limit=limit, held=held, posted=posted)
