"""归档进程 The process of the night: archives every day that is over and not there yet.

It ends when it is done; whoever watches starts it again after the next midnight.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tongguan.installation import profile
from tongguan.journeys.archiving import archive_day, days_due, last_closed
from tongguan.journeys.replay.files import Manifest, own_folder
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.keys import keyring
from tongguan.plumbing.register.versions import Versions

PATIENT = 10


def archive_until(until: date, folder: Path) -> Iterator[Manifest]:
    """Archive the days up to one, each in a transaction of its own."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        due = days_due(rooms, folder, until)
    for day in due:
        yield archive_one(day, folder)


def archive_one(day: date, folder: Path) -> Manifest:
    """Archive a day, unless it is there for good."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        versions = Versions(connection, rooms.keys)
        return archive_day(rooms, versions, day, folder=folder, at=clock.now())


def main() -> None:
    """Archive what is due, and let those who clear lists go first."""
    os.nice(PATIENT)
    for _ in archive_until(last_closed(clock.now()), own_folder()):
        pass


if __name__ == "__main__":
    main()
