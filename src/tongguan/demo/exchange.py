"""往来 Messages to a running portal and receipts from it, over HTTP like anybody."""

import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from tongguan.demo.letters import Letter
from tongguan.trade.money import ZERO

ACCEPTED = 202
OK = 200
PAGE = 500
TRIES = 5
TIMEOUT_SECONDS = 60.0
MESSAGES = "/ceb/messages"
RECEIPTS = "/ceb/receipts"


class ExchangeError(Exception):
    """The portal did not answer as it promises to."""


@dataclass(frozen=True, slots=True)
class Heard:
    """收到的回执 One receipt: in which message, about what, what it says."""

    message: str
    key: str
    status: str
    text: str
    findings: tuple[tuple[str, str], ...]
    total: Decimal = ZERO


class Portal:
    """通关窗口 The portal as its users see it: one address, a key for every firm."""

    def __init__(self, url: str, key_of: Callable[[str], str]) -> None:
        self._host = urlsplit(url).netloc
        self._key_of = key_of
        self._keys: dict[str, str] = {}
        self._lines = threading.local()
        self._opened: list[HTTPConnection] = []

    def learn(self, firms: set[str]) -> None:
        """Have the keys of these firms ready before anything is sent."""
        self._keys |= {firm: self._key_of(firm) for firm in sorted(firms)}

    def close(self) -> None:
        """Hang up on every thread's line."""
        for line in self._opened:
            line.close()

    def post(self, letter: Letter) -> None:
        """Send one message; return when it is acknowledged."""
        status, body = self._ask("POST", MESSAGES, letter.sender, letter.data)
        if status != ACCEPTED:
            raise ExchangeError(f"{letter.guid}: {status} {body[:200]!r}")

    def pull(self, firm: str, *, epoch: int, after: int) -> dict[str, Any]:
        """Fetch a page of a firm's receipts."""
        path = f"{RECEIPTS}?epoch={epoch}&after={after}&limit={PAGE}"
        status, body = self._ask("GET", path, firm)
        if status != OK:
            raise ExchangeError(f"{path}: {status} {body[:200]!r}")
        page: dict[str, Any] = json.loads(body)
        return page

    def _ask(
        self, method: str, path: str, firm: str, body: bytes | None = None
    ) -> tuple[int, bytes]:
        """Ask on this thread's line; a line that broke is opened anew.

        The same bytes may be sent twice: the portal takes them for one message.
        """
        headers = {"Authorization": f"Bearer {self._keys[firm]}"}
        if body:
            headers["Content-Type"] = "application/xml"
        for attempt in range(TRIES):
            line = self._line()
            try:
                line.request(method, path, body, headers)
                answer = line.getresponse()
                return answer.status, answer.read()
            except (HTTPException, OSError):
                line.close()
                time.sleep(0.1 * attempt)
        raise ExchangeError(f"{self._host} does not answer.")

    def _line(self) -> HTTPConnection:
        if not hasattr(self._lines, "open"):
            self._lines.open = HTTPConnection(self._host, timeout=TIMEOUT_SECONDS)
            self._opened.append(self._lines.open)
        line: HTTPConnection = self._lines.open
        return line


@dataclass(slots=True)
class Mailbox:
    """回执箱 How far each firm's receipts have been heard."""

    portal: Portal
    cursors: dict[str, tuple[int, int]] = field(default_factory=dict)

    def open(self, firms: set[str]) -> None:
        """Start behind what these firms were told before."""
        for firm in firms:
            page = self.portal.pull(firm, epoch=1, after=0)
            self.cursors[firm] = (page["epoch"], page["last"])

    def hear(self, firm: str) -> list[Heard]:
        """Fetch everything a firm was told since it last asked."""
        heard: list[Heard] = []
        while True:
            epoch, after = self.cursors[firm]
            page = self.portal.pull(firm, epoch=epoch, after=after)
            receipts = page["receipts"]
            if receipts:
                last = receipts[-1]
                self.cursors[firm] = (last["epoch"], last["seq"])
            heard += [_heard(receipt) for receipt in receipts]
            if len(receipts) < PAGE:
                return heard


def _heard(receipt: Mapping[str, Any]) -> Heard:
    return Heard(
        message=receipt["message"],
        key=receipt["key"],
        status=receipt["status"],
        text=receipt["text"],
        total=Decimal(receipt.get("total", "0")),
        findings=tuple((it["code"], it["zh"]) for it in receipt["findings"]),
    )
