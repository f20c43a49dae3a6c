"""两种窗口 The window a folder is exchanged with: of this machine, or over the network.

Both take a message, an envelope or a zip and say what became of each message in it;
both give receipts after a place, with the message each would travel in.
"""

import io
import zipfile
from collections.abc import Callable
from typing import Any, Protocol

import httpx
import msgspec

from tongguan.gateway.chinaport.archives import bounds, is_zip, members, opened
from tongguan.gateway.chinaport.batches import OpenDesk, lines
from tongguan.gateway.chinaport.inbox import MessageTooLargeError
from tongguan.gateway.chinaport.posting import post
from tongguan.gateway.chinaport.pulling import whole
from tongguan.gateway.folder.places import Place
from tongguan.gateway.problems import Problem, told
from tongguan.plumbing import clock

Told = list[dict[str, Any]]
PAGE = 100
PATIENCE_SECONDS = 120.0
NO_KEY, BUSY, BROKEN = 401, 429, 500


class AwayError(Exception):
    """The window can't take or give anything for now; try again later."""


class KeyRefusedError(Exception):
    """The window doesn't know the key."""


class Window(Protocol):
    """窗口 Where messages go and receipts come from."""

    def send(self, data: bytes) -> Told:
        """Hand in a file; say what became of each message in it."""

    def pull(self, after: Place) -> Told:
        """Return the next receipts after a place, none when there are no more."""


class Here:
    """本机窗口 The window of this machine, for a firm on file."""

    def __init__(self, open_desk: OpenDesk, firm: str) -> None:
        self._open = open_desk
        self._firm = firm

    def send(self, data: bytes) -> Told:
        """Hand in a file as the firm."""
        if not is_zip(data):
            with self._open() as rooms:
                return [post(rooms, self._firm, data, clock.now()).plain()]
        try:
            archive = opened(io.BytesIO(data))
            found = members(archive, len(data), bounds().members)
        except MessageTooLargeError:
            return [told(Problem.TOO_LARGE)]
        except zipfile.BadZipFile:
            return [told(Problem.BAD_ZIP)]
        named = [(archive, member) for member in found]
        return list(lines(self._open, self._firm, named)) or [told(Problem.EMPTY)]

    def pull(self, after: Place) -> Told:
        """Return the firm's next receipts."""
        with self._open() as rooms:
            sent = rooms.outbox.pull(self._firm, after=after, limit=PAGE)
            return [whole(rooms, one) for one in sent]


class There:
    """远程窗口 A window over HTTP, with the firm's key."""

    def __init__(self, url: str, key: str) -> None:
        self._line = httpx.Client(
            base_url=url.rstrip("/"),
            headers={"Authorization": f"Bearer {key}"},
            timeout=PATIENCE_SECONDS,
        )

    def send(self, data: bytes) -> Told:
        """Post a file."""
        answer = self._asked(
            lambda: self._line.post(
                "/ceb/messages",
                content=data,
                headers={"Accept": "application/x-ndjson, application/json"},
            )
        )
        return [msgspec.json.decode(it) for it in answer.content.splitlines() if it]

    def pull(self, after: Place) -> Told:
        """Pull the next receipts."""
        asked = {"epoch": after.epoch, "after": after.sequence, "limit": PAGE}
        answer = self._asked(
            lambda: self._line.get("/ceb/receipts", params={**asked, "with": "xml"})
        )
        found: Told = msgspec.json.decode(answer.content)["receipts"]
        return found

    def close(self) -> None:
        """Give the line back."""
        self._line.close()

    def _asked(self, call: Callable[[], httpx.Response]) -> httpx.Response:
        try:
            answer = call()
        except httpx.TransportError as trouble:
            raise AwayError(str(trouble)) from None
        if answer.status_code == NO_KEY:
            raise KeyRefusedError
        if answer.status_code == BUSY or answer.status_code >= BROKEN:
            raise AwayError(f"HTTP {answer.status_code}")
        return answer
