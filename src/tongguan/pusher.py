"""推送进程 The process that calls firms: with their receipts, and with questions."""

import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import psycopg

from tongguan.gateway.platform_data.asking import Asker
from tongguan.gateway.webhooks.addresses import loopback_allowed
from tongguan.gateway.webhooks.calling import Line
from tongguan.gateway.webhooks.pushing import SIZE, push
from tongguan.installation import profile
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import connect
from tongguan.plumbing.keys import Keyring, keyring
from tongguan.plumbing.webhooks.rules import push_law

IDLE_SECONDS = 1.0


class Pusher:
    """Calls until told to stop."""

    def __init__(
        self,
        keys: Keyring | None = None,
        open_connection: Callable[[], psycopg.Connection[Any]] = connect,
        zone: str = SANDBOX,
    ) -> None:
        self._connection = open_connection()
        self._rooms = Rooms.over(self._connection, keys or keyring(), zone)
        law = push_law().on(clock.today()).says
        self._line = Line(law=law, loopback=loopback_allowed(zone))
        self._asker = Asker(self._rooms, self._connection, self._line, clock.now)
        self.stopping = False

    def stop(self, *_: object) -> None:
        """Finish the round in hand, then stop."""
        self.stopping = True

    def run(self) -> None:
        """Push until stopped; rest until there are receipts, or a moment is over."""
        with self._connection:
            self._rooms.outbox.listen()
            self._connection.commit()
            while not self.stopping:
                if self.work() < SIZE:
                    self._rest()

    def work(self) -> int:
        """Do one round; return how many calls were made."""
        told = push(self._rooms, self._connection, self._line, clock.now)
        return told + self._asker.work()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def _rest(self) -> None:
        self._connection.autocommit = True
        with suppress(psycopg.Error):
            list(self._connection.notifies(timeout=IDLE_SECONDS, stop_after=1))
        self._connection.autocommit = False


def main() -> None:
    """Push until told to stop."""
    pusher = Pusher(zone=profile())
    signal.signal(signal.SIGTERM, pusher.stop)
    signal.signal(signal.SIGINT, pusher.stop)
    pusher.run()


if __name__ == "__main__":
    main()
