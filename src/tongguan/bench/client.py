"""装载端 Sends what was written, on many lines at once, and notes when.

Run as a module it is the process that loads a window. It speaks HTTP/1.1 by hand over
one `epoll`: whatever it takes from the machine is not the window's, so it takes little.

In a closed loop it sends as long as few messages wait to be read. In an open loop each
message has its instant, and is late from that instant on, whenever it is sent.
"""

import mmap
import select
import socket
import sys
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from tongguan.bench.gauge import Gauge
from tongguan.bench.spool import Spool, read

ACCEPTED, FULL = b"202", (b"429", b"503")
HEAD_END, LENGTH = b"\r\n\r\n", b"content-length:"
CHUNK = 65536
RECONNECT_SECONDS = 0.05
PATIENCE_SECONDS = 120.0
IDLE_SECONDS = 0.01


class Order(msgspec.Struct, kw_only=True):
    """装载令 What to send where: at a rate, or as fast as it is taken.

    `window` is how many papers may wait to be read; `refused_again` says whether what
    was refused goes to the end of the line rather than to its front.
    """

    folder: str
    host: str
    port: int
    path: str
    keys: dict[str, str]
    lines: int
    database: str
    rate: float = 0.0
    window: int = 24000
    seconds: float = 0.0
    refused_again: bool = False


class Notes(msgspec.Struct):
    """装载记录 When each message fell due, was sent and was acknowledged; 0 is never.

    `refusals` holds how many milliseconds each refusal took.
    """

    due: list[float]
    sent: list[float]
    acknowledged: list[float]
    refusals: list[float]
    troubles: list[str]
    cpu_seconds: float = 0.0


@dataclass(slots=True, eq=False)
class Line:
    """连接 One connection: the message on it, and how much has gone and come."""

    wire: socket.socket
    message: int = -1
    asked: float = 0.0
    left: memoryview = field(default_factory=lambda: memoryview(b""))
    heard: bytes = b""
    pressed: bool = False


