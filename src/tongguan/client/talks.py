"""Talks with the window, free of any line: what to ask, when to rest, what it meant.

A talk is a generator: it yields what to do next, a `Call` or a `Rest`, is sent the
response of a call (None when the line broke), and returns what came of it. So both
clients, the one that blocks and the one that awaits, hold the same talks.
"""

import random
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import httpx

from tongguan.client.model import (
    Acknowledgement,
    Cursor,
    Page,
    ProblemError,
    Receipt,
    TooLongError,
)

T = TypeVar("T")
MESSAGES, RECEIPTS = "/ceb/messages", "/ceb/receipts"
ONCE_MORE = {429, 502, 503, 504}
LONG_POLL = 25
PAGE = 500
RESULTS = {"CEB792", "CEB816", "CEB818"}  # what follows of a paper, not a word on it
XML, ZIP, JSON = "application/xml", "application/zip", "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call: how, where, with what; `patience` is how long an answer may take."""

    way: str
    path: str
    query: dict[str, Any] = field(default_factory=dict)
    body: bytes = b""
    media: str = ""
    patience: float = 30.0


@dataclass(frozen=True, slots=True)
class Rest:
    """A pause of so many seconds."""

    seconds: float


Step = Call | Rest
Talk = Generator[Step, httpx.Response | None, T]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a call is repeated, and how long the rests between grow."""

    tries: int = 8
    first: float = 0.2
    longest: float = 20.0

    def rests(self) -> Iterator[float]:
        """Yield the rest before each repetition: doubling, with full jitter."""
        for number in range(self.tries - 1):
            most = min(self.longest, self.first * 2**number)
            yield random.uniform(most / 2, most)  # noqa: S311 - jitter is no secret


STANDARD = Patience()


def asked(call: Call, patience: Patience) -> Talk[httpx.Response]:
    """Hold a call until it is answered; repeat it when that is safe and sensible.

    Every call of ours may be repeated: messages are known by their bytes.
    """
    for rest in (*patience.rests(), None):
        response = yield call
        if response is not None and response.status_code not in ONCE_MORE:
            return _good(response)
        if rest is not None:
            yield Rest(max(rest, _wanted(response)))
        elif response is not None:
            return _good(response)
    raise httpx.ConnectError("The window can't be reached. 无法连接单一窗口。")


def _wanted(response: httpx.Response | None) -> float:
    """Read how long the window wants to be left alone."""
    said = response.headers.get("Retry-After", "") if response is not None else ""
    return float(said) if said.isascii() and said.isdigit() else 0.0


def _good(response: httpx.Response) -> httpx.Response:
    if response.is_success:
        return response
    told = response.json() if "json" in response.headers.get("Content-Type", "") else {}
    raise ProblemError(response.status_code, told if isinstance(told, dict) else {})


def sending(data: bytes, media: str, patience: Patience) -> Talk[list[Acknowledgement]]:
    """Send one message, or a zip of them; return what is kept."""
    call = Call(way="POST", path=MESSAGES, body=data, media=media or _media(data))
    told = (yield from asked(call, patience)).json()
    return [Acknowledgement.read(one) for one in told.get("messages", [told])]


def _media(data: bytes) -> str:
    if data.startswith(b"PK"):
        return ZIP
    return JSON if data.lstrip()[:1] in (b"{", b"[") else XML


def pulling(cursor: Cursor, wait: int, patience: Patience) -> Talk[Page]:
    """Pull one page of receipts; with `wait`, stay up to so many seconds for one."""
    query = {"epoch": cursor.epoch, "after": cursor.seq, "limit": PAGE, "wait": wait}
    call = Call(way="GET", path=RECEIPTS, query=query, patience=30.0 + wait)
    response = yield from asked(call, patience)
    return Page.read(response.json(), cursor)


@dataclass(slots=True)
class Wanted:
    """The receipts one waits for, as they come in."""

    messages: frozenset[int]
    seen: list[Receipt] = field(default_factory=list)

    def take(self, page: Page) -> None:
        """Keep those of a page that answer the messages."""
        self.seen += [it for it in page.receipts if it.received in self.messages]

    def whole(self) -> bool:
        """Tell whether every paper of every message has had its last word.

        The first receipts on the papers of one message come all at once.
        """
        words = [it for it in self.seen if it.message not in RESULTS]
        papers = {(it.received, it.key) for it in words}
        final = {(it.received, it.key) for it in words if it.final}
        answered = {number for number, _ in papers}
        return answered == self.messages and papers == final


def waiting(
    wanted: Wanted, cursor: Cursor, seconds: float, patience: Patience
) -> Talk[list[Receipt]]:
    """Pull until every paper has its last word, for about so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        wait = int(min(LONG_POLL, max(deadline - time.monotonic(), 0)))
        page = yield from pulling(cursor, wait, patience)
        wanted.take(page)
        if wanted.whole():
            return wanted.seen
        if time.monotonic() >= deadline:
            raise TooLongError(tuple(wanted.seen))
        if not page.receipts:
            yield Rest(0.1)  # some windows don't hold the line
        cursor = page.cursor


def telling(call: Call, patience: Patience) -> Talk[Any]:
    """Ask for something that is answered in JSON."""
    return (yield from asked(call, patience)).json()
