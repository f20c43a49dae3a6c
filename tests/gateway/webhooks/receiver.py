"""A firm's own server: a real one, answering as it is told, keeping what it got."""

import json
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Receiver:
    """What was received, and what is answered: `replies` one by one, then 204."""

    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    echoes: bool = True
    drips: bool = False
    url: str = ""

    def told(self, kind: str) -> list[Any]:
        bodies = [json.loads(body) for _, body in self.received]
        return [one["data"] for one in bodies if one["type"] == kind]

    def answer(self, headers: dict[str, str], body: bytes) -> Reply:
        self.received.append((headers, body))
        if self.replies:
            return self.replies.pop(0)
        asked = json.loads(body)
        if self.echoes and asked["type"] == "endpoint.challenge":
            word = {"challenge": asked["data"]["challenge"]}
            return 200, {}, json.dumps(word).encode()
        return 204, {}, b""


class Handler(BaseHTTPRequestHandler):
    """Hands what comes to the receiver, and its answer back."""

    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        status, extra, said = self.receiver.answer(headers, body)
        self.send_response(status)
        if not self.receiver.drips:
            extra = {**extra, "content-length": str(len(said))}
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()
        if self.receiver.drips:
            self.drip()
        self.wfile.write(said)

    def drip(self) -> None:
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b".")
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        return


@contextmanager
def receiving(trust: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Receive on a port nobody has, over TLS where there is a certificate."""
    receiver = Receiver()
    handler = type("Own", (Handler,), {"receiver": receiver})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if trust is not None:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    scheme, host = ("https", "localhost") if trust else ("http", "127.0.0.1")
    receiver.url = f"{scheme}://{host}:{server.server_port}/hook"
    yield receiver
    server.shutdown()
    server.server_close()
