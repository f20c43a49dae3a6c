"""A trial foretells what would become of messages, and leaves nothing behind."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.letters import POOR, declared_by, message, miscalled, papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.gateway.chinaport.trial import try_messages
from tongguan.plumbing import clock
from tongguan.trade.papers import AnyPaper

PARCEL = parcel(1)
ROWS = """
SELECT (SELECT count(*) FROM inbound_message) + (SELECT count(*) FROM paper)
     + (SELECT count(*) FROM receipt) + (SELECT count(*) FROM ledger_entry)"""


@pytest.fixture(scope="module")
def place(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE trial TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="trial")
    execute(server, "DROP DATABASE trial WITH (FORCE)")


@pytest.fixture
def window(place: str) -> Iterator[Window]:
    opened = Window(place)
    opened.clean()
    yield opened
    opened.close()


def tried(window: Window, *sheaf: AnyPaper, **more: Any) -> dict[str, Any]:
    bodies = [(str(n), message(paper)) for n, paper in enumerate(sheaf)]
    before = window.rows(ROWS)
    answer = try_messages(window.rooms, bodies, clock.now(), **more)
    assert window.rows(ROWS) == before
    return answer


def test_a_whole_set_is_foretold_with_its_tax(window: Window) -> None:
    told = tried(window, *papers(PARCEL))

    assert not told["rejected"]
    assert [paper["outcome"] for paper in told["papers"]] == [
        *("lodge", "lodge", "lodge", "release")
    ]
    listed = told["papers"][-1]
    assert listed["tax"]["payable"] == "44.23"
    assert [receipt["status"] for receipt in listed["receipts"]] == ["2", "120", "800"]


def test_what_is_on_the_register_counts(window: Window) -> None:
    window.send(PARCEL.order, PARCEL.payment)

    told = tried(window, PARCEL.declaration)
    assert told["papers"][0]["outcome"] == "wait"
    assert told["papers"][0]["waiting_for"] == ["waybill"]
    told = tried(window, PARCEL.declaration, PARCEL.waybill)
    assert told["papers"][0]["outcome"] == "release"


def test_every_finding_is_told(window: Window) -> None:
    wrong = replace(PARCEL.payment, amount=Decimal("500.00"))
    told = tried(window, PARCEL.order, wrong, PARCEL.waybill, PARCEL.declaration)

    assert told["rejected"]
    listed = told["papers"][-1]
    assert [finding["code"] for finding in listed["findings"]] == ["MAT-3005"]
    assert (listed["outcome"], listed["receipts"][-1]["status"]) == ("reject", "100")


def test_a_paper_wrong_by_itself_is_refused(window: Window) -> None:
    told = tried(window, miscalled(PARCEL.order))

    assert told["papers"][0]["outcome"] == "reject"
    assert [r["status"] for r in told["papers"][0]["receipts"]] == ["100"]


def test_a_guarantee_too_small_is_foretold(window: Window) -> None:
    told = tried(window, *papers(declared_by(PARCEL, POOR)))

    assert told["papers"][-1]["outcome"] == "suspend"


def test_another_day_has_its_own_law(window: Window) -> None:
    told = tried(window, *papers(PARCEL), as_of=date(2018, 4, 30))

    assert told["as_of"] == "2018-04-30"
    assert told["papers"][-1]["tax"]["payable"] == "57.83"  # 486 × 17% × 70%


def test_what_cannot_be_read_is_told_with_its_faults(window: Window) -> None:
    told = try_messages(window.rooms, [("x", b"hello")], clock.now())

    assert told["rejected"]
    assert told["messages"][0]["message"] == "Unknown"
    assert len(told["messages"][0]["faults"]) == 1
