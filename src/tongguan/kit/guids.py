"""随机编号 New GUIDs, as messages and receipts carry them: capitals, version 4.

Every receipt has one. `uuid.uuid4` takes six times as long: it asks the system for each
and makes an object of which only the text is wanted. So they are drawn many at a time;
a process that splits off draws its own.
"""

from os import register_at_fork, urandom
from struct import Struct

AT_ONCE = 128
BYTES = 16
SIZE = AT_ONCE * BYTES
FREE = int.from_bytes(bytes.fromhex("FFFFFFFF FFFF 0FFF 3FFF FFFFFFFFFFFF") * AT_ONCE)
SET = int.from_bytes(bytes.fromhex("00000000 0000 4000 8000 000000000000") * AT_ONCE)
GROUPS = Struct("8s4s4s4s12s")
_drawn: list[str] = []
_written: list[bytes] = []
register_at_fork(after_in_child=_drawn.clear)
register_at_fork(after_in_child=_written.clear)


def new_guid() -> str:
    """Return a GUID nobody has, of 122 random bits."""
    while True:
        try:
            return _drawn.pop()
        except IndexError:
            _drawn.extend(_draw(urandom(SIZE)).decode().split(" "))


def new_guids_in_writing(count: int) -> list[bytes]:
    """Return GUIDs nobody has, as they stand in receipts that are put in writing."""
    while len(_written) < count:
        _written.extend(_draw(urandom(SIZE)).split(b" "))
    rest = len(_written) - count
    taken = _written[rest:]
    del _written[rest:]
    return taken


def _draw(random: bytes) -> bytes:
    """Make GUIDs of random bytes, all at once: each by itself takes three times."""
    bits = int.from_bytes(random) & FREE | SET
    digits = bits.to_bytes(SIZE).hex().upper().encode()
    return b" ".join(map(b"-".join, GROUPS.iter_unpack(digits)))
