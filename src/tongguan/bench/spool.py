"""备好的报文 The messages of a run on disk, written before the clock starts.

The load client maps the file and sends slices of it, so that making messages takes
nothing from the machine while it is measured.
"""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from tongguan.bench.workload import Workload
from tongguan.gateway.chinaport.signing.keys import SigningKey
from tongguan.gateway.chinaport.signing.writing import sign

BODIES, CONTENTS, CARRIERS = "messages", "messages.json", "carriers"
Seal = Callable[[str, bytes], bytes]


class Contents(msgspec.Struct):
    """目录 What the file holds: of each message its sender, place, entries, digest."""

    senders: list[str]
    places: list[int]
    sizes: list[int]
    entries: list[int]
    digests: list[str]
    faults: list[str]
    run: str = ""


@dataclass(frozen=True, slots=True)
class Spool:
    """备好的报文 The messages of a run, and which of them carry each list's papers."""

    folder: Path
    contents: Contents
    carriers: "array[int]"

    @property
    def lists(self) -> int:
        """How many lists the messages are about."""
        return len(self.contents.faults)

    @property
    def bodies(self) -> Path:
        """The file of the messages, one behind the other."""
        return self.folder / BODIES

    def carrying(self, number: int) -> "array[int]":
        """Return the messages of a list's papers: order, payment, waybill, list."""
        return self.carriers[4 * number : 4 * number + 4]

    def due(self, rate: float) -> list[float]:
        """Return when each message falls due, in seconds, at so many lists a second."""
        return list(_accrued(self.contents.entries, 4 * rate))

    def senders(self) -> set[str]:
        """Name everyone who sends."""
        return set(self.contents.senders)


def signed_with(keys: Mapping[str, SigningKey]) -> Seal:
    """Seal messages with their senders' keys; one without a key sends them as is."""

    def seal(sender: str, data: bytes) -> bytes:
        key = keys.get(sender)
        return sign(data, key) if key else data

    return seal


def write(folder: Path, work: Workload, seal: Seal) -> Spool:
    """Write the messages of a workload, sealed by their senders."""
    folder.mkdir(parents=True, exist_ok=True)
    contents, place = Contents([], [], [], [], [], work.sets.faults, work.plan.run), 0
    with (folder / BODIES).open("wb") as file:
        for message in work.messages():
            data = seal(message.sender, message.data)
            file.write(data)
            contents.senders.append(message.sender)
            contents.places.append(place)
            contents.sizes.append(len(data))
            contents.entries.append(message.entries)
            contents.digests.append(hashlib.sha256(data).hexdigest())
            place += len(data)
    spool = Spool(folder, contents, array("L", work.sets.carriers))
    (folder / CONTENTS).write_bytes(msgspec.json.encode(contents))
    (folder / CARRIERS).write_bytes(spool.carriers.tobytes())
    return spool


def read(folder: Path) -> Spool:
    """Read what lies in a folder."""
    contents = msgspec.json.decode((folder / CONTENTS).read_bytes(), type=Contents)
    carriers = array("L")
    carriers.frombytes((folder / CARRIERS).read_bytes())
    return Spool(folder, contents, carriers)


def _accrued(entries: Iterable[int], a_second: float) -> Iterator[float]:
    total = 0
    for several in entries:
        total += several
        yield total / a_second
