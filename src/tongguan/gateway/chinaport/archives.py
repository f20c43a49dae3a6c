"""压缩包 A zip of messages: looked at as a whole before anything of it is taken.

What a zip says of itself is believed only to refuse it: every member is read up to a
bound, and whatever is wrong with one member is told of that member alone.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO

from tongguan.gateway.chinaport.envelope import LIMITS
from tongguan.gateway.chinaport.inbox import MessageTooLargeError, size_allowed
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.plumbing import clock

PAGE = "gateway/exchange.yaml"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with members, and empty
ENCRYPTED = 0x1
FEW = 200
BROKEN = (
    *(RuntimeError, NotImplementedError, EOFError, OSError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(ValueError, struct.error),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """收报限量 How much is taken at once, in bytes, members and times packed."""

    upload: int
    members: int
    unpacked: int
    ratio: int
    group: int


def bounds() -> Bounds:
    """Return the bounds in force today."""
    return _editions().on(clock.today()).says


@cache
def _editions() -> Dated[Bounds]:
    return load(PAGE, Bounds)


def is_zip(head: bytes) -> bool:
    """Tell whether bytes begin like a zip."""
    return head.startswith(ZIP)


def opened(file: IO[bytes]) -> zipfile.ZipFile:
    """Open a zip, or raise BadZipFile, whatever is wrong with it."""
    try:
        return zipfile.ZipFile(file)
    except BROKEN as trouble:
        raise zipfile.BadZipFile(str(trouble)) from None


def members(archive: zipfile.ZipFile, size: int, most: int) -> list[zipfile.ZipInfo]:
    """Return the messages of a zip of `size` bytes, or refuse it as a whole."""
    # A member may have no name at all, which `is_dir` does not expect.
    listed = archive.infolist()
    found = [member for member in listed if not member.filename.endswith("/")]
    if any(member.flag_bits & ENCRYPTED for member in found):
        raise zipfile.BadZipFile("encrypted")
    if sum(member.compress_size for member in found) > size:
        raise zipfile.BadZipFile("members lie upon each other")
    bound = bounds()
    if len(found) > most or sum(it.file_size for it in found) > bound.unpacked:
        raise MessageTooLargeError(len(found))
    for member in found:
        if member.file_size > _most(member):
            raise MessageTooLargeError(member.filename)
    return found


def content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read one member, counting bytes instead of believing its header."""
    most = _most(member)
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except BROKEN as trouble:
        raise zipfile.BadZipFile(str(trouble)) from None
    if len(data) > min(most, size_allowed(data)):
        raise MessageTooLargeError(member.filename)
    return data


def unpacked(body: bytes) -> Iterator[bytes]:
    """Yield the message of a body, or the few messages of a zip, within bounds."""
    if not is_zip(body):
        if body.strip():
            yield body
        return
    with opened(io.BytesIO(body)) as archive:
        for member in members(archive, len(body), FEW):
            yield content(archive, member)


def _most(member: zipfile.ZipInfo) -> int:
    return min(LIMITS.size, max(member.compress_size, 1) * bounds().ratio)
