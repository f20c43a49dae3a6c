"""转报进程 The process that speaks to a customs that decides elsewhere."""

import signal
import time
from collections.abc import Callable
from typing import Any

import psycopg

from tongguan.gateway.chinaport.channels import AwayError, channel
from tongguan.gateway.chinaport.forwarding import Forwarder
from tongguan.installation import customs, profile
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import connect
from tongguan.plumbing.forwarding.address import Address
from tongguan.plumbing.keys import Keyring, keyring

IDLE_SECONDS = 0.5
LONGEST_SECONDS = 60.0


class Process:
    """转报进程 Forwards until stopped; the longer it fails, the longer it rests."""

    def __init__(
        self,
        address: Address,
        keys: Keyring | None = None,
        open_connection: Callable[[], psycopg.Connection[Any]] = connect,
        zone: str = SANDBOX,
    ) -> None:
        self._connection = open_connection()
        self._rooms = Rooms.over(
            self._connection, keys or keyring(), zone, forwards=True
        )
        self._line = channel(address)
        self._forwarder = Forwarder(
            self._rooms, self._connection, self._line, clock.now
        )
        self._alone = False
        self.stopping = False

    def stop(self, *_: object) -> None:
        """Finish the batch in hand, then stop."""
        self.stopping = True

    def run(self) -> None:
        """Forward until stopped; stand by while another process does."""
        rest = IDLE_SECONDS
        while not self.stopping:
            if not self._is_alone():
                time.sleep(IDLE_SECONDS)
                continue
            try:
                rest = 0.0 if self._forwarder.work() else IDLE_SECONDS
            except AwayError as trouble:
                rest = max(trouble.later, min(2 * max(rest, 0.25), LONGEST_SECONDS))
            self._sleep(rest)

    def drain(self) -> None:
        """Work until nothing is left to send or to take; AwayError when it is away."""
        while self._forwarder.work():
            pass

    def close(self) -> None:
        """Give the connections back."""
        self._line.close()
        self._connection.close()

    def _is_alone(self) -> bool:
        if not self._alone:
            self._alone = self._rooms.forwarding.alone()
            self._connection.commit()
        return self._alone

    def _sleep(self, seconds: float) -> None:
        """Rest, but not past the moment when a stop is asked for."""
        deadline = time.monotonic() + seconds
        while not self.stopping and (left := deadline - time.monotonic()) > 0:
            time.sleep(min(left, IDLE_SECONDS))


def main() -> None:
    """Run until told to stop; with a customs of our own there is nothing to forward."""
    address = customs()
    if address is None:
        return
    process = Process(address, zone=profile())
    signal.signal(signal.SIGTERM, process.stop)
    signal.signal(signal.SIGINT, process.stop)
    process.run()
    process.close()


if __name__ == "__main__":
    main()
