"""受测系统 What scenarios are played against: over HTTP, or through folders."""

import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from uuid import uuid4

from lxml import etree

from tongguan.conformance.adapters import Adapter, Parties
from tongguan.conformance.model import ACCEPTED

TRIES = 5
TIMEOUT_SECONDS = 60.0
OK = 200
OUT, IN = "out", "in"
BUSY = {429, 503}


class TargetError(Exception):
    """The target does not answer, or not as it is described."""


@dataclass(frozen=True, slots=True)
class Answered:
    """收报应答 What a door said to a message at once."""

    status: int
    duplicate: bool = False


class Target(Protocol):
    """受测系统 Takes messages of firms, and gives their receipts."""

    adapter: Adapter
    over_http: bool

    def admits(self, firm: str) -> bool:
        """Tell whether messages of a firm can be sent here."""
        ...

    def post(self, firm: str, data: bytes) -> Answered:
        """Send one message."""
        ...

    def hear(self, firms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Yield the receipt documents that came since last asked, and for whom."""
        ...

    def close(self) -> None:
        """Let go of what was opened."""
        ...


@dataclass(slots=True)
class HttpTarget:
    """A target at an address, spoken to as its adapter says."""

    url: str
    adapter: Adapter
    parties: Parties
    over_http: bool = True
    cursors: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: threading.local = field(default_factory=threading.local)
    opened: list[HTTPConnection] = field(default_factory=list)

    def admits(self, firm: str) -> bool:
        """Tell whether there is a key for a firm, or none is needed."""
        return bool(self.parties.key_of(firm)) or not self.adapter.authorization

    def post(self, firm: str, data: bytes) -> Answered:
        """Send one message; a busy target is asked again a little later."""
        for attempt in range(TRIES):
            status, body = self._ask("POST", self.adapter.post, firm, data)
            if status not in BUSY:
                break
            time.sleep(attempt + 1)
        said = b"".join(body.split())
        return Answered(status, b'"duplicate":true' in said)

    def hear(self, firms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Fetch the pages of each firm's receipts until one brings nothing new."""
        for firm in firms:
            while page := self._page(firm):
                yield firm, page

    def _page(self, firm: str) -> bytes:
        before = self.cursors.get(firm, {**self.adapter.cursor})
        path = self.adapter.pull.format(**before, firm=firm)
        status, body = self._ask("GET", path, firm)
        if status != OK:
            raise TargetError(f"{path}: {status} {body[:200]!r}")
        parser = etree.XMLParser(resolve_entities=False, huge_tree=True)
        root = etree.fromstring(body, parser)
        cursor = {name: root.get(name, said) for name, said in before.items()}
        self.cursors[firm] = cursor
        return b"" if cursor == before else body

    def close(self) -> None:
        """Hang up on every thread's line."""
        for line in self.opened:
            line.close()

    def _ask(
        self, method: str, path: str, firm: str, body: bytes | None = None
    ) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/xml"}
        if key := self.parties.key_of(firm):
            headers["Authorization"] = self.adapter.authorization.format(key=key)
        for attempt in range(TRIES):
            line = self._line()
            try:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                return answer.status, answer.read()
            except (HTTPException, OSError):
                line.close()
                time.sleep(0.1 * attempt)
        raise TargetError(f"{self.url} does not answer. 没有应答。")

    def _line(self) -> HTTPConnection:
        if not hasattr(self.lines, "open"):
            parts = urlsplit(self.url)
            kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
            self.lines.open = kind(parts.netloc, timeout=TIMEOUT_SECONDS)
            self.opened.append(self.lines.open)
        line: HTTPConnection = self.lines.open
        return line


@dataclass(slots=True)
class FolderTarget:
    """A target behind folders: messages go into `out`, receipts come into `in`.

    Every firm has a pair in a folder of its name, or all share the one pair there is.
    """

    root: Path
    adapter: Adapter
    over_http: bool = False
    read: set[Path] = field(default_factory=set)

    def admits(self, firm: str) -> bool:
        """Tell whether there is a folder for a firm."""
        return (self._place(firm) / OUT).is_dir()

    def post(self, firm: str, data: bytes) -> Answered:
        """Put one message there, whole or not at all."""
        draft = self._place(firm) / OUT / f"{firm}-{uuid4().hex}.tmp"
        draft.write_bytes(data)
        draft.replace(draft.with_suffix(".xml"))
        return Answered(ACCEPTED)

    def hear(self, firms: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Read what was not read before; a shared folder does not say for whom."""
        for firm in firms:
            place = self._place(firm)
            for path in sorted((place / IN).glob("*.xml")):
                if path not in self.read:
                    self.read.add(path)
                    yield "" if place == self.root else firm, path.read_bytes()

    def close(self) -> None:
        """Nothing is held open."""

    def _place(self, firm: str) -> Path:
        own = self.root / firm
        return own if own.is_dir() else self.root
