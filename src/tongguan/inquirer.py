"""查询进程 The process that asks agencies elsewhere; without one it has no work."""

import signal
import time
from collections.abc import Callable, Mapping
from typing import Any

import psycopg

from tongguan.gateway.agencies.asking import Asker, Line
from tongguan.gateway.outside import CONTRACTS, channel
from tongguan.installation import agencies, profile
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency
from tongguan.plumbing.agencies.rules import asking_law
from tongguan.plumbing.database import connect
from tongguan.plumbing.keys import Keyring, keyring

IDLE_SECONDS = 0.5


class Inquirer:
    """Asks until told to stop."""

    def __init__(
        self,
        places: Mapping[Agency, str],
        keys: Keyring | None = None,
        open_connection: Callable[[], psycopg.Connection[Any]] = connect,
        zone: str = SANDBOX,
    ) -> None:
        self._connection = open_connection()
        rooms = Rooms.over(self._connection, keys or keyring(), zone)
        seconds = asking_law().on(clock.today()).says.timeout_seconds
        lines = {
            agency: Line(CONTRACTS[agency], channel(agency, place, seconds))
            for agency, place in places.items()
        }
        self._asker = Asker(rooms, self._connection, lines, clock.now)
        self.stopping = False

    def stop(self, *_: object) -> None:
        """Finish the round in hand, then stop."""
        self.stopping = True

    def run(self) -> None:
        """Ask until stopped; rest while nothing waits."""
        while not self.stopping:
            if not self.work():
                time.sleep(IDLE_SECONDS)

    def work(self) -> int:
        """Do one round; return how many questions were put."""
        return self._asker.work()

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()


def main() -> None:
    """Ask until told to stop."""
    inquirer = Inquirer(agencies(), zone=profile())
    signal.signal(signal.SIGTERM, inquirer.stop)
    signal.signal(signal.SIGINT, inquirer.stop)
    inquirer.run()
    inquirer.close()


if __name__ == "__main__":
    main()
