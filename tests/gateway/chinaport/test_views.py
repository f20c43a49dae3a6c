"""The door `/ceb` over HTTP: acknowledged after the commit, bounded, one's own only."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.door import Door, opened, packed
from tests.letters import STRANGER, message, papers
from tests.parcels import SELLER, parcel

ORDER = message(parcel(1).order)
MESSAGES, RECEIPTS = "/ceb/messages", "/ceb/receipts"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("door")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def stored(door: Door) -> int:
    (row,) = door.window.rows("SELECT count(*) FROM inbound_message")
    return int(row[0])


def test_a_message_is_acknowledged_and_a_resend_gets_the_same_answer(
    door: Door,
) -> None:
    status, first = door.call(MESSAGES, ORDER)
    again = door.call(MESSAGES, ORDER)

    assert (status, first["received"], first["duplicate"]) == (202, True, False)
    assert again == (202, first | {"duplicate": True})
    assert door.window.rooms.inbox.bytes_of(first["id"]) == ORDER


def test_whatever_the_bytes_are_they_are_taken(door: Door) -> None:
    assert door.call(MESSAGES, bytes(range(256)))[0] == 202


def test_a_zip_is_as_many_messages_as_it_holds(door: Door) -> None:
    bodies = [message(parcel(n).order) for n in range(5)]
    status, told = door.call(MESSAGES, packed(*bodies, bodies[0]))

    assert status == 202
    assert [one["duplicate"] for one in told["messages"]] == [False] * 5 + [True]
    assert stored(door) == 5


@pytest.mark.parametrize(
    ("data", "status", "code"),
    [
        (b"  ", 400, "TRN-1001"),
        (packed(), 400, "TRN-1001"),
        (packed(ORDER)[:-30], 400, "TRN-1002"),
        (packed(ORDER, b" " * 9_000_000), 413, "TRN-1003"),
        (packed(*[b"%d" % n for n in range(201)]), 413, "TRN-1003"),
    ],
    ids=["blank", "an empty zip", "a cut zip", "a bomb", "too many"],
)
def test_what_is_no_message_is_refused_and_nothing_is_kept(
    door: Door, data: bytes, status: int, code: str
) -> None:
    answered, told = door.call(MESSAGES, data)

    assert (answered, told["code"], told["received"]) == (status, code, False)
    assert stored(door) == 0


@pytest.mark.parametrize("key", ["", "tg_wrong", "x" * 5000])
def test_nobody_is_served_without_a_key(door: Door, key: str) -> None:
    for way, data in ((MESSAGES, ORDER), (RECEIPTS, None)):
        status, told = door.call(way, data, key=key)
        assert (status, told["code"]) == (401, "RGT-1001")
    assert stored(door) == 0


def test_receipts_are_pulled_in_pages_from_a_cursor(door: Door) -> None:
    for serial in range(3):
        door.window.send(*papers(parcel(serial)))

    _, whole = door.call(RECEIPTS, firm=SELLER.code)
    paged: list[Any] = []
    while True:
        after = paged[-1]["seq"] if paged else 0
        _, page = door.call(f"{RECEIPTS}?after={after}&limit=2", firm=SELLER.code)
        assert (page["epoch"], page["last"]) == (1, 12)
        if not page["receipts"]:
            break
        paged += page["receipts"]

    assert paged == whole["receipts"]
    assert [one["seq"] for one in paged] == list(range(1, 13))
    statuses = [one["status"] for one in paged if one["message"] == "CEB622"]
    assert statuses == ["2", "120", "800"] * 3


def test_receipts_come_as_xml_when_asked(door: Door) -> None:
    door.window.send(*papers(parcel(1)))

    status, body = door.call(f"{RECEIPTS}?format=xml", firm=SELLER.code)
    assert status == 200
    assert body.startswith(b'<?xml version="1.0" encoding="UTF-8"?>')
    assert body.count(b"CEB622Message ") + body.count(b"CEB816Message ") >= 2


def test_nobody_pulls_anothers_receipts(door: Door) -> None:
    door.window.send(*papers(parcel(1)))

    assert door.call(RECEIPTS, firm=STRANGER.code)[1]["receipts"] == []


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "limit=0", "limit=501", "wait=31"]
)
def test_a_cursor_that_is_none_is_refused(door: Door, query: str) -> None:
    status, told = door.call(f"{RECEIPTS}?{query}")

    assert (status, told["code"]) == (400, "TRN-1004")
