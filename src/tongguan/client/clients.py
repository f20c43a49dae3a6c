"""The two clients: the same talks over a line that blocks and one that is awaited."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from tongguan.client.model import Acknowledgement, Cursor, Receipt
from tongguan.client.talks import (
    LONG_POLL,
    STANDARD,
    Call,
    Patience,
    Rest,
    Talk,
    Wanted,
    pulling,
    sending,
    telling,
    waiting,
)

T = TypeVar("T")
Kept = Acknowledgement | Sequence[Acknowledgement]


def _line(url: str, key: str) -> dict[str, Any]:
    return {"base_url": url, "headers": {"Authorization": f"Bearer {key}"}}


def _spoken(call: Call) -> dict[str, Any]:
    headers = {"Content-Type": call.media} if call.media else {}
    return {
        "method": call.way,
        "url": call.path,
        "params": call.query or None,
        "content": call.body or None,
        "headers": {"Accept": "application/json", **headers},
        "timeout": call.patience,
    }


def _numbers(kept: Kept) -> frozenset[int]:
    several = [kept] if isinstance(kept, Acknowledgement) else kept
    return frozenset(one.id for one in several)


def _check(data: bytes) -> Call:
    return Call(way="POST", path="/api/v1/check", body=data)


def _explain(code: str) -> Call:
    return Call(way="GET", path=f"/api/v1/errors/{code}")


class Client:
    """A firm's line to the window; use it as a context, or close it."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        cursor: Cursor | None = None,
        patience: Patience = STANDARD,
    ) -> None:
        self.cursor = cursor or Cursor()
        self._patience = patience
        self._http = httpx.Client(**_line(url, key))

    def send(self, data: bytes, media: str = "") -> Acknowledgement:
        """Send one message (XML, or its JSON form) and return that it is kept."""
        return self.send_all(data, media)[0]

    def send_all(self, data: bytes, media: str = "") -> list[Acknowledgement]:
        """Send a zip of messages and return that each is kept, in order."""
        return self._hold(sending(data, media, self._patience))

    def wait(self, kept: Kept, timeout: float = 60.0) -> list[Receipt]:
        """Wait until every paper of these messages has had its last word.

        Receipts are looked for from `cursor` on, which stays where it is. Raises
        `TooLongError` with the receipts so far.
        """
        wanted = Wanted(_numbers(kept))
        return self._hold(waiting(wanted, self.cursor, timeout, self._patience))

    def receipts(self, *, follow: bool = False) -> Iterator[Receipt]:
        """Yield receipts from `cursor` on, which follows what was dealt with.

        With `follow`, wait for more when there are none, for ever.
        """
        while True:
            wait = LONG_POLL if follow else 0
            page = self._hold(pulling(self.cursor, wait, self._patience))
            for receipt in page.receipts:
                yield receipt
                self.cursor = receipt.cursor
            if not page.receipts and not follow:
                return

    def check(self, data: bytes) -> dict[str, Any]:
        """Try a message, or a zip of them, without storing anything."""
        told: dict[str, Any] = self._hold(telling(_check(data), self._patience))
        return told

    def explain(self, code: str) -> dict[str, Any]:
        """Explain a code of a receipt: cause, fields, who mends it, how."""
        told: dict[str, Any] = self._hold(telling(_explain(code), self._patience))
        return told

    def _hold(self, talk: Talk[T]) -> T:
        response: httpx.Response | None = None
        while True:
            try:
                step = talk.send(response)
            except StopIteration as end:
                result: T = end.value
                return result
            response = None
            if isinstance(step, Rest):
                time.sleep(step.seconds)
                continue
            try:
                response = self._http.request(**_spoken(step))
            except httpx.TransportError:
                response = None

    def close(self) -> None:
        """Hang up."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncClient:
    """The same line, awaited."""

    def __init__(
        self,
        url: str,
        key: str,
        *,
        cursor: Cursor | None = None,
        patience: Patience = STANDARD,
    ) -> None:
        self.cursor = cursor or Cursor()
        self._patience = patience
        self._http = httpx.AsyncClient(**_line(url, key))

    async def send(self, data: bytes, media: str = "") -> Acknowledgement:
        """Send one message (XML, or its JSON form) and return that it is kept."""
        return (await self.send_all(data, media))[0]

    async def send_all(self, data: bytes, media: str = "") -> list[Acknowledgement]:
        """Send a zip of messages and return that each is kept, in order."""
        return await self._hold(sending(data, media, self._patience))

    async def wait(
        self,
        kept: Kept,
        timeout: float = 60.0,  # noqa: ASYNC109 - the window holds the line, not we
    ) -> list[Receipt]:
        """Wait until every paper of these messages has had its last word."""
        wanted = Wanted(_numbers(kept))
        return await self._hold(waiting(wanted, self.cursor, timeout, self._patience))

    async def receipts(self, *, follow: bool = False) -> AsyncIterator[Receipt]:
        """Yield receipts from `cursor` on, which follows what was dealt with."""
        while True:
            wait = LONG_POLL if follow else 0
            page = await self._hold(pulling(self.cursor, wait, self._patience))
            for receipt in page.receipts:
                yield receipt
                self.cursor = receipt.cursor
            if not page.receipts and not follow:
                return

    async def check(self, data: bytes) -> dict[str, Any]:
        """Try a message, or a zip of them, without storing anything."""
        told: dict[str, Any] = await self._hold(telling(_check(data), self._patience))
        return told

    async def explain(self, code: str) -> dict[str, Any]:
        """Explain a code of a receipt: cause, fields, who mends it, how."""
        told: dict[str, Any] = await self._hold(telling(_explain(code), self._patience))
        return told

    async def _hold(self, talk: Talk[T]) -> T:
        response: httpx.Response | None = None
        while True:
            try:
                step = talk.send(response)
            except StopIteration as end:
                result: T = end.value
                return result
            response = None
            if isinstance(step, Rest):
                await asyncio.sleep(step.seconds)
                continue
            try:
                response = await self._http.request(**_spoken(step))
            except httpx.TransportError:
                response = None

    async def close(self) -> None:
        """Hang up."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()
