"""Sheets over HTTP: a template, a preview, one sending, and nobody else's file."""

from collections.abc import Iterator

import pytest

from tests.door import Door, opened
from tests.gateway.bulk.test_imports import csv_of, order_rows
from tests.letters import STRANGER
from tests.parcels import parcel

IMPORTS = "/api/v1/imports"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("sheets")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def test_a_template_is_for_anybody(door: Door) -> None:
    status, body = door.call("/api/v1/templates/order.xlsx", key="")
    assert (status, body[:2]) == (200, b"PK")
    status, body = door.call("/api/v1/templates/order.csv", key="")
    assert (status, body[:3]) == (200, b"\xef\xbb\xbf")
    assert door.call("/api/v1/templates/nothing.csv", key="")[0] == 404


def test_a_sheet_is_previewed_sent_once_and_given_back(door: Door) -> None:
    rows = order_rows(parcel(1).order, parcel(2).order)
    rows[1]["OrderList.qty"] = "two"
    status, seen = door.call(f"{IMPORTS}?name=a.csv", csv_of(rows))
    one = f"{IMPORTS}/{seen['digest']}"

    assert (status, seen["paper"], seen["papers"], seen["good"]) == (200, "order", 2, 1)
    assert [(it["row"], it["column"], it["value"]) for it in seen["faults"]] == [
        (3, "OrderList.qty", "two")
    ]
    first = door.call(f"{one}/send?paper=order", b"")
    again = door.call(f"{one}/send?paper=order", b"")
    assert first[0] == 202
    assert first[1]["messages"] == again[1]["messages"]
    door.window.worker.drain()
    assert door.window.states(parcel(1).order) == ["lodged"]

    status, body = door.call(f"{one}/result.csv?paper=order")
    assert status == 200
    assert "SCH-1125" in body.decode("utf-8-sig")
    assert door.call(f"{one}/result.csv?paper=order", firm=STRANGER.code)[0] == 404


def test_what_is_no_sheet_is_a_problem(door: Door) -> None:
    status, told = door.call(IMPORTS, b"PK\x03\x04nothing")
    assert (status, told["code"]) == (422, "TRN-1103")
    assert door.call(f"{IMPORTS}?paper=nothing", b"a,b")[0] == 404
    assert door.call(IMPORTS, b"a,b", key="")[0] == 401
