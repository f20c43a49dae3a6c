"""模拟部门的门 A stand-in over HTTP: `POST /SUBJECT`; `GET /` says how it answers."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

from tongguan.gateway.agencies import stand as triggers
from tongguan.gateway.agencies.channel import READ_MOST, AwayError, RefusedError
from tongguan.gateway.agencies.stand import Stand


class Server(ThreadingHTTPServer):
    """HTTP server of one stand-in."""

    daemon_threads = True

    def __init__(self, stand: Stand, host: str, port: int) -> None:
        self.stand = stand
        super().__init__((host, port), Door)

    @property
    def url(self) -> str:
        """Where it listens."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}"


class Door(BaseHTTPRequestHandler):
    """Serves one connection."""

    server: Server
    timeout: ClassVar = 60

    def do_POST(self) -> None:
        """Answer one question."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > READ_MOST:
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"{}")
            return
        body = self.rfile.read(length)
        key = self.headers.get("Idempotency-Key") or ""
        try:
            said = self.server.stand.ask(self.path.strip("/"), key, body)
        except AwayError as trouble:
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, _fault(trouble))
        except RefusedError as fault:
            self._say(HTTPStatus.UNPROCESSABLE_ENTITY, _fault(fault))
        else:
            self._say(HTTPStatus.OK, said)

    def do_GET(self) -> None:
        """Say what this is."""
        self._say(HTTPStatus.OK, (triggers.__doc__ or "").encode(), "text/plain")

    def _say(
        self, status: HTTPStatus, body: bytes, kind: str = "application/json"
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


def _fault(trouble: Exception) -> bytes:
    return json.dumps({"detail": str(trouble)}, ensure_ascii=False).encode()


@contextmanager
def listening(stand: Stand, host: str = "127.0.0.1", port: int = 0) -> Iterator[Server]:
    """Serve a stand-in for a while; port 0 takes a free one."""
    with Server(stand, host, port) as server:
        thread = Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
