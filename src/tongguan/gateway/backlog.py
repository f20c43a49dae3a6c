"""积压 When so much waits to be read that taking more would only make senders wait.

What counts is the work, not the messages: one of a hundred papers takes a hundred times
as long. It is looked at once a second, not once a message; what is over the bound is
refused before anything is stored, and may be sent again unchanged.
"""

import time
from threading import Lock

from tongguan.journeys.rooms import Rooms

MOST = 40_000  # papers, about: some ten seconds' work
FRESH_SECONDS = 1.0


class Backlog:
    """How much waits to be read, as of a moment ago."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._count = 0
        self._counted_at = float("-inf")
        self._lock = Lock()

    def is_full(self, rooms: Rooms) -> bool:
        """Tell whether nothing more should be taken for the moment."""
        with self._lock:
            if time.monotonic() - self._counted_at > FRESH_SECONDS:
                self._count = rooms.inbox.waiting_work(self._most)
                self._counted_at = time.monotonic()
            return self._count >= self._most


BACKLOG = Backlog()
