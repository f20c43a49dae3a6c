"""待记分录 What a transaction has moved so far and has not written yet."""

from collections.abc import Iterable
from datetime import datetime

from tongguan.plumbing.ledger.model import SIGNS, Balance, Movement

Place = tuple[str, str]
UNCHANGED = (0, 0)


class Pending:
    """The entries in their order, and what they come to on each account.

    `fresh` are accounts nobody has drawn on before, with their limits; `changes` are
    the held and the posted amount by which an account will change; `locked` are those
    the transaction has locked.
    """

    def __init__(self) -> None:
        self.fresh: dict[Place, int] = {}
        self.changes: dict[Place, tuple[int, int]] = {}
        self.locked: set[Place] = set()
        self.entries: list[tuple[str, str, str, str, int, datetime]] = []

    def add(self, movements: Iterable[Movement], at: datetime) -> None:
        """Take movements in."""
        changes = self.changes
        for it in movements:
            place, fen = (it.book, it.account), it.fen
            held, posted = changes.get(place, UNCHANGED)
            hold, post = SIGNS[it.kind]
            changes[place] = held + hold * fen, posted + post * fen
            self.entries.append((*place, it.hold, it.kind.value, fen, at))

    def changed(self, place: Place, balance: Balance) -> Balance:
        """Return how an account stands once this is written."""
        held, posted = self.changes.get(place, UNCHANGED)
        if not (held or posted):
            return balance
        return Balance(
            limit=balance.limit,
            held=balance.held + held,
            posted=balance.posted + posted,
        )

    def to_lock(self) -> dict[str, list[str]]:
        """Return by book the accounts to be changed that are not locked yet."""
        books: dict[str, list[str]] = {}
        for book, account in sorted(self.known() - self.locked):
            books.setdefault(book, []).append(account)
        return books

    def known(self) -> set[Place]:
        """Return the accounts to be changed that are in the database."""
        return self.changes.keys() - self.fresh.keys()

    def opened(self) -> list[tuple[Place, Balance]]:
        """Return the fresh accounts as they will be written, always in one order."""
        limits = sorted(self.fresh.items())
        return [(p, self.changed(p, Balance(limit=limit))) for p, limit in limits]

    def clear(self) -> None:
        """Forget everything: it is written, or the transaction was undone."""
        self.fresh.clear()
        self.changes.clear()
        self.locked.clear()
        self.entries.clear()
