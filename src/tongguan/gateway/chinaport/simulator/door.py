"""模拟海关的门 The stand-in over HTTP, shaped like our own gateway `/ceb`.

- `POST /ceb/messages`: one message, enveloped or not; 202 with number and digest.
- `GET /ceb/receipts?after=N&limit=L&format=xml|dxp|json`: receipts in their order.
- `GET /`: the letters that ask for an outcome. `GET /healthz`: whether it runs.

Any bearer token is good: it names the mailbox. The standard library's server is enough
for a stand-in, and brings nothing along.
"""

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlsplit

from tongguan.gateway.chinaport.simulator.counter import EPOCH, Counter
from tongguan.gateway.chinaport.simulator.mailbox import Letter
from tongguan.gateway.chinaport.simulator.pages import TRIGGERS
from tongguan.gateway.chinaport.simulator.sealing import own_key, sealed
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.plumbing import clock

ANYBODY = "anybody"
LIMIT = 500


class Server(ThreadingHTTPServer):
    """HTTP server of one counter."""

    daemon_threads = True
    request_queue_size = 256

    def __init__(self, counter: Counter, host: str, port: int) -> None:
        self.counter = counter
        super().__init__((host, port), Door)

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"


class Door(BaseHTTPRequestHandler):
    """Serves one connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout: ClassVar = 60

    def do_POST(self) -> None:
        """Take a message."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > STANDARD_LIMITS.size:
            self.close_connection = True
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"received": False})
            return
        body = self.rfile.read(length)
        if self._path() != "/ceb/messages":
            self._say(HTTPStatus.NOT_FOUND, {"received": False})
        elif not body.strip():
            self._say(HTTPStatus.BAD_REQUEST, {"received": False})
        elif self._admitted():
            told = self.server.counter.take(self._firm(), body, clock.now())
            self._say(HTTPStatus.ACCEPTED, told)

    def do_GET(self) -> None:
        """Give receipts, or say what this is."""
        path = self._path()
        if path == "/ceb/receipts":
            if self._admitted():
                self._receipts()
        elif path == "/healthz":
            self._say(HTTPStatus.OK, {"ok": True})
        elif path == "/":
            self._write(HTTPStatus.OK, "text/plain", TRIGGERS.encode())
        else:
            self._say(HTTPStatus.NOT_FOUND, {})

    def _receipts(self) -> None:
        query = {k: v[0] for k, v in parse_qs(urlsplit(self.path).query).items()}
        try:
            after, limit = int(query.get("after", 0)), int(query.get("limit", LIMIT))
        except ValueError:
            self._say(HTTPStatus.BAD_REQUEST, {})
            return
        firm, counter = self._firm(), self.server.counter
        after, limit = max(after, 0), min(max(limit, 1), LIMIT)
        letters = counter.give(firm, after, limit, clock.now())
        last = letters[-1][0] if letters else after
        form = query.get("format") or self.headers.get("Accept") or ""
        if form == "dxp" or "xml" in form:
            bodies = self._bodies([it for _, it in letters], enveloped=form == "dxp")
            self._write(HTTPStatus.OK, "application/xml", wrapped(bodies, last))
            return
        receipts = [{"epoch": EPOCH, "seq": n, **it.plain} for n, it in letters]
        told = {"receipts": receipts, "epoch": EPOCH, "after": last}
        self._say(HTTPStatus.OK, {**told, "last": counter.last(firm)})

    def _bodies(self, letters: list[Letter], *, enveloped: bool) -> list[bytes]:
        """Write receipts as messages, enveloped and signed where asked for."""
        if not enveloped:
            return [letter.body for letter in letters]
        key, firm, now = self.server.counter.key, self._firm(), clock.now()
        return [sealed(letter, firm, now, key or own_key()) for letter in letters]

    def _admitted(self) -> bool:
        """Let a call pass, or send it away and tell when to come again."""
        counter = self.server.counter
        time.sleep(counter.behaviour.latency)
        refused = counter.refuses()
        if refused:
            later = {"Retry-After": str(counter.behaviour.retry)}
            self._say(HTTPStatus(refused), {"received": False}, later)
        return not refused

    def _path(self) -> str:
        return urlsplit(self.path).path

    def _firm(self) -> str:
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        return token.strip() or ANYBODY if kind == "Bearer" else ANYBODY

    def _say(
        self, status: HTTPStatus, told: Any, headers: Mapping[str, str] | None = None
    ) -> None:
        body = json.dumps(told, ensure_ascii=False).encode()
        self._write(status, "application/json", body, headers or {})

    def _write(
        self,
        status: HTTPStatus,
        kind: str,
        body: bytes,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet; what came and went is in the journal."""


def wrapped(bodies: list[bytes], last: int) -> bytes:
    """Wrap receipts, each a message of its own, into one document."""
    inner = b"\n".join(body.partition(b"?>")[2].strip() for body in bodies)
    return (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<receipts epoch="%d" after="%d">\n%s\n</receipts>\n' % (EPOCH, last, inner)
    )


@contextmanager
def listening(
    counter: Counter, host: str = "127.0.0.1", port: int = 0
) -> Iterator[Server]:
    """Serve a counter for a while; port 0 takes a free one."""
    with Server(counter, host, port) as server:
        thread = Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
