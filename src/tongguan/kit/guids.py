"""随机编号 New GUIDs, as messages and receipts carry them: capitals, version 4.

Every receipt has one. `uuid.uuid4` takes six times as long: it asks the system for each
and makes an object of which only the text is wanted. So they are drawn many at a time;
a process that splits off draws its own.
"""

from os import register_at_fork, urandom

AT_ONCE = 128
BYTES = 16
VARIANTS = {f"{digit:X}": "89AB"[digit % 4] for digit in range(16)}
_drawn: list[str] = []
register_at_fork(after_in_child=_drawn.clear)


def new_guid() -> str:
    """Return a GUID nobody has, of 122 random bits."""
    while True:
        try:
            return _drawn.pop()
        except IndexError:
            _drawn.extend(_draw(urandom(AT_ONCE * BYTES).hex().upper()))


def _draw(digits: str) -> list[str]:
    starts = range(0, len(digits), 2 * BYTES)
    return [_guid(digits[start : start + 2 * BYTES]) for start in starts]


def _guid(it: str) -> str:
    tail = f"{VARIANTS[it[16]]}{it[17:20]}-{it[20:]}"
    return f"{it[:8]}-{it[8:12]}-4{it[13:16]}-{tail}"
