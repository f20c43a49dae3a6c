"""The line to a customs elsewhere: folders, refusals, unreadable answers, and death."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

from tests.forwarding import Front
from tests.letters import again, message, papers, sender_of
from tests.parcels import SELLER, parcel
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE
from tongguan.gateway.chinaport.channels import AwayError
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import listening
from tongguan.gateway.chinaport.simulator.folder import Folder
from tongguan.gateway.chinaport.simulator.modes import Behaviour
from tongguan.plumbing import clock
from tongguan.plumbing.forwarding.address import address_of
from tongguan.plumbing.trouble import CannotRunError
from tongguan.trade.papers import Action

ASIDE = "SELECT form, reason FROM upstream_receipt WHERE outcome = 'aside'"
TAX, PARCELS, DEATHS = 4423, 12, 6


@contextmanager
def window_before(dsn: str, address: str) -> Iterator[Front]:
    opened = Front(dsn, address)
    try:
        yield opened
    finally:
        opened.close()


def test_messages_and_receipts_travel_through_folders(dsn: str, tmp_path: Path) -> None:
    customs = Folder(tmp_path, Counter())
    whole = papers(parcel(1))
    with window_before(dsn, f"folder:{tmp_path}") as window:
        window.send(*whole)
        assert window.states(*whole) == ["forwarded"] * 4
        (tmp_path / "in" / "0.xml").write_bytes(b"<half")
        customs.look(clock.now())
        customs.look(clock.now())
        window.forwarder.drain()

        assert window.states(*whole) == ["concluded"] * 3 + ["released"]
        assert window.rows(ASIDE) == [("unreadable", "无法解读 it can't be read")]
        assert list((tmp_path / "in").iterdir()) == []
        assert len(list((tmp_path / "read").iterdir())) == 18
        assert len(list((tmp_path / "done").iterdir())) == 4


class Refusing(BaseHTTPRequestHandler):
    """A customs that will not receive a thing."""

    status: ClassVar = 422

    def do_POST(self) -> None:
        """Refuse."""
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(self.status, b"no")

    def do_GET(self) -> None:
        """Have nothing to say."""
        self._answer(200, b'<receipts epoch="1" after="0"></receipts>')

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@contextmanager
def refusing(status: int) -> Iterator[str]:
    handler = type("Refuser", (Refusing,), {"status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_what_the_customs_will_not_receive_is_told_and_may_be_sent_anew(
    dsn: str,
) -> None:
    whole = papers(parcel(1))
    with refusing(422) as url, window_before(dsn, url) as window:
        window.send(*whole)
        assert window.states(*whole) == ["lodged"] * 4
        said = window.receipts(whole[3])
        assert [it.status for it in said] == ["2", "4"]
        assert said[-1].text.endswith("：HTTP 422 no")
        assert window.balance(GUARANTEE, SELLER.code).used == 0

    with listening(Counter()) as server, window_before(dsn, server.url) as window:
        number = said[-1].content["keys"]["preliminary_number"]
        listed = replace(whole[3], preliminary_number=number)
        window.send(again(listed, action=Action.CHANGE))
        assert window.states(*whole) == ["concluded"] * 3 + ["released"]
        assert window.balance(GUARANTEE, SELLER.code).posted == TAX


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_any_other_refusal_waits(dsn: str, status: int) -> None:
    whole = papers(parcel(1))
    with refusing(status) as url, window_before(dsn, url) as window:
        with pytest.raises(AwayError, match=str(status)):
            window.send(*whole)
        assert window.statuses(whole[3]) == ["2"]
        assert window.rooms.forwarding.condition().waiting == 4


def test_an_address_that_is_none_is_told_at_once() -> None:
    assert address_of("here") is None
    with pytest.raises(CannotRunError, match="TONGGUAN_CUSTOMS"):
        address_of("customs.example")
    named = address_of("https://1100PT0001:s%2Fcret@customs.example/gate")
    assert named is not None
    assert (named.firm, named.key) == ("1100PT0001", "s/cret")
    assert named.shown == "https://customs.example/gate"


@pytest.mark.crash
@pytest.mark.slow
def test_killed_at_any_moment_nothing_is_lost_and_nothing_is_sent_twice(
    dsn: str, tmp_path: Path
) -> None:
    chance = random.Random(11)
    counter = Counter(behaviour=Behaviour(latency=0.02))
    parcels = [parcel(n) for n in range(1, PARCELS + 1)]
    with listening(counter) as server, window_before(dsn, server.url) as window:
        for one in parcels:
            for paper in papers(one):
                window.post(sender_of(paper), message(paper))
        window.worker.drain()
        for _ in range(DEATHS):
            process = forwarder(dsn, server.url, tmp_path)
            time.sleep(chance.uniform(1.5, 3.0))
            process.send_signal(signal.SIGKILL)
            process.wait()
        window.forwarder.drain()

        lists = [one.declaration for one in parcels]
        assert window.states(*lists) == ["released"] * PARCELS
        assert len(counter.known) == 4 * PARCELS
        assert {*map(tuple, map(window.statuses, lists))} == {("2", "3", "120", "800")}
        assert window.balance(GUARANTEE, SELLER.code).posted == TAX * PARCELS
        assert window.rows("SELECT count(*) FROM tax_bill") == [(PARCELS,)]
        assert window.rooms.ledger.disagreements() == []


def forwarder(dsn: str, url: str, home: Path) -> "subprocess.Popen[bytes]":
    """Start the process that forwards."""
    key = home / "root.key"
    key.write_text(bytes(range(32)).hex(), encoding="ascii")
    environ = {
        **os.environ,
        "DATABASE_URL": dsn,
        "TONGGUAN_HOME": str(home),
        "TONGGUAN_CUSTOMS": url,
    }
    command = [sys.executable, "-m", "tongguan.forwarder"]
    return subprocess.Popen(command, env=environ)
