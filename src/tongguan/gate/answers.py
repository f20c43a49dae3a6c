"""回答 What the gate says, as bytes of HTTP; the words are the portal's door."""

from collections.abc import Mapping
from email.utils import formatdate
from functools import cache, lru_cache
from http import HTTPStatus
from typing import Any

import msgspec

from tongguan.gateway.chinaport.posting import Posted
from tongguan.gateway.problems import RETRY_SECONDS, Problem, told
from tongguan.plumbing import clock

JSON, PROBLEM = "application/json", "application/problem+json"
LINES, XML, TEXT = "application/x-ndjson", "application/xml", "text/plain"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
MORE = {
    Problem.BUSY: f"Retry-After: {RETRY_SECONDS}\r\n",
    Problem.NO_METHOD: "Allow: POST\r\n",
}


def answer(status: int, kind: str, body: bytes, more: str = "") -> bytes:
    """Write an answer whose connection goes on."""
    head = _head(status, kind, more, int(clock.now().timestamp()))
    return head + b"%d\r\n\r\n" % len(body) + body


def bare(status: int) -> bytes:
    """Answer who does not speak HTTP well enough to be told more."""
    return answer(status, TEXT, b"")


def ending(answer: bytes) -> bytes:
    """Say with an answer that its connection ends."""
    line, rest = answer.split(b"\r\n", 1)
    return line + b"\r\nConnection: close\r\n" + rest


def problem(kind: Problem, aside: Mapping[str, Any] | None = None) -> bytes:
    """Answer with a problem; nothing was stored, or of BROKEN nobody knows."""
    body = msgspec.json.encode(told(kind, **aside)) if aside else _plain(kind)
    return answer(int(kind.value[0]), PROBLEM, body, MORE.get(kind, ""))


def posted(one: Posted, accept: str) -> bytes:
    """Answer a message: as JSON, or an envelope as its platform does when asked."""
    if one.header and "xml" in accept:
        return answer(one.status, XML, one.reply(clock.today()))
    if one.problem:
        return problem(one.problem, one.aside)
    return answer(one.status, JSON, msgspec.json.encode(one.plain()))


@cache
def _plain(kind: Problem) -> bytes:
    open_end = {"received": None} if kind is Problem.BROKEN else {}
    return msgspec.json.encode(told(kind) | open_end)


@lru_cache(maxsize=64)
def _head(status: int, kind: str, more: str, second: int) -> bytes:
    reason = HTTPStatus(status).phrase
    return (
        f"HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\n{more}"
        f"Date: {formatdate(second, usegmt=True)}\r\nContent-Length: "
    ).encode()
