"""随机编号 New GUIDs, as messages and receipts carry them: capitals, version 4.

Every receipt has one. `uuid.uuid4` takes three times as long, most of it to make an
object of which only the text is wanted.
"""

from os import urandom

BYTES = 16
VARIANTS = {f"{digit:X}": "89AB"[digit % 4] for digit in range(16)}


def new_guid() -> str:
    """Return a GUID nobody has, of 122 random bits."""
    drawn = urandom(BYTES).hex().upper()
    variant = VARIANTS[drawn[16]]
    tail = f"{variant}{drawn[17:20]}-{drawn[20:]}"
    return f"{drawn[:8]}-{drawn[8:12]}-4{drawn[13:16]}-{tail}"
