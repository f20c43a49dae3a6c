"""工作簿外壳 What a workbook is made of, counted before any of it is opened.

A sheet is laid out as wide and as long as its farthest cell says, and a shared text is
copied into every cell that names it; so a small file could fill the memory. And two
programs seldom agree on a zip that lies: what was counted is packed anew, and only
that is opened.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib

MOST_UNPACKED = 256 * 1024 * 1024
MOST_MEMBERS = 2000
MOST_RATIO = 200
MOST_CELLS = 8_000_000
CELLS_FOR_ONE, CELLS_ANYWAY = 50, 100_000
CHUNK = 1024 * 1024
# Pictures, macros and whatever else is no table stays outside.
PART = re.compile(r"\[Content_Types\]\.xml|_rels/\.rels|xl/[\w./ -]+\.(?:xml|rels)")
PLACE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]*)(\d+)""")
SHARED = "/sharedstrings.xml"
TEXT_END = re.compile(rb"</(?:\w+:)?si\s*>")
LAST_COLUMN, LAST_ROW = "XFD", 1_048_576
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(ValueError, struct.error, NotImplementedError, RuntimeError),
)


class BrokenPackageError(ValueError):
    """The bytes are no workbook that can be unpacked."""


class OverlargePackageError(ValueError):
    """The workbook would take more memory than a sheet is worth."""


def repacked(data: bytes) -> bytes:
    """Return the tables of a workbook as a plain zip, or raise one of the errors."""
    try:
        parts = _parts(data)
    except OverlargePackageError:
        raise
    except BROKEN as broken:
        raise BrokenPackageError(str(broken)) from None
    _measure(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        size = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        bomb = size > MOST_UNPACKED or size > MOST_RATIO * max(packed, 1024)
        if bomb or len(members) > MOST_MEMBERS:
            raise OverlargePackageError
        wanted = [member for member in members if PART.fullmatch(member.filename)]
        return {member.filename: _content(archive, member) for member in wanted}


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read a member to its end, whatever its header says of it."""
    said, member.file_size = member.file_size, MOST_UNPACKED
    with archive.open(member) as file:
        content = file.read(said + 1)
    if len(content) != said:
        raise zipfile.BadZipFile(member.filename)
    return content


def _measure(parts: dict[str, bytes]) -> None:
    """See that no sheet is laid out far beyond the cells it has."""
    shared = [it for name, it in parts.items() if name.lower().endswith(SHARED)]
    longest = max(
        (len(it) for text in shared for it in TEXT_END.split(text)), default=0
    )
    for name, sheet in parts.items():
        if name.lower().endswith(SHARED):
            continue
        cells = sheet.count(b"<c") + sheet.count(b":c")
        most = min(MOST_CELLS, CELLS_ANYWAY + CELLS_FOR_ONE * cells)
        if _area(sheet) > most or cells * longest > MOST_UNPACKED:
            raise OverlargePackageError


def _area(sheet: bytes) -> int:
    """Return how many cells there are up to the farthest one."""
    columns, row = {b""}, 0
    for found in PLACE.finditer(sheet):
        letters, digits = found.groups()
        columns.add(letters)
        row = max(row, int(digits[: len(str(LAST_ROW)) + 1]))
    return row * max(map(_column, columns))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper()[: len(LAST_COLUMN) + 1]:
        number = number * 26 + letter - ord("A") + 1
    return max(number, 1)
