"""An attack: what is sent to which door, and the code it must be answered with.

Nothing is kept as a file: every attack is made from a short recipe when it is needed.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.letters import message
from tests.parcels import parcel

MIB = 1024 * 1024
ORDER = message(parcel(1).order)
LIST = message(parcel(1).declaration)
Make = Callable[[], bytes]


@dataclass(frozen=True)
class Attack:
    """One attack; `make` builds its bytes."""

    name: str
    code: str
    make: Make


def attacks(family: str, code: str, recipes: Mapping[str, Make]) -> Iterator[Attack]:
    """Yield attacks of a family that are answered alike."""
    for name, make in recipes.items():
        yield Attack(f"{family}: {name}", code, make)


def sent(data: bytes) -> Make:
    """Send bytes as they are."""
    return lambda: data


def edited(data: bytes, old: bytes, new: bytes) -> bytes:
    """Change the one place in a good message where something stands."""
    assert old in data, old
    return data.replace(old, new, 1)


def number(new: bytes) -> bytes:
    """Say something else as the number of a good order."""
    return field(b"orderNo", new)


def field(tag: bytes, new: bytes) -> bytes:
    """Say something else in a field of a good order."""
    begin, end = b"<ceb:%s>" % tag, b"</ceb:%s>" % tag
    before, _, rest = ORDER.partition(begin)
    return before + begin + new + end + rest.partition(end)[2]
