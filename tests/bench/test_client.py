"""The load client: every message until it is acknowledged, refused or not."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import msgspec
import pytest

from tongguan.bench.client import Client, Order, is_whole
from tongguan.bench.spool import Spool, signed_with, write
from tongguan.bench.workload import Plan, Workload
from tongguan.demo.zone import sandbox
from tongguan.plumbing.clock import SHANGHAI

NOON = datetime(2026, 11, 21, 12, tzinfo=SHANGHAI)


class Door(ThreadingHTTPServer):
    """Takes messages, after it has treated some of them badly."""

    daemon_threads = True

    def __init__(self, refuses: int, hangs_up: int) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.refuses, self.hangs_up = refuses, hangs_up
        self.taken: Counter[tuple[str, bytes]] = Counter()


class Answer(BaseHTTPRequestHandler):
    """One connection to the door."""

    protocol_version = "HTTP/1.1"
    server: Door

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.hangs_up:
            self.server.hangs_up -= 1
            self.close_connection = True
            return
        status = 202
        if self.server.refuses:
            self.server.refuses -= 1
            status = 503
        else:
            self.server.taken[self.headers["Authorization"], body] += 1
        self.send_response(status)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    plan = Plan(lists=8, batch=4, seed=3, run="0000test", at=NOON)
    return write(tmp_path, Workload(plan), signed_with({}))


def order(spool: Spool, door: Door) -> Order:
    host, port = door.server_address[:2]
    return Order(
        folder=str(spool.folder),
        host=str(host),
        port=port,
        path="/ceb/messages",
        keys={firm: f"key of {firm}" for firm in sandbox().names},
        lines=3,
        database="",
        rate=400.0,
    )


@pytest.fixture
def serving() -> Iterator[Door]:
    with Door(refuses=2, hangs_up=2) as door:
        Thread(target=door.serve_forever, daemon=True).start()
        yield door
        door.shutdown()


def test_every_message_arrives_once_whatever_happens(
    spool: Spool, serving: Door
) -> None:
    notes = Client(order(spool, serving)).run()
    bodies, wanted = spool.bodies.read_bytes(), Counter[tuple[str, bytes]]()
    contents = spool.contents
    for sender, place, size in zip(
        contents.senders, contents.places, contents.sizes, strict=True
    ):
        wanted[f"Bearer key of {sender}", bodies[place : place + size]] += 1
    assert serving.taken == wanted
    assert len(notes.refusals) == 2
    assert notes.troubles == []
    assert all(sent >= due for sent, due in zip(notes.sent, notes.due, strict=True))
    assert all(
        at > sent for at, sent in zip(notes.acknowledged, notes.sent, strict=True)
    )


def test_what_was_refused_goes_to_the_end_when_so_ordered(
    spool: Spool, serving: Door
) -> None:
    said = msgspec.structs.replace(order(spool, serving), refused_again=True)
    notes = Client(said).run()
    assert all(notes.acknowledged)
    assert serving.taken.total() == len(spool.contents.sizes)


@pytest.mark.parametrize(
    ("heard", "whole"),
    [
        (b"HTTP/1.1 202 Accepted\r\ncontent-length: 2\r\n\r\n{}", True),
        (b"HTTP/1.1 202 Accepted\r\nContent-Length: 2\r\n\r\n{", False),
        (b"HTTP/1.1 204 No Content\r\n\r\n", True),
        (b"HTTP/1.1 202 Acc", False),
    ],
)
def test_an_answer_is_whole_when_its_length_has_come(
    heard: bytes, *, whole: bool
) -> None:
    assert is_whole(heard) is whole
