"""A gate in this process, on a thread of its own, over a fresh database."""

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

import psycopg

from tests.conftest import KEYS
from tongguan.gate.keeping import Desk
from tongguan.gate.lanes import HELD_AT_ONCE
from tongguan.gate.server import Gate
from tongguan.journeys.rooms import SANDBOX
from tongguan.serving import free_port

Answer = tuple[int, dict[str, str], bytes]


def request(body: bytes, key: str = "", **headers: str) -> bytes:
    """Write a call as a client does."""
    named = {"Authorization": f"Bearer {key}", "Content-Length": str(len(body))}
    named |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"POST /ceb/messages HTTP/1.1\r\n{lines}\r\n".encode() + body


class Caller:
    """One connection to a gate."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self._file = self.socket.makefile("rb")

    def say(self, data: bytes) -> None:
        self.socket.sendall(data)

    def hear(self) -> Answer | None:
        """Read one answer; None when the gate has nothing more to say."""
        line = self._file.readline()
        if not line:
            return None
        headers = {}
        while (text := self._file.readline().decode().strip()) != "":
            name, _, value = text.partition(": ")
            headers[name] = value
        body = self._file.read(int(headers.get("Content-Length", 0)))
        return int(line.split()[1]), headers, body

    def told(self) -> tuple[int, Any]:
        answer = self.hear()
        assert answer is not None
        return answer[0], json.loads(answer[2])

    def call(self, body: bytes, key: str, **headers: str) -> tuple[int, Any]:
        self.say(request(body, key, **headers))
        return self.told()

    def close(self) -> None:
        self._file.close()
        self.socket.close()


@dataclass(frozen=True)
class Open:
    """A gate that is open: where, and how to close it."""

    port: int
    close: Callable[[], None]

    @contextmanager
    def caller(self) -> Iterator[Caller]:
        caller = Caller(self.port)
        try:
            yield caller
        finally:
            caller.close()


@contextmanager
def opened(dsn: str, held_at_once: int = HELD_AT_ONCE) -> Iterator[Open]:
    """Open a gate over a database; it ends in order."""
    port, started = free_port(), Event()
    ends: list[Callable[[], None]] = []

    def desk() -> Desk:
        return Desk(KEYS, SANDBOX, lambda: psycopg.connect(dsn))

    async def run() -> None:
        until = asyncio.Event()
        loop = asyncio.get_running_loop()
        ends.append(lambda: loop.call_soon_threadsafe(until.set))
        loop.call_later(0.3, started.set)
        await Gate(desk, held_at_once).run("127.0.0.1", port, until)

    thread = Thread(target=lambda: asyncio.run(run()))
    thread.start()
    assert started.wait(20)
    try:
        yield Open(port, ends[0])
    finally:
        with suppress(RuntimeError):  # it may have ended before
            ends[0]()
        thread.join(20)
        assert not thread.is_alive()
