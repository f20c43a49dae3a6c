"""What a firm sent, what it is owed, and the evidence of both, over HTTP."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from tests.door import Door, opened
from tests.letters import STRANGER, message, papers
from tests.parcels import PLATFORM, SELLER, parcel
from tongguan.gateway.chinaport.container import MESSAGE, examined

RECEIVED, ALARMS = "/api/v1/received", "/api/v1/alarms"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("received")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def own(door: Door, firm: str) -> Any:
    return door.call(RECEIVED, firm=firm)[1]["messages"]


def test_a_firm_sees_the_chain_of_every_message(door: Door) -> None:
    order, payment, waybill, listed = papers(parcel(1))
    door.window.send(order, listed, waybill)

    (mine,) = own(door, SELLER.code)
    assert door.call(f"{RECEIVED}/{mine['id']}", firm=SELLER.code)[1] == mine
    assert (mine["message"], mine["state"], mine["receipts"]) == ("CEB621", "read", 2)
    assert [(it["stage"], it["standing"]) for it in mine["chain"]] == [
        ("kept", "came"),
        ("read", "came"),
        ("final", "waiting"),
    ]
    assert mine["chain"][2]["waiting_for"] == ["payment"]
    assert mine["chain"][2]["at"] == mine["papers"][0]["deadline"]

    door.window.send(payment)
    (mine,) = own(door, SELLER.code)
    assert mine["chain"][2]["standing"] == "came"
    assert mine["papers"][0]["final"] is True


def test_messages_are_listed_in_pages(door: Door) -> None:
    for serial in range(3):
        door.window.send(parcel(serial).order)
    seen, before = [], ""
    while True:
        _, page = door.call(f"{RECEIVED}?limit=2{before}")
        seen += [one["id"] for one in page["messages"]]
        if page["before"] is None:
            break
        before = f"&before={page['before']}"
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 3


def test_an_alarm_is_told_to_its_firm_and_ends_with_the_receipt(door: Door) -> None:
    number = door.window.post(PLATFORM.code, message(parcel(1).order))
    with door.window.connection.transaction():
        door.window.connection.execute(
            b"UPDATE inbound_message SET received_at = received_at - interval '1 hour'"
        )
    status, told = door.call(ALARMS)
    assert (status, told["count"]) == (200, 1)
    assert told["alarms"][0]["matter"] == "unread"
    assert told["alarms"][0]["message"] == number
    assert door.call(ALARMS, firm=STRANGER.code)[1] == {"alarms": [], "count": 0}

    door.window.worker.drain()
    assert door.call(ALARMS)[1] == {"alarms": [], "count": 0}


def test_evidence_is_whole_and_holds_what_was_sent_and_answered(door: Door) -> None:
    door.window.send(*papers(parcel(1)))
    listed = message(parcel(1).declaration)
    (mine,) = own(door, SELLER.code)
    status, made = door.call(f"{RECEIVED}/{mine['id']}/evidence", firm=SELLER.code)
    key = door.call("/api/v1/evidence-key", key="")[1]["public_key"]

    verdict = examined(made, bytes.fromhex(key))
    assert (status, verdict.flaws) == (200, ())
    assert verdict.manifest["sha256"] == mine["sha256"]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert files[MESSAGE] == listed
    told = json.loads(files["receipts.json"])
    assert [one["status"] for one in told] == ["2", "120", "800", "1"]
    assert sorted(name for name in files if name.startswith("receipts/")) == [
        f"receipts/1.{one['seq']:06d}-{one['message']}.xml" for one in told
    ]
    (decision,) = json.loads(files["decisions.json"])
    assert (decision["state"], decision["channel"]) == ("released", "release")
    assert decision["assessment"]["payable"] == "44.23"
    assert [move["move"] for move in decision["moves"]] == [
        *("lodge", "accept", "release"),
    ]
    lines = door.window.rows("SELECT actor, action, subject FROM journal")
    assert lines == [(SELLER.code, "evidence", f"message/{mine['id']}")]


def test_another_s_message_is_told_like_a_missing_one(door: Door) -> None:
    door.window.send(parcel(1).order)
    (mine,) = own(door, PLATFORM.code)
    for way in ("", "/evidence"):
        answers = [
            door.call(f"{RECEIVED}/{number}{way}", firm=STRANGER.code)
            for number in (mine["id"], mine["id"] + 1)
        ]
        assert answers[0] == answers[1]
        assert (answers[0][0], answers[0][1]["code"]) == (404, "REF-1041")
        assert door.call(f"{RECEIVED}/{mine['id']}{way}", key="")[0] == 401
