"""通道 The line to an agency: JSON over HTTP, short, and never followed elsewhere."""

import time
from typing import Protocol

import httpx

READ_MOST = 64 * 1024
SIMULATED, OFF = "simulated", "off"
LATER = {408, 425, 429}
SERVER_ERRORS = 500


class AwayError(Exception):
    """The agency does not answer now."""


class RefusedError(Exception):
    """The question will not be answered as it is, however often it is put."""


class Channel(Protocol):
    """通道 A way to put a question."""

    def ask(self, subject: str, question: str, body: bytes) -> bytes:
        """Return the answer as it came; AwayError or RefusedError."""


class HttpChannel:
    """HTTP 通道 Posts a question to `PLACE/SUBJECT`; `USER:PASSWORD@` signs in."""

    def __init__(self, place: str, seconds: float) -> None:
        self._place = place.rstrip("/")
        self._seconds = seconds
        self._client = httpx.Client(
            timeout=seconds, follow_redirects=False, trust_env=False
        )

    def ask(self, subject: str, question: str, body: bytes) -> bytes:
        """Post; whoever answers twice to one key is to answer the same."""
        headers = {"content-type": "application/json", "idempotency-key": question}
        deadline = time.monotonic() + self._seconds
        try:
            with self._client.stream(
                "POST", f"{self._place}/{subject}", content=body, headers=headers
            ) as answer:
                said = _whole(answer, deadline)
        except (httpx.HTTPError, OSError) as trouble:
            raise AwayError(type(trouble).__name__) from None
        _check(answer.status_code, said)
        return said


def _whole(answer: httpx.Response, deadline: float) -> bytes:
    said = b""
    for part in answer.iter_raw():
        said += part
        if len(said) > READ_MOST:
            raise RefusedError("the answer is too long")
        if time.monotonic() > deadline:
            raise AwayError("no answer in time")
    return said


def _check(status: int, said: bytes) -> None:
    if status in LATER or status >= SERVER_ERRORS:
        raise AwayError(f"HTTP {status}")
    if status != httpx.codes.OK:
        shown = said[:120].decode("utf-8", errors="replace")
        raise RefusedError(f"HTTP {status} {shown}")
