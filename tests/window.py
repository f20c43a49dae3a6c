"""The window of one database: messages in, one worker, receipts out."""

from typing import Any

import psycopg

from tests.conftest import KEYS
from tests.letters import message, sender_of
from tongguan.gateway.chinaport.inbox import accept
from tongguan.journeys.founding import found_sandbox
from tongguan.journeys.officer import act
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.ruling import Ruling
from tongguan.plumbing import clock
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.ledger.store import Balance
from tongguan.plumbing.outbox.store import Sent
from tongguan.plumbing.register.model import Standing, key_of
from tongguan.trade.papers import AnyPaper
from tongguan.worker import Worker

ALL = 1_000_000
TABLES = """
SELECT quote_ident(tablename) FROM pg_tables
 WHERE schemaname = 'public' AND tablename !~ '^(django_|auth_|account|api_key)'
"""
COUNT_ANEW = """
SELECT setval(format('%I.%I', schemaname, sequencename), 1, false) FROM pg_sequences
 WHERE schemaname = 'public' AND last_value IS NOT NULL
   AND sequencename !~ '^(django_|auth_|account|api_key)'
"""


class Window:
    """One database, driven at the pace of a test."""

    def __init__(self, dsn: str, keys: Keyring = KEYS) -> None:
        self.dsn = dsn
        self.connection = psycopg.connect(dsn)
        self.rooms = Rooms.over(self.connection, keys)
        self.worker = Worker(keys, lambda: psycopg.connect(dsn))

    def close(self) -> None:
        """Give the connections back."""
        self.worker.close()
        self.connection.close()

    def clean(self) -> None:
        """Make the database what it was when it was founded."""
        self.connection.rollback()
        every = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})"  # noqa: S608 - our own
            for (name,) in self.rows(TABLES)
        )
        filled = ", ".join(name for (name,) in self.rows(every))
        with self.connection.transaction():
            if filled:  # to empty a table takes milliseconds even if nothing is in it
                self.connection.execute(f"TRUNCATE {filled} CASCADE".encode())
            self.connection.execute(COUNT_ANEW.encode())
            found_sandbox(self.rooms)

    def post(self, sender: str, data: bytes) -> int:
        """Hand in one message; return its number."""
        with self.connection.transaction():
            return accept(self.rooms, sender, data, clock.now()).id

    def send(self, *papers: AnyPaper, sender: str = "") -> None:
        """Send every paper in a message of its own, and let the worker work."""
        for paper in papers:
            by = sender or sender_of(paper)
            self.post(by, message(paper, sender=by))
        self.worker.drain()

    def rule(self, paper: AnyPaper, move: str, reason: str = "核对无误") -> None:
        """Let an officer decide on a list, and the worker work."""
        ruling = Ruling(move=move, reason=reason, officer="关员", organisation="海关")
        with self.connection.transaction():
            act(self.rooms, self.standing(paper).id, ruling, clock.now())
        self.worker.drain()

    def standing(self, paper: AnyPaper) -> Standing:
        """Return what stands under a paper's key."""
        key = key_of(paper)
        with self.connection.transaction():
            return self.rooms.register.standing([key], hold=False)[key]

    def states(self, *papers: AnyPaper) -> list[str]:
        """Say where papers stand."""
        return [self.standing(paper).state for paper in papers]

    def receipts(self, paper: AnyPaper) -> list[Sent]:
        """Return every receipt on a paper, in the order of its recipient."""
        key = key_of(paper)
        return [
            sent
            for sent in self.pulled(sender_of(paper))
            if (sent.kind, sent.key) == (key.kind, str(key))
        ]

    def pulled(self, recipient: str) -> list[Sent]:
        """Return every receipt of one recipient."""
        with self.connection.transaction():
            return self.rooms.outbox.pull(recipient, after=(1, 0), limit=ALL)

    def statuses(self, paper: AnyPaper) -> list[str]:
        """Say the status of every receipt on a paper."""
        return [sent.status for sent in self.receipts(paper)]

    def balance(self, book: str, account: str) -> Balance:
        """Return how an account stands."""
        with self.connection.transaction():
            return self.rooms.ledger.balances(book, [account], hold=False)[account]

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """Ask the database."""
        with self.connection.transaction():
            return self.connection.execute(statement.encode(), values).fetchall()
