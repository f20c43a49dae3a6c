"""Receipts are waited for, confirmed and followed across epochs, over HTTP."""

import base64
import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.door import Door, opened
from tests.letters import message
from tests.parcels import PLATFORM, parcel
from tongguan.plumbing import clock

RECEIPTS, CURSOR = "/ceb/receipts", "/ceb/receipts/cursor"


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("door")) as door:
        yield door


@pytest.fixture(autouse=True)
def _nothing_received(door: Door) -> None:
    door.window.clean()


def put(door: Door, body: bytes) -> tuple[int, Any]:
    line = HTTPConnection(door.place, timeout=20)
    headers = {"Authorization": f"Bearer {door.keys[PLATFORM.code]}"}
    line.request("PUT", CURSOR, body, headers)
    answer = line.getresponse()
    told = json.loads(answer.read())
    line.close()
    return answer.status, told


def confirmations(door: Door) -> list[Any]:
    asked = "SELECT detail FROM journal WHERE action = 'confirm-receipts' ORDER BY id"
    return [detail for (detail,) in door.window.rows(asked)]


def test_a_waiting_firm_is_answered_when_its_receipt_is_committed(door: Door) -> None:
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(door.call, f"{RECEIPTS}?wait=15")
        time.sleep(0.5)
        assert not waiting.done()
        door.window.send(parcel(1).order)
        status, told = waiting.result()

    assert time.monotonic() - began < 10
    assert (status, [one["message"] for one in told["receipts"]]) == (200, ["CEB312"])


def test_what_is_there_is_given_without_waiting_and_time_runs_out(door: Door) -> None:
    door.window.send(parcel(1).order)
    began = time.monotonic()
    assert len(door.call(f"{RECEIPTS}?wait=30")[1]["receipts"]) == 1
    assert time.monotonic() - began < 5

    _, told = door.call(f"{RECEIPTS}?after=1&wait=1")
    assert told["receipts"] == []
    assert told["cursor"] == {"epoch": 1, "seq": 1}
    assert time.monotonic() - began > 1


def test_a_firm_confirms_what_it_has_and_gets_it_signed(door: Door) -> None:
    for serial in (1, 2):
        door.window.send(parcel(serial).order)

    status, told = put(door, b'{"epoch": 1, "seq": 2}')
    assert (status, told["last"]) == (200, {"epoch": 1, "seq": 2})
    at = told["confirmed"].pop("at")
    assert told["confirmed"] == {"epoch": 1, "seq": 2}
    assert told["statement"] == f"confirmed {PLATFORM.code} 1.2 {at}"
    signed = told["signature"]
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signed["public_key"]))
    key.verify(base64.b64decode(signed["value"]), told["statement"].encode())

    assert put(door, b'{"epoch": 1, "seq": 1}')[1]["confirmed"]["seq"] == 2
    assert door.call(CURSOR)[1]["statement"] == told["statement"]
    assert confirmations(door) == [{"epoch": 1, "seq": 2}]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b'{"epoch": 1}', b'{"epoch": 1, "seq": true}', b'{"epoch":1,"seq":2}'],
    ids=["nothing", "a list", "half of it", "no number", "not sent yet"],
)
def test_what_is_no_receipt_can_t_be_confirmed(door: Door, body: bytes) -> None:
    door.window.send(parcel(1).order)
    status, told = put(door, body)
    assert (status, told["code"]) == (422, "TRN-1041")
    assert confirmations(door) == []


def test_a_cursor_leads_from_one_epoch_into_the_next(door: Door) -> None:
    door.window.send(parcel(1).order)
    with door.window.connection.transaction():
        door.window.rooms.outbox.begin_epoch(clock.now())
    door.window.post(PLATFORM.code, message(parcel(2).order))
    door.window.worker.drain()

    seen, cursor = [], {"epoch": 1, "seq": 0}
    for _ in range(4):
        asked = f"{RECEIPTS}?epoch={cursor['epoch']}&after={cursor['seq']}&limit=1"
        _, told = door.call(asked)
        cursor = told["cursor"]
        seen += [(one["epoch"], one["seq"], one["message"]) for one in told["receipts"]]

    assert seen == [(1, 1, "CEB312"), (2, 1, "EPOCH"), (2, 2, "CEB312")]
    assert cursor == {"epoch": 2, "seq": 2}
    _, body = door.call(f"{RECEIPTS}?format=xml")
    assert body.count(b"CEB312Message ") == 2
    assert b'<receipts epoch="2" after="2">' in body