class Client:
    """Sends every message of a spool until each is acknowledged."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._spool: Spool = read(Path(order.folder))
        contents = self._spool.contents
        with self._spool.bodies.open("rb") as file:
            self._bodies = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._waiting = deque(range(len(contents.sizes)))
        self._due = self._spool.due(order.rate) if order.rate else []
        self._lines: dict[int, Line] = {}
        self._idle: list[Line] = []
        self._poll = select.epoll()
        self._gauge = Gauge(order.database)
        self._last_due = max(self._due, default=0.0)
        self._in_flight = 0
        self._reopen_at = 0.0
        self._not_before = 0.0
        self._heads = {
            firm: (
                f"POST {order.path} HTTP/1.1\r\nHost: {order.host}\r\n"
                f"Authorization: Bearer {key}\r\nContent-Type: application/xml\r\n"
                "Content-Length: %d\r\n\r\n"
            ).encode()
            for firm, key in order.keys.items()
        }
        none = [0.0] * len(contents.sizes)
        self.notes = Notes([*none], [*none], [*none], [], [])

    def run(self) -> Notes:
        """Send all there is, or until the time is over."""
        self._began, taken = time.time(), time.process_time()
        self._zero = time.perf_counter()
        if self._due:
            self.notes.due = [self._began + due for due in self._due]
        until = self._order.seconds or float("inf")
        heard_at = 0.0
        while self._waiting or self._in_flight:
            now = self._now()
            if now > until or now - heard_at > PATIENCE_SECONDS:
                break
            self._open(now)
            self._send(now)
            for number, _ in self._poll.poll(self._pause(now)):
                heard_at = now
                self._serve(self._lines[number])
        self.notes.cpu_seconds = time.process_time() - taken
        self._close()
        return self.notes

    def _close(self) -> None:
        """Hang up on every line."""
        for line in self._lines.values():
            line.wire.close()
        self._poll.close()
        self._bodies.close()

    def _now(self) -> float:
        return time.perf_counter() - self._zero

    def _pause(self, now: float) -> float:
        """Wait no longer than to the next instant at which something is due."""
        if self._due and self._waiting and self._idle:
            return max(0.0, min(IDLE_SECONDS, self._due[self._waiting[0]] - now))
        return IDLE_SECONDS

    def _open(self, now: float) -> None:
        """Have as many lines as were ordered."""
        if now < self._reopen_at:
            return
        while len(self._lines) < self._order.lines:
            try:
                wire = socket.create_connection((self._order.host, self._order.port))
            except OSError:
                self._reopen_at = now + RECONNECT_SECONDS
                return
            wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            wire.settimeout(0)
            line = Line(wire)
            self._lines[wire.fileno()] = line
            self._poll.register(wire, select.EPOLLIN)
            self._idle.append(line)

    def _send(self, now: float) -> None:
        """Send what is due, or what there is room for."""
        entries = self._spool.contents.entries
        while self._idle and self._waiting and now >= self._not_before:
            message = self._waiting[0]
            if self._due:
                if self._due[message] > now:
                    return
            elif not self._gauge.room(entries[message], self._order.window, now):
                return
            self._waiting.popleft()
            self._begin(self._idle.pop(), message)

    def _begin(self, line: Line, message: int) -> None:
        contents = self._spool.contents
        size, place = contents.sizes[message], contents.places[message]
        head = self._heads[contents.senders[message]] % size
        line.message, line.asked, line.heard = message, time.time(), b""
        line.left = memoryview(head + self._bodies[place : place + size])
        self._in_flight += 1
        if not self.notes.sent[message]:
            self.notes.sent[message] = line.asked
            self.notes.due[message] = self.notes.due[message] or line.asked
        self._write(line)

    def _write(self, line: Line) -> None:
        try:
            line.left = line.left[line.wire.send(line.left) :]
        except BlockingIOError:
            pass
        except OSError:
            self._lose(line)
            return
        if bool(line.left) is not line.pressed:
            line.pressed = not line.pressed
            more = select.EPOLLOUT if line.pressed else 0
            self._poll.modify(line.wire, select.EPOLLIN | more)

    def _serve(self, line: Line) -> None:
        """Send on what is left of a message, and hear its answer."""
        if line.left:
            self._write(line)
        try:
            heard = line.wire.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        if not heard:
            self._lose(line)
            return
        line.heard += heard
        if line.message >= 0 and is_whole(line.heard):
            self._answered(line)

    def _answered(self, line: Line) -> None:
        """Note an acknowledgement; send again what was refused for want of room."""
        message, status, now = line.message, line.heard[9:12], time.time()
        line.message = -1
        self._in_flight -= 1
        if status == ACCEPTED:
            self.notes.acknowledged[message] = now
        elif status in FULL:
            self.notes.refusals.append((now - line.asked) * 1000)
            self._again(message)
        else:
            self.notes.troubles.append(line.heard[:500].decode(errors="replace"))
        if line.left:
            self._lose(line)
        else:
            self._idle.append(line)

    def _again(self, message: int) -> None:
        if self._order.refused_again:
            entries = self._spool.contents.entries[message]
            self._last_due += entries / (4 * self._order.rate)
            self._due[message] = self._last_due
            self._waiting.append(message)
        else:
            self._waiting.appendleft(message)
            self._not_before = self._now() + RECONNECT_SECONDS

    def _lose(self, line: Line) -> None:
        """Give a broken line up; what was on it is sent again."""
        if self._lines.pop(line.wire.fileno(), None) is None:
            return
        self._poll.unregister(line.wire)
        line.wire.close()
        if line in self._idle:
            self._idle.remove(line)
        if line.message >= 0:
            self._in_flight -= 1
            self._waiting.appendleft(line.message)


def is_whole(heard: bytes) -> bool:
    """Tell whether an answer has come to its end."""
    end = heard.find(HEAD_END)
    if end < 0:
        return False
    head = heard[:end].lower()
    _, found, rest = head.partition(LENGTH)
    length = int(rest.partition(b"\r\n")[0]) if found else 0
    return len(heard) >= end + len(HEAD_END) + length


def main() -> None:
    """Read an order from standard input; write the notes to standard output."""
    order = msgspec.json.decode(sys.stdin.buffer.read(), type=Order)
    sys.stdout.buffer.write(msgspec.json.encode(Client(order).run()))


if __name__ == "__main__":
    main()
