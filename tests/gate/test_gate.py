"""The gate answers as the portal's door does, keeps together, refuses in time."""

import json
import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import KEYS, TEMPLATE, execute
from tests.door import packed
from tests.gate.gates import Open, opened, request
from tests.letters import message
from tests.parcels import PLATFORM, parcel
from tongguan.gateway.chinaport.envelope import Envelope, header_of, read_reply, seal
from tongguan.gateway.chinaport.posting import our_address, post
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.identity.store import ApiKeys

ORDER = message(parcel(1).order)
FIRM = PLATFORM.code


@pytest.fixture(scope="module")
def dsn(server: str) -> Iterator[str]:
    execute(server, f"CREATE DATABASE gate TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="gate")
    execute(server, "DROP DATABASE gate WITH (FORCE)")


@pytest.fixture(scope="module")
def gate(dsn: str) -> Iterator[Open]:
    with opened(dsn) as gate:
        yield gate


@pytest.fixture(autouse=True)
def _nothing_received(dsn: str) -> None:
    execute(dsn, "DELETE FROM inbound_message")


@pytest.fixture
def key(dsn: str) -> str:
    with psycopg.connect(dsn) as connection:
        return ApiKeys(connection).make(FIRM, "", clock.now())


def stored(dsn: str) -> int:
    with psycopg.connect(dsn) as connection:
        row = connection.execute("SELECT count(*) FROM inbound_message").fetchone()
    assert row is not None
    return int(row[0])


def enveloped(number: str, receiver: str = "") -> bytes:
    to = receiver or our_address()
    header = header_of(number, f"DXPYX{FIRM}", to, "CEB311Message", clock.now())
    return seal(Envelope(header=header, content=ORDER))


def plainly(body: dict[str, Any]) -> dict[str, Any]:
    """Leave out what differs from one transaction to the next."""
    return {k: v for k, v in body.items() if k not in {"id", "received_at"}}


BODIES = {
    "a message": ORDER,
    "the same again": ORDER,
    "any bytes": bytes(range(256)),
    "blank": b" \n",
    "too large": b"<x>" + b" " * (8 * 1024 * 1024),
    "an envelope": enveloped("E1"),
    "its number again": enveloped("E1").replace(b"</DxpMsg>", b" </DxpMsg>"),
    "for somebody else": enveloped("E2", "DXPNOBODY"),
    "a broken envelope": enveloped("E3").replace(b'ver="1.0"', b""),
}


def test_every_body_is_answered_as_by_the_plain_way(
    dsn: str, gate: Open, key: str
) -> None:
    with psycopg.connect(dsn) as connection, gate.caller() as caller:
        plain = []
        for body in BODIES.values():
            one = post(Rooms.over(connection, KEYS), FIRM, body, clock.now())
            plain.append((one.status, plainly(one.plain())))
        connection.rollback()
        told = [caller.call(body, key) for body in BODIES.values()]

    assert [(status, plainly(body)) for status, body in told] == plain
    assert [status for status, _ in told] == [
        *(202, 202, 202, 400, 413),
        *(202, 422, 422, 422),
    ]
    assert told[1][1] == told[0][1] | {"duplicate": True}


def test_pipelined_calls_are_kept_together_and_answered_in_their_order(
    dsn: str, gate: Open, key: str
) -> None:
    bodies = [b"<x>%d</x>" % n for n in range(200)]
    bodies[70] = b" "
    with gate.caller() as caller:
        caller.say(b"".join(request(body, key) for body in bodies))
        told = [caller.told() for _ in bodies]

    assert [status for status, _ in told] == [202] * 70 + [400] + [202] * 129
    ids = [body["id"] for status, body in told if status == 202]
    assert ids == sorted(ids)
    with psycopg.connect(dsn) as connection:
        rooms = Rooms.over(connection, KEYS)
        assert rooms.inbox.bytes_of(told[150][1]["id"]) == bodies[150]
        rows = connection.execute(
            "SELECT count(DISTINCT xmin::text) FROM inbound_message"
        )
        assert rows.fetchall()[0][0] < 20


def test_an_envelope_is_answered_as_its_platform_does_when_asked(
    gate: Open, key: str
) -> None:
    with gate.caller() as caller:
        caller.say(request(enveloped("E1"), key, Accept="application/xml"))
        answer = caller.hear()

    assert answer is not None
    assert (answer[0], answer[1]["Content-Type"]) == (202, "application/xml")
    assert [it.code for it in read_reply(answer[2]).responses] == ["0000"]


def test_a_zip_is_as_many_messages_as_it_holds(dsn: str, gate: Open, key: str) -> None:
    with gate.caller() as caller:
        status, told = caller.call(packed(ORDER, b"<y/>", ORDER), key)
        assert (status, told["count"]) == (202, 3)
        assert [it["duplicate"] for it in told["messages"]] == [False, False, True]
        caller.say(request(packed(b"<z/>"), key, Accept="application/x-ndjson"))
        lines = caller.hear()
        assert lines is not None
        assert [json.loads(it)["received"] for it in lines[2].splitlines()] == [True]
        assert caller.call(packed(), key)[1]["code"] == "TRN-1001"
        assert caller.call(packed(ORDER)[:-30], key)[1]["code"] == "TRN-1002"
    assert stored(dsn) == 3


def test_a_key_that_is_none_or_no_more_opens_nothing(
    dsn: str, gate: Open, key: str
) -> None:
    with gate.caller() as caller:
        for wrong in ("", "tg_wrong", "x" * 5000):
            status, told = caller.call(ORDER, wrong)
            assert (status, told["code"], told["received"]) == (401, "RGT-1001", False)
        assert caller.call(ORDER, "", X_Api_Key=key)[0] == 202
        with psycopg.connect(dsn) as connection:
            assert ApiKeys(connection).revoke(key[:11], clock.now())
        time.sleep(1)
        assert caller.call(b"<x/>", key)[0] == 401
    assert stored(dsn) == 1


def test_other_addresses_and_methods_are_told_what_there_is(gate: Open) -> None:
    with gate.caller() as caller:
        caller.say(b"GET /healthz HTTP/1.1\r\n\r\n")
        caller.say(b"GET /ceb/messages HTTP/1.1\r\n\r\n")
        caller.say(b"POST /ceb/other HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody")
        well, method, address = caller.hear(), caller.hear(), caller.hear()

    assert well is not None
    assert (well[0], well[2]) == (200, b"ok")
    assert method is not None
    assert (method[0], method[1]["Allow"]) == (405, "POST")
    assert json.loads(method[2])["code"] == "TRN-1008"
    assert address is not None
    assert (address[0], json.loads(address[2])["code"]) == (404, "TRN-1009")


HOSTILE = {
    "no HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 9, 400),
    "a length that is none": (b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", 400),
    "a length below nothing": (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
    "a length beyond counting": (
        b"POST / HTTP/1.1\r\nContent-Length: " + b"9" * 40 + b"\r\n\r\n",
        400,
    ),
    "two lengths": (
        b"POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
        400,
    ),
    "length and chunks": (
        b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        400,
    ),
    "a head without end": (b"POST / HTTP/1.1\r\nX: " + b"y" * 400_000, 431),
    "headers without end": (b"POST / HTTP/1.1\r\n" + b"X: y\r\n" * 70_000, 431),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_who_does_not_speak_http_is_answered_once_and_left(
    gate: Open, data: tuple[bytes, int]
) -> None:
    said, status = data
    with gate.caller() as caller:
        with suppress(OSError):
            caller.say(said)
        answer = caller.hear()
        assert answer is not None
        assert (answer[0], answer[1]["Connection"]) == (status, "close")
        assert caller.hear() is None


def test_what_is_too_large_is_refused_before_it_is_sent(gate: Open, key: str) -> None:
    head = request(b"", key, Content_Length=str(13 * 1024 * 1024))
    with gate.caller() as caller:
        caller.say(head)
        answer = caller.hear()
        assert answer is not None
        assert (answer[0], answer[1]["Connection"]) == (413, "close")
        assert caller.hear() is None
    with gate.caller() as caller:
        caller.say(head.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"))
        assert caller.told()[0] == 413


def test_chunks_are_taken_up_to_what_a_message_may_have(
    dsn: str, gate: Open, key: str
) -> None:
    head = request(b"", key, Content_Length="", Transfer_Encoding="chunked")
    chunk = b"%x\r\n%s\r\n" % (1 << 20, b" " * (1 << 20))
    with gate.caller() as caller:
        caller.say(head + b"3\r\n<x>\r\n4\r\n</x>\r\n0\r\n\r\n")
        assert caller.told()[0] == 202
        with suppress(OSError):
            caller.say(head + chunk * 14)
        assert caller.told()[0] == 413
    assert stored(dsn) == 1


def test_a_body_is_asked_for_when_its_sender_waits_for_the_word(
    gate: Open, key: str
) -> None:
    with gate.caller() as caller:
        caller.say(request(b"", key, Content_Length="4", Expect="100-continue"))
        answer = caller.hear()
        assert answer is not None
        assert answer[0] == 100
        caller.say(b"<x/>")
        assert caller.told()[0] == 202


def test_a_caller_who_leaves_in_the_middle_leaves_nothing(
    dsn: str, gate: Open, key: str
) -> None:
    whole = request(ORDER, key)
    with gate.caller() as caller:
        caller.say(whole + whole[:-10])
        caller.socket.shutdown(socket.SHUT_WR)
        assert caller.told()[0] == 202
        assert caller.hear() is None
    assert stored(dsn) == 1


def test_another_protocol_is_not_taken_up_but_the_call_is_answered(
    gate: Open, key: str
) -> None:
    wish = request(ORDER, key, Connection="Upgrade", Upgrade="h2c")
    with gate.caller() as caller:
        caller.say(wish + request(b"<x/>", key))
        assert [caller.told()[0], caller.told()[0]] == [202, 202]
