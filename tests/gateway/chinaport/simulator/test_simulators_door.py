"""The stand-in over HTTP: a message in, receipts out, and callers sent away."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from http.client import HTTPConnection
from typing import Any

import pytest
from lxml import etree

from tests.letters import message
from tests.parcels import parcel
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.envelope import (
    Envelope,
    business_of,
    header_of,
    seal,
)
from tongguan.gateway.chinaport.signing.verifying import verify
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import Server, listening
from tongguan.gateway.chinaport.simulator.modes import Behaviour
from tongguan.plumbing import clock

LIST = message(parcel(1).declaration)


@pytest.fixture(scope="module")
def door() -> Iterator[Server]:
    with listening(Counter()) as server:
        yield server


def call(
    server: Server, way: str, body: bytes | None = None, key: str = "A"
) -> tuple[int, Any, Any]:
    line = HTTPConnection(*server.server_address[:2], timeout=10)
    headers = {"Authorization": f"Bearer {key}"}
    line.request("GET" if body is None else "POST", way, body, headers)
    answer = line.getresponse()
    said = answer.read()
    line.close()
    is_json = "json" in answer.getheader("Content-Type", "")
    return answer.status, json.loads(said) if is_json else said, answer.headers


def test_a_message_is_acknowledged_and_answered(door: Server) -> None:
    status, told, _ = call(door, "/ceb/messages", LIST)
    assert (status, told["received"], told["duplicate"]) == (202, True, False)
    assert len(told["sha256"]) == 64

    status, told, _ = call(door, "/ceb/receipts?after=1")
    assert status == 200
    assert [(r["seq"], r["message"], r["status"]) for r in told["receipts"]] == [
        (2, "CEB622", "3"),
        (3, "CEB622", "120"),
        (4, "CEB622", "800"),
        (5, "CEB816", "1"),
    ]
    assert (told["epoch"], told["after"], told["last"]) == (1, 5, 5)
    assert call(door, "/ceb/messages", LIST)[1]["duplicate"] is True


def test_each_key_has_its_own_mailbox(door: Server) -> None:
    call(door, "/ceb/messages", LIST, key="B")
    _, told, _ = call(door, "/ceb/receipts", key="C")
    assert told["receipts"] == []


def test_receipts_come_as_the_messages_they_are(door: Server) -> None:
    call(door, "/ceb/messages", LIST, key="D")
    _, said, headers = call(door, "/ceb/receipts?format=xml", key="D")
    assert headers["Content-Type"] == "application/xml; charset=utf-8"
    assert said.count(b"<CEB622Message") == 4
    assert b'<receipts epoch="1" after="5">' in said


@pytest.mark.parametrize(
    ("way", "body", "status"),
    [
        ("/ceb/messages", b" ", 400),
        ("/elsewhere", LIST, 404),
        ("/elsewhere", None, 404),
        ("/ceb/receipts?after=x", None, 400),
        ("/healthz", None, 200),
    ],
)
def test_other_calls_are_answered_for_what_they_are(
    door: Server, way: str, body: bytes | None, status: int
) -> None:
    assert call(door, way, body)[0] == status


def test_whoever_looks_is_told_the_letters(door: Server) -> None:
    assert b"-T300-800" in call(door, "/")[1]


def test_who_is_sent_away_is_told_when_to_come_again() -> None:
    with listening(Counter(behaviour=Behaviour(throttled=100, retry=7))) as server:
        status, told, headers = call(server, "/ceb/messages", LIST)
    assert status in {429, 503}
    assert (told, headers["Retry-After"]) == ({"received": False}, "7")
    assert server.counter.known == {}


def test_receipts_come_in_signed_envelopes_and_a_forged_one_is_found_out() -> None:
    forged = message(replace(parcel(1).declaration, reference="Q1-T120-W"))
    with listening(Counter()) as server:
        call(server, "/ceb/messages", LIST, key="A")
        call(server, "/ceb/messages", forged, key="B")
        said = {key: call(server, WAY, key=key)[1] for key in ("A", "B")}
    day = clock.today()
    verdicts = {key: envelopes(document, day) for key, document in said.items()}
    assert verdicts == {"A": [True] * 5, "B": [False] * 3}


WAY = "/ceb/receipts?format=dxp"


def envelopes(document: bytes, day: date) -> list[bool]:
    """Say of every envelope whether it is signed well; open what is in it."""
    parts = [etree.tostring(it, encoding="UTF-8") for it in etree.fromstring(document)]
    assert {it.faults for it in map(read_answers, map(business_of, parts))} == {()}
    return [not verify(part, on=day).faults for part in parts]


def test_an_enveloped_message_is_taken_like_a_bare_one() -> None:
    header = header_of("1", "DXPENT01", "CUSTOMS", "CEB621Message", clock.now())
    with listening(Counter()) as server:
        call(server, "/ceb/messages", seal(Envelope(header=header, content=LIST)))
        _, told, _ = call(server, "/ceb/receipts")
    assert [it["status"] for it in told["receipts"]] == ["2", "3", "120", "800", "1"]
