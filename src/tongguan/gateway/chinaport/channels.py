"""通道 Two ways to a customs that decides elsewhere: over HTTP, and over folders."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx
from lxml import etree

from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.plumbing.forwarding.address import PLATFORM, Address

SECONDS = 30.0
LIMIT = 200
CONFLICT = 409
# What is wrong with the message itself, and would be again.
REFUSED = {400, CONFLICT, 413, 415, 422}
LIMITS = xml.Limits(size=32 * 1024 * 1024, elements=2_000_000)
Cursor = tuple[int, int]


class AwayError(Exception):
    """The customs does not answer now; `later` is when it wants to be asked again."""

    def __init__(self, reason: str, later: float = 0.0) -> None:
        super().__init__(reason)
        self.later = later


class RefusedError(Exception):
    """The customs will not receive this message, however often it is sent."""


@dataclass(frozen=True, slots=True)
class Batch:
    """一批回执 Receipts as they came, each a message, and how far they reach."""

    bodies: Sequence[bytes]
    cursor: Cursor
    files: Sequence[Path] = ()


class Channel(Protocol):
    """通道 A way to the customs and back."""

    firm: str

    def send(self, name: str, body: bytes) -> None:
        """Hand one message over, or raise AwayError or RefusedError."""

    def pull(self, cursor: Cursor) -> Batch:
        """Return what came after a cursor, or raise AwayError."""

    def done(self, batch: Batch) -> None:
        """Hear that a batch is kept."""

    def close(self) -> None:
        """End."""


class HttpChannel:
    """HTTP 通道 Speaks to a door shaped like our own `/ceb`."""

    def __init__(self, address: Address) -> None:
        self.firm = address.firm
        self._client = httpx.Client(
            base_url=address.shown,
            headers={"Authorization": f"Bearer {address.key}"},
            timeout=SECONDS,
        )

    def send(self, name: str, body: bytes) -> None:
        """Post one message; it has arrived when its digest comes back."""
        del name  # the bytes are the message; the door knows them again
        answer = self._call("POST", "/ceb/messages", content=body)
        if answer.status_code in REFUSED:
            raise RefusedError(f"HTTP {answer.status_code} {answer.text[:200]}")
        _available(answer)
        with suppress(ValueError, TypeError, KeyError):
            if answer.json()["sha256"] == hashlib.sha256(body).hexdigest():
                return
        raise AwayError("acknowledged without the digest of what was sent")

    def pull(self, cursor: Cursor) -> Batch:
        """Get the receipts after a cursor."""
        epoch, after = cursor
        asked = {"epoch": epoch, "after": after, "limit": LIMIT, "format": "xml"}
        answer = self._call("GET", "/ceb/receipts", params=asked)
        _available(answer)
        try:
            root = xml.tree(answer.content, LIMITS)
            reached = int(root.get("epoch", epoch)), int(root.get("after", after))
        except (UnreadableError, ValueError) as trouble:
            raise AwayError(f"receipts that can't be read: {trouble}") from None
        return Batch([etree.tostring(it, encoding="UTF-8") for it in root], reached)

    def done(self, batch: Batch) -> None:
        """Do nothing: the cursor says it."""

    def close(self) -> None:
        """Close the connection."""
        self._client.close()

    def _call(self, method: str, way: str, **what: object) -> httpx.Response:
        try:
            return self._client.request(method, way, **what)  # type: ignore[arg-type]
        except httpx.HTTPError as trouble:
            raise AwayError(f"{type(trouble).__name__}: {trouble}"[:200]) from None


def _available(answer: httpx.Response) -> None:
    """Raise AwayError unless the door did what it was asked."""
    if answer.is_success:
        return
    later = answer.headers.get("Retry-After", "")
    raise AwayError(
        f"HTTP {answer.status_code}", float(later) if later.isdecimal() else 0.0
    )


class FolderChannel:
    """文件夹通道 Puts messages into `out`, takes receipts from `in`."""

    firm = PLATFORM

    def __init__(self, root: Path) -> None:
        self._out, self._in, self._read = (root / n for n in ("out", "in", "read"))

    def send(self, name: str, body: bytes) -> None:
        """Put one message where the other side takes it, whole or not at all."""
        try:
            self._out.mkdir(parents=True, exist_ok=True)
            draft = self._out / f"{name}.tmp"
            draft.write_bytes(body)
            draft.replace(draft.with_suffix(".xml"))
        except OSError as trouble:
            raise AwayError(f"{trouble.filename}: {trouble.strerror}") from None

    def pull(self, cursor: Cursor) -> Batch:
        """Read the oldest receipts that lie there."""
        try:
            files = sorted(self._in.glob("*.xml"))[:LIMIT]
            bodies = [path.read_bytes() for path in files]
        except OSError as trouble:
            raise AwayError(f"{trouble.filename}: {trouble.strerror}") from None
        return Batch(bodies, cursor, files)

    def done(self, batch: Batch) -> None:
        """Put what is kept aside, so that it is not read again."""
        self._read.mkdir(exist_ok=True)
        for path in batch.files:
            path.replace(self._read / path.name)

    def close(self) -> None:
        """Do nothing."""


def channel(address: Address) -> Channel:
    """Open the way an address names."""
    folder = address.folder
    return HttpChannel(address) if folder is None else FolderChannel(folder)
