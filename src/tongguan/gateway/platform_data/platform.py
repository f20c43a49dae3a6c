"""平台一方 The platform's side: answer a question at once, and upload what was paid.

A small server for platforms to try the interface with, and for tests. The customs may
ask again and again, so the answer goes out before the work begins; what is uploaded is
signed anew only when it changed, since a key device signs slowly.
"""

import base64
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any
from urllib.parse import parse_qs

import httpx

from tongguan.gateway.chinaport.signing.certificates import SM2
from tongguan.gateway.chinaport.signing.keys import SigningKey
from tongguan.gateway.platform_data.messages import (
    CERTIFICATE,
    HEAD,
    ITEMS,
    LISTS,
    ORDER,
    QUESTION,
    ROOT,
    SESSION,
    SIGNATURE,
    TIME,
)
from tongguan.gateway.platform_data.receiving import FAULTY, SUCCESS
from tongguan.gateway.platform_data.spelling import SPELLINGS, Spelling

MOST = 64 * 1024
RESTS = (0.2, 1.0, 5.0, 30.0)
Orders = Callable[[str], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the customs: which order, and in which session."""

    session: str
    order: str


@dataclass(slots=True)
class Platform:
    """A platform that knows its orders and has a key to sign with.

    `orders` gives the two objects of an upload by the order number: `head` and
    `lists`, as the announcement names their members.
    """

    orders: Orders
    key: SigningKey
    upload_to: str
    spelling: Spelling = SPELLINGS[0]
    asked: "Queue[Question | None]" = field(default_factory=Queue)
    answers: list[dict[str, Any]] = field(default_factory=list)
    uploaded: threading.Event = field(default_factory=threading.Event)

    def take(self, form: str) -> dict[str, Any]:
        """Answer a question at once; the work is done later."""
        try:
            said = json.loads(parse_qs(form)[QUESTION][0])
            question = Question(str(said[SESSION]), str(said[ORDER]))
        except (ValueError, KeyError, TypeError):
            return _answered(FAULTY, f"{QUESTION} {{{ORDER}, {SESSION}, {TIME}}}")
        self.asked.put(question)
        return _answered(SUCCESS, "")

    def work(self) -> None:
        """Upload the answer to every question, until None is put to the queue."""
        while (question := self.asked.get()) is not None:
            self.answers.append(self.upload(question))
            self.uploaded.set()

    def upload(self, question: Question) -> dict[str, Any]:
        """Upload the answer to one question; again when the line breaks."""
        found = self.orders(question.order)
        if found is None:
            return _answered(FAULTY, f"no order {question.order}")
        text = self.written(question, found)
        for rest in (*RESTS, None):
            try:
                answer = httpx.post(self.upload_to, data={ROOT: text}, timeout=30)
                answer.raise_for_status()
                said: dict[str, Any] = answer.json()
            except (httpx.HTTPError, ValueError):
                if rest is not None:
                    time.sleep(rest)
            else:
                return said
        return _answered(FAULTY, "the customs can't be reached")

    def written(self, question: Question, found: Mapping[str, Any]) -> str:
        """Write and sign an upload."""
        raw = {
            SESSION: json.dumps(question.session),
            HEAD: _json(found["head"]),
            LISTS: _json(found["lists"]),
            TIME: json.dumps(str(time.time_ns() // 1_000_000)),
        }
        certificate = self.key.certificate
        digest = "SM3" if certificate.key == SM2 else "SHA1"
        value = self.key.sign(self.spelling.text(raw), digest)
        raw[CERTIFICATE] = json.dumps(certificate.serial)
        raw[SIGNATURE] = json.dumps(base64.b64encode(value).decode())
        order = (*ITEMS, CERTIFICATE, SIGNATURE)
        return "{" + ",".join(f'"{name}":{raw[name]}' for name in order) + "}"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _answered(code: str, message: str) -> dict[str, Any]:
    now = time.time_ns() // 1_000_000
    return {"code": code, "message": message, TIME: now}


class _Door(BaseHTTPRequestHandler):
    platform: Platform

    def do_POST(self) -> None:
        """Answer `platDataOpen`."""
        size = min(int(self.headers.get("Content-Length") or 0), MOST)
        form = self.rfile.read(size).decode("utf-8", errors="replace")
        body = json.dumps(self.platform.take(form)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def opened(platform: Platform, port: int = 0) -> ThreadingHTTPServer:
    """Open a platform's door on this machine, and a thread that uploads."""
    door = type("Door", (_Door,), {"platform": platform})
    server = ThreadingHTTPServer(("127.0.0.1", port), door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=platform.work, daemon=True).start()
    return server
