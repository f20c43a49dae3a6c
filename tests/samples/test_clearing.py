"""The published messages through the real window: what becomes of each, and why."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.gateway.chinaport.official import (
    STANDARD,
    needs_standard,
    samples,
)
from tests.window import Window
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.catalogue import read_message
from tongguan.gateway.chinaport.outbox import messages

FOUR = ("311", "411", "511", "621")
SETS = STANDARD / "samples" / "synthetic"
pytestmark = needs_standard


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE samples TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="samples")
    execute(server, "DROP DATABASE samples WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    yield opened
    opened.close()


def post(window: Window, path: Path) -> str:
    data = path.read_bytes()
    transfer = read_message(data).transfer
    assert transfer
    window.post(transfer.code, data)
    return transfer.code


@pytest.mark.parametrize(
    ("kind", "tax"), [("imp-bonded-1210", 109_32), ("imp-direct-9610", 110_68)]
)
def test_a_synthetic_set_is_released_with_its_tax(
    window: Window, kind: str, tax: int
) -> None:
    senders = {post(window, SETS / f"{kind}-CEB{n}.xml") for n in FOUR}
    window.worker.drain()

    states = dict(window.rows("SELECT kind, state FROM paper"))
    assert states == {
        "order": "concluded",
        "payment": "concluded",
        "waybill": "concluded",
        "declaration": "released",
    }
    bill = "SELECT duty_fen + vat_fen + consumption_fen FROM tax_bill"
    assert window.rows(bill) == [(tax,)]
    assert window.rooms.ledger.disagreements() == []
    for code in senders:
        for written in messages(window.rooms, window.pulled(code)):
            assert read_answers(written).faults == ()


def test_every_published_message_is_answered_with_its_findings(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their signatures are made up: none of them can verify."""
    monkeypatch.setenv("TONGGUAN_SIGNATURES", "off")
    published = [path for path in samples(FOUR) if path.parent != SETS]
    codes = {post(window, path) for path in published}
    window.worker.drain()

    assert window.rows("SELECT DISTINCT state FROM inbound_message") == [("read",)]
    told = [sent for code in codes for sent in window.pulled(code)]
    (count,) = window.rows("SELECT count(*) FROM inbound_message")[0]
    assert count == len(published) == 8
    assert {sent.message for sent in told} == set(range(1, count + 1))
    for sent in told:
        assert sent.status == "100" or sent.status[0] == "-"  # both editions, one key
        assert sent.findings
        for finding in sent.findings:
            assert finding["code"]
            assert finding["zh"]
            assert finding["en"]
            assert finding["remedy"]["zh"]
    assert window.rows("SELECT count(*) FROM ledger_entry") == [(0,)]
