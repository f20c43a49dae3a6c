"""The door `/ceb` over HTTP: acknowledged after the commit, bounded, one's own only."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.door import Door, opened, packed
from tests.letters import STRANGER, message, papers
from tests.parcels import PLATFORM, SELLER, parcel
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.envelope import (
    Envelope,
    header_of,
    open_envelope,
    read_reply,
    seal,
)
from tongguan.gateway.chinaport.posting import our_address
from tongguan.plumbing import clock

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
        (packed(*[b"%d" % n for n in range(10_001)]), 413, "TRN-1003"),
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


def lines(door: Door, data: bytes) -> tuple[int, list[dict[str, Any]]]:
    status, told = door.call(MESSAGES, data, accept="application/x-ndjson")
    return status, [json.loads(line) for line in told.splitlines()]


def test_a_zip_is_told_line_by_line_when_asked(door: Door) -> None:
    bodies = [message(parcel(n).order) for n in range(3)]
    torn = bytearray(packed(*bodies))
    torn[torn.index(b"1.xml") + 5] ^= 0xFF  # the second no longer unpacks

    status, told = lines(door, bytes(torn))

    assert status == 202
    assert [(it["index"], it["name"], it["received"]) for it in told] == [
        (1, "0.xml", True),
        (2, "1.xml", False),
        (3, "2.xml", True),
    ]
    assert told[1]["code"] == "TRN-1002"
    assert stored(door) == 2
    assert [it.get("duplicate") for it in lines(door, packed(*bodies))[1]] == [
        True,
        False,
        True,
    ]


def test_a_large_zip_is_kept_group_by_group(door: Door) -> None:
    status, told = lines(door, packed(*[b"<x>%d</x>" % n for n in range(1200)]))

    assert status == 202
    assert [it["index"] for it in told if it["received"]] == list(range(1, 1201))
    assert stored(door) == 1200


def test_an_encrypted_zip_is_refused_whole(door: Door) -> None:
    locked = bytearray(packed(ORDER, ORDER + b" "))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1

    assert door.call(MESSAGES, bytes(locked))[1]["code"] == "TRN-1002"
    assert stored(door) == 0


def sealed(
    number: str, sender: str = f"DXPYX{PLATFORM.code}", receiver: str = ""
) -> bytes:
    header = header_of(
        number, sender, receiver or our_address(), "CEB311Message", clock.now()
    )
    return seal(Envelope(header=header, content=ORDER))


def test_an_envelope_is_opened_and_its_message_lodged(door: Door) -> None:
    status, told = door.call(MESSAGES, sealed("E1"))
    door.window.worker.drain()

    assert (status, told["received"], told["number"]) == (202, True, "E1")
    assert door.window.states(parcel(1).order) == ["lodged"]


def test_one_number_is_one_envelope(door: Door) -> None:
    first = sealed("E1")
    _, kept = door.call(MESSAGES, first)
    again = door.call(MESSAGES, first)
    status, told = door.call(MESSAGES, first.replace(b"</DxpMsg>", b" </DxpMsg>"))

    assert again == (202, kept | {"duplicate": True})
    assert (status, told["code"], told["number"]) == (422, "DUP-1002", "E1")
    assert door.call(MESSAGES, sealed("E1"), firm=STRANGER.code)[0] == 422
    assert stored(door) == 1


@pytest.mark.parametrize(
    ("envelope", "code", "reply"),
    [
        (sealed("E1", f"DXPYX{STRANGER.code}"), "RGT-1204", "2999"),
        (sealed("E1", receiver="DXPNOBODY"), "TRN-1022", "2001"),
        (sealed("E1"), "", "0000"),
    ],
    ids=["another's address", "for somebody else", "good"],
)
def test_an_envelope_is_answered_as_its_platform_does_when_asked(
    door: Door, envelope: bytes, code: str, reply: str
) -> None:
    status, body = door.call(MESSAGES, envelope, accept="application/xml")
    (response,) = read_reply(body).responses

    assert response.code == reply
    assert response.header == open_envelope(envelope).header
    assert stored(door) == (0 if code else 1)
    assert door.call(MESSAGES, envelope)[1].get("code", "") == code
    assert status == (422 if code else 202)


def test_a_broken_envelope_is_refused_with_every_place(door: Door) -> None:
    broken = sealed("E1").replace(b'ver="1.0"', b"").replace(b"MsgType>", b"Type>")
    status, told = door.call(MESSAGES, broken)

    assert (status, told["code"]) == (422, "TRN-1021")
    assert [it["place"]["path"] for it in told["faults"]] == [
        "/DxpMsg/@ver",
        "/DxpMsg/TransInfo/Type",
        "/DxpMsg/TransInfo/MsgType",
    ]
    assert stored(door) == 0


def test_a_message_that_names_anothers_address_is_not_read(door: Door) -> None:
    spoofed = ORDER.replace(b"DXPYX1100PF0001", f"DXPYX{STRANGER.code}".encode())
    nobodys = ORDER.replace(b"DXPYX1100PF0001", b"DXPNOBODY")
    door.call(MESSAGES, spoofed)
    door.call(MESSAGES, nobodys)
    door.window.worker.drain()

    told = door.window.pulled(PLATFORM.code)
    assert {(sent.kind, sent.code) for sent in told} == {
        ("format", "SCH-1111"),
        ("order", ""),
    }


def test_receipts_come_in_envelopes_when_asked(door: Door) -> None:
    door.window.send(*papers(parcel(1)))

    status, body = door.call(f"{RECEIPTS}?format=dxp&after=1", firm=SELLER.code)
    inner = [it.encode() for it in body.decode().splitlines()[2:-1] if it]
    found = [open_envelope(one) for one in inner]
    answers = [read_answers(it.content) for it in found]

    assert status == 200
    assert [it.header.number for it in found] == [
        f"DXPYX{SELLER.code}-1-{seq}" for seq in (2, 3, 4)
    ]
    assert {tuple(it.header.addresses) for it in found} == {(f"DXPYX{SELLER.code}",)}
    assert [it.header.message_type for it in found] == [
        "CEB622Message",
        "CEB622Message",
        "CEB816Message",
    ]
    assert [it.answers[0].status for it in answers] == ["120", "800", "1"]
