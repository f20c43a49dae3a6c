"""门铃 Whoever waits for receipts is woken when one is committed.

The bell is a hint and the table the truth: who was woken looks, and who was not woken
in time looks all the same.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import Any

import psycopg

from tongguan.plumbing.database import connect
from tongguan.plumbing.outbox.store import SQL

WAITERS = 16  # each keeps a thread of the web server: who comes later won't wait
AGAIN_SECONDS = 1.0

log = logging.getLogger(__name__)


class Doorbell:
    """One listening connection for everybody in this process who waits."""

    def __init__(
        self, open_connection: Callable[[], psycopg.Connection[Any]] = connect
    ) -> None:
        self._open = open_connection
        self._lock = Lock()
        self._waiting: dict[str, set[Event]] = defaultdict(set)
        self._listener: Thread | None = None
        self._closed = Event()

    def close(self) -> None:
        """Listen no longer."""
        self._closed.set()
        if self._listener is not None:
            self._listener.join()

    @contextmanager
    def attended(self, recipient: str) -> Iterator[Event]:
        """Give an event that is set when the recipient gets a receipt.

        Look for receipts after it is given and before it is waited for.
        """
        heard = Event()
        with self._lock:
            self._waiting[recipient].add(heard)
            if self._listener is None:
                self._listener = Thread(target=self._listen, daemon=True)
                self._listener.start()
        try:
            yield heard
        finally:
            with self._lock:
                self._waiting[recipient].discard(heard)
                if not self._waiting[recipient]:
                    del self._waiting[recipient]

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                with self._open() as connection:
                    connection.autocommit = True
                    connection.execute(SQL["listen"])
                    self._ring(list(self._waiting))
                    self._hear(connection)
            except psycopg.Error as trouble:
                log.warning("the bell of receipts is lost for a moment: %s", trouble)
                self._closed.wait(AGAIN_SECONDS)

    def _hear(self, connection: psycopg.Connection[Any]) -> None:
        while not self._closed.is_set():
            for notice in connection.notifies(timeout=AGAIN_SECONDS):
                self._ring([notice.payload])

    def _ring(self, recipients: list[str]) -> None:
        with self._lock:
            for recipient in recipients:
                for heard in self._waiting.get(recipient, ()):
                    heard.set()
