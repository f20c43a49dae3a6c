"""Talks held with made-up answers: when a call is repeated, and what it meant."""

from typing import Any

import httpx
import pytest

from tongguan.client.model import Cursor, ProblemError, TooLongError
from tongguan.client.talks import (
    Call,
    Patience,
    Rest,
    Wanted,
    asked,
    pulling,
    sending,
    waiting,
)

SOON = Patience(tries=4, first=0.1, longest=1.0)
KEPT = {
    "received": True,
    "id": 7,
    "sha256": "ab",
    "received_at": "2026-11-11T00:00:00+08:00",
    "duplicate": False,
}


def receipt(seq: int, received: int, key: str, *, final: bool) -> dict[str, Any]:
    return {
        "epoch": 1,
        "seq": seq,
        "message": "CEB312",
        "received": received,
        "key": key,
        "status": "120",
        "code": "1800",
        "text": "",
        "time": "2026-11-11T00:00:00.000+08:00",
        "final": final,
        "findings": [],
    }


def page(*receipts: dict[str, Any]) -> httpx.Response:
    return httpx.Response(200, json={"receipts": list(receipts)})


def held(talk: Any, *answers: httpx.Response | None) -> tuple[Any, list[Any]]:
    """Hold a talk with these answers; return what came of it and the steps."""
    left, steps, said = list(answers), [], None
    try:
        while True:
            step = talk.send(said)
            steps.append(step)
            said = left.pop(0) if isinstance(step, Call) else None
    except StopIteration as end:
        assert not left
        return end.value, steps


def test_a_broken_line_and_a_busy_window_are_tried_again() -> None:
    busy = httpx.Response(503, headers={"Retry-After": "3"}, json={})
    told, steps = held(
        sending(b"<m/>", "", SOON), None, busy, httpx.Response(202, json=KEPT)
    )
    rests = [step.seconds for step in steps if isinstance(step, Rest)]

    assert [one.id for one in told] == [7]
    assert 0.05 <= rests[0] <= 0.1
    assert rests[1] == 3.0
    assert len({id(step) for step in steps if isinstance(step, Call)}) == 1


def test_patience_ends_with_what_the_window_said_last() -> None:
    busy = httpx.Response(429, json={"code": "TRN-1040", "title": "太快"})
    with pytest.raises(ProblemError, match="TRN-1040"):
        held(asked(Call(way="GET", path="/"), SOON), *[busy] * 4)
    with pytest.raises(httpx.ConnectError):
        held(asked(Call(way="GET", path="/"), SOON), *[None] * 4)


def test_a_refusal_is_not_tried_again() -> None:
    refusal = httpx.Response(
        401, json={"code": "RGT-1001", "title": "没有密钥", "title_en": "No key"}
    )
    with pytest.raises(ProblemError, match="401 RGT-1001 没有密钥 · No key") as told:
        held(asked(Call(way="GET", path="/"), SOON), refusal)
    assert told.value.told["code"] == "RGT-1001"


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"<m/>", "application/xml"),
        (b'\n {"CEB311Message": {}}', "application/json"),
        (b"PK\x03\x04", "application/zip"),
    ],
)
def test_the_bytes_say_what_they_are(data: bytes, media: str) -> None:
    _, (call,) = held(sending(data, "", SOON), httpx.Response(202, json=KEPT))
    assert (call.media, call.body) == (media, data)


def test_a_zip_is_acknowledged_one_by_one() -> None:
    both = {"received": True, "messages": [KEPT, KEPT | {"id": 8}]}
    told, _ = held(sending(b"PK\x03\x04", "", SOON), httpx.Response(202, json=both))
    assert [one.id for one in told] == [7, 8]


def test_a_pull_goes_on_from_the_last_receipt_whatever_its_epoch() -> None:
    told, (call,) = held(
        pulling(Cursor(1, 4), 0, SOON),
        page(receipt(5, 7, "A", final=False) | {"epoch": 2, "seq": 1}),
    )
    assert call.query == {"epoch": 1, "after": 4, "limit": 500, "wait": 0}
    assert told.cursor == (2, 1)
    assert held(pulling(Cursor(1, 4), 0, SOON), page())[0].cursor == (1, 4)


def test_one_waits_for_the_last_word_on_every_paper_of_every_message() -> None:
    told, _ = held(
        waiting(Wanted(frozenset({7, 8})), Cursor(), 60, SOON),
        page(receipt(1, 7, "A", final=False), receipt(2, 7, "B", final=False)),
        page(receipt(3, 7, "A", final=True), receipt(4, 9, "C", final=True)),
        page(),
        page(receipt(5, 7, "B", final=True)),
        page(receipt(6, 8, "D", final=True)),
    )
    assert [one.cursor.seq for one in told] == [1, 2, 3, 5, 6]


def test_waiting_ends_with_the_receipts_so_far() -> None:
    talk = waiting(Wanted(frozenset({7})), Cursor(), 0, SOON)
    with pytest.raises(TooLongError) as told:
        held(talk, page(receipt(1, 7, "A", final=False)))
    assert [one.key for one in told.value.receipts] == ["A"]
