"""Attacks by zip: bombs, lies about sizes, names that lead elsewhere."""

import io
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile.attack import MIB, ORDER, Attack, attacks, sent

CENTRAL, LOCAL, END = b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return made.getvalue()


GOOD = packed(("a.xml", ORDER))


def patched(at: bytes, offset: int, form: str, value: int, data: bytes = GOOD) -> bytes:
    """Write another number into the record that begins with a signature."""
    changed = bytearray(data)
    struct.pack_into(form, changed, data.rindex(at) + offset, value)
    return bytes(changed)


def overlapping() -> bytes:
    """List the one member a thousand times."""
    begin, end = GOOD.rindex(CENTRAL), GOOD.rindex(END)
    entries = GOOD[begin:end] * 1000
    tail = END + struct.pack("<4H2LH", 0, 0, 1000, 1000, len(entries), begin, 0)
    return GOOD[:begin] + entries + tail


def nested(levels: int) -> bytes:
    data = b" " * 4 * MIB
    for _ in range(levels):
        data = packed(("inner.zip", data))
    return data


BAD = {
    "cut": GOOD[:-30],
    "head alone": LOCAL + b"\0" * 99,
    "end far away": patched(END, 16, "<L", 2**31),
    "directory too long": patched(END, 12, "<L", 2**32 - 2),
    "encrypted": patched(CENTRAL, 8, "<H", 1),
    "strongly encrypted": patched(CENTRAL, 8, "<H", 65),
    "unknown method": patched(CENTRAL, 10, "<H", 99),
    "wrong sum": patched(CENTRAL, 16, "<L", 1),
    "member elsewhere": patched(CENTRAL, 42, "<L", 7),
    "member beyond": patched(CENTRAL, 42, "<L", 2**30),
    "other name inside": GOOD.replace(b"a.xml", b"b.xml", 1),
    "patched data": patched(CENTRAL, 8, "<H", 32),
    "torn": GOOD[:60] + bytes(40) + GOOD[100:],
    "overlapping": overlapping(),
    "patch of version": patched(CENTRAL, 6, "<H", 255),
    "size that is too small": patched(CENTRAL, 24, "<L", 10),
}
LARGE = {
    "bomb": lambda: packed(("a.xml", b" " * 64 * MIB)),
    "large member": lambda: packed(("a.xml", b"<" * 13 * MIB)),
    "many bombs": lambda: packed(*[(f"{n}.xml", bytes(4 * MIB)) for n in range(20)]),
    "hundred thousand": lambda: packed(*[(f"{n}", b"x") for n in range(100_000)]),
    "claims a terabyte": sent(patched(CENTRAL, 24, "<L", 2**32 - 2)),
    "size of zip64": sent(patched(CENTRAL, 24, "<L", 2**32 - 1)),
    "nested bomb": lambda: nested(1),
}
EMPTY = {
    "no members": packed(),
    "folders": packed(("a/", b""), ("a/b/", b"")),
}
# Names lead nowhere: a member is a message, whatever it is called.
NAMES = ("../../etc/cron.d/x", "/etc/passwd", "C:\\x.xml", "a\0b.xml", "\u202egpj.xml")


def archives() -> Iterator[Attack]:
    """Yield every attack by zip that its door refuses."""
    yield from attacks("zip", "TRN-1002", {it: sent(data) for it, data in BAD.items()})
    yield from attacks("zip", "TRN-1003", LARGE)
    yield from attacks("zip", "TRN-1001", {it: sent(b) for it, b in EMPTY.items()})
    for name in NAMES:
        yield Attack(f"zip: {name!r}", "", sent(packed((name, b"<x>" + name.encode()))))
