"""`/api/v1` over HTTP: try, assess, ask after one's own lists, and nothing else."""

import json
from collections.abc import Iterator

import pytest

from tests.door import Door, opened, packed
from tests.letters import STRANGER, message, papers
from tests.parcels import PLATFORM, SELLER, parcel

CHECK, ASSESS, LISTS = "/api/v1/check", "/api/v1/assess", "/api/v1/lists"
TINS = {"date": "2026-11-01", "lines": [{"hs": "1901101090", "quantity": 6}]}


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("api")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def test_a_whole_set_is_tried_and_nothing_is_stored(door: Door) -> None:
    bodies = [message(paper) for paper in papers(parcel(1))]
    status, told = door.call(CHECK, packed(*bodies), firm=SELLER.code)

    outcomes = {one["paper"]: one["outcome"] for one in told["papers"]}
    assert (status, told["rejected"]) == (200, False)
    assert outcomes["declaration"] == "release"
    assert door.window.rows("SELECT count(*) FROM inbound_message") == [(0,)]


def test_nobody_learns_by_trying_what_others_have_sent(door: Door) -> None:
    dossier = parcel(1)
    door.window.send(dossier.order, dossier.payment, dossier.waybill)
    body = message(dossier.declaration)

    told = door.call(CHECK, body, firm=STRANGER.code)[1]
    (paper,) = told["papers"]
    assert paper["waiting_for"] == ["order", "payment", "waybill"]


def test_a_purchase_is_assessed_without_a_key(door: Door) -> None:
    asked = {**TINS, "lines": [{**TINS["lines"][0], "unit_price": "238.00"}]}
    status, told = door.call(ASSESS, json.dumps(asked).encode(), key="")
    assert (status, told["treatment"], told["payable"]) == (200, "reduced", "129.95")

    status, told = door.call(ASSESS, json.dumps([asked, asked]).encode(), key="")
    assert (status, [one["payable"] for one in told]) == (200, ["129.95"] * 2)


def test_three_ways_are_compared_without_a_key(door: Door) -> None:
    asked = {**TINS, "lines": [{**TINS["lines"][0], "unit_price": "238.00"}]}
    status, told = door.call("/api/v1/what-if", json.dumps(asked).encode(), key="")
    assert (status, told["cheapest"]) == (200, "retail")
    assert [it["tax"] for it in told["ways"]] == ["129.95", "185.64", "266.32"]
    status, told = door.call("/api/v1/what-if", b"[]", key="")
    assert (status, told["code"]) == (422, "TRN-1006")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "TRN-1005"),
        (b"[" * 100_000, 400, "TRN-1005"),
        (json.dumps(TINS).encode(), 422, "TRN-1006"),
        (json.dumps([TINS] * 1001).encode(), 413, "TRN-1007"),
    ],
)
def test_a_bad_request_is_told_what_is_wrong(
    door: Door, body: bytes, status: int, code: str
) -> None:
    given, told = door.call(ASSESS, body, key="")
    assert (given, told["code"]) == (status, code)


def test_a_list_is_shown_to_its_own_firms_only(door: Door) -> None:
    dossier = parcel(1)
    door.window.send(*papers(dossier))
    (row,) = door.window.rows("SELECT number, preliminary_number FROM declaration")

    for number in (*row, dossier.order.number):
        for firm in (SELLER.code, PLATFORM.code):
            status, told = door.call(f"{LISTS}/{number}", firm=firm)
            assert (status, told["state"], told["status"]) == (200, "released", "800")
        assert door.call(f"{LISTS}/{number}", firm=STRANGER.code)[0] == 404


@pytest.mark.parametrize("number", ["%00", "NONE", "'--"])
def test_a_list_that_is_not_there_is_not_found(door: Door, number: str) -> None:
    status, told = door.call(f"{LISTS}/{number}", firm=SELLER.code)
    assert (status, told["code"]) == (404, "REF-1004")


@pytest.mark.parametrize("way", [CHECK, f"{LISTS}/1"])
def test_a_stranger_without_a_key_is_refused(door: Door, way: str) -> None:
    data = b"<x/>" if way == CHECK else None
    status, told = door.call(way, data, key="tg_wrong")
    assert (status, told["code"]) == (401, "RGT-1001")


def test_the_interface_describes_itself(door: Door) -> None:
    status, told = door.call("/api/v1/openapi.json", key="")
    assert status == 200
    assert {ASSESS, CHECK, f"{LISTS}/{{number}}"} <= set(told["paths"])
    assert {"/api/v1/messages", "/api/v1/messages/{name}"} <= set(told["paths"])
    acts = [act for path in told["paths"].values() for act in path.values()]
    assert all(act["summary"] for act in acts)
