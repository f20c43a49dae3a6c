"""One firm's address, pushed to at a pace of our own."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.gateway.webhooks.receiver import Receiver, receiving
from tests.parcels import PLATFORM, parcel
from tests.window import Window
from tongguan.gateway.webhooks.addresses import LOOPBACK_SETTING
from tongguan.gateway.webhooks.calling import Line
from tongguan.gateway.webhooks.pushing import push
from tongguan.gateway.webhooks.registering import (
    Acting,
    register,
)
from tongguan.plumbing import clock
from tongguan.plumbing.webhooks.model import Endpoint
from tongguan.plumbing.webhooks.rules import push_law

LAW = push_law().on(clock.today()).says


class Push:
    """One firm's address, pushed to at a pace of our own."""

    def __init__(self, window: Window, receiver: Receiver) -> None:
        self.window, self.receiver = window, receiver
        self.at = clock.now()
        self.line = Line(law=LAW, loopback=True)
        with window.connection.transaction():
            self.endpoint, self.secret = register(window.rooms, receiver.url, self.by())

    def by(self, firm: str = PLATFORM.code) -> Acting:
        return Acting(firm=firm, actor="tester", at=self.at)

    def go(self, rounds: int = 1, **later: int) -> int:
        self.at += timedelta(**later)
        window = self.window
        return sum(
            push(window.rooms, window.connection, self.line, lambda: self.at)
            for _ in range(rounds)
        )

    def order(self, serial: int) -> None:
        self.window.send(parcel(serial).order)

    def now(self) -> Endpoint:
        with self.window.connection.transaction():
            (found,) = self.window.rooms.webhooks.of_firm(PLATFORM.code)
        return found

    def deliveries(self) -> list[tuple[str, str, int, int]]:
        with self.window.connection.transaction():
            told = self.window.rooms.webhooks.deliveries(self.endpoint.id, 99)
        return [(it.matter, it.state, it.attempts, it.status) for it in told]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


@pytest.fixture(scope="module")
def window(server: str) -> Iterator[Window]:
    execute(server, f"CREATE DATABASE pushing TEMPLATE {TEMPLATE}")
    opened = Window(make_conninfo(server, dbname="pushing"))
    yield opened
    opened.close()
    execute(server, "DROP DATABASE pushing WITH (FORCE)")


@pytest.fixture
def pushed(window: Window, receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> Push:
    monkeypatch.setenv(LOOPBACK_SETTING, "1")
    window.clean()
    return Push(window, receiver)
