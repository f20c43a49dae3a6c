"""What is written once, at the end, is what would have been written step by step."""

from collections import Counter
from random import Random
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import KEYS, TEMPLATE, execute
from tests.window import Window
from tongguan import worker as working
from tongguan.demo.letters import letters
from tongguan.demo.planting import plant
from tongguan.demo.zone import sandbox
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.worker import Worker

PAPERS = """
SELECT kind, owner, number, id, version, state, link_owner, link_number, sender, guid,
       position FROM paper ORDER BY kind, owner, number"""
MOVES = """
SELECT p.kind, p.owner, p.number, m.version, m.name, m.source, m.target, m.actor,
       m.reason
  FROM paper_move AS m JOIN paper AS p ON p.id = m.paper
 ORDER BY p.kind, p.owner, p.number, m.id"""
LISTS = """
SELECT platform_code, order_number, version, number, preliminary_number, treatment,
       tax_fen, channel, waiting, reasons, void FROM declaration
 ORDER BY platform_code, order_number"""
ACCOUNTS = """
SELECT book, account, limit_fen, held_fen, posted_fen FROM ledger_account
 WHERE held_fen + posted_fen > 0 ORDER BY book, account"""
BILLS = """
SELECT list_number, duty_fen, vat_fen, consumption_fen FROM tax_bill
 ORDER BY list_number"""
SAME = (PAPERS, MOVES, LISTS, ACCOUNTS, BILLS)


@pytest.fixture
def windows(server: str) -> Any:
    """Two databases that are alike."""
    made = []
    for name in ("once", "stepwise"):
        execute(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        made.append(Window(make_conninfo(server, dbname=name)))
    yield made
    for window, name in zip(made, ("once", "stepwise"), strict=True):
        window.close()
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def stepwise(dsn: str) -> Worker:
    """Return a worker that writes every step, and clears what is committed."""
    worker = Worker(KEYS, lambda: psycopg.connect(dsn))
    worker._rooms = Rooms.over(worker._connection, KEYS)  # noqa: SLF001
    return worker


def said(window: Window) -> dict[str, Counter[Any]]:
    """Say what every recipient was told, whatever the order of its papers."""
    codes = [code for (code,) in window.rows("SELECT code FROM recipient")]
    pulled = {
        code: window.rooms.outbox.pull(code, after=(0, 0), limit=10**6)
        for code in codes
    }
    return {
        code: Counter((it.kind, it.key, it.status, it.code, it.text) for it in told)
        for code, told in pulled.items()
    }


def test_the_same_messages_leave_the_same_records(
    windows: list[Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    zone, rng = sandbox(), Random(8)
    parcels = plant(120, 8, zone=zone, at=clock.now())
    sent = letters(rng, parcels, zone)
    once, steps = windows
    for window in windows:
        for letter in sent:
            window.post(letter.sender, letter.data)
    once.worker.drain()
    slow = stepwise(steps.dsn)
    monkeypatch.setattr(working, "clear_fresh", lambda *_: None)
    slow.drain()
    slow.close()

    for query in SAME:
        assert once.rows(query) == steps.rows(query), query
    assert said(once) == said(steps)
    states = Counter(state for (state,) in once.rows("SELECT state FROM paper"))
    assert states["released"] > 80
