"""Both clients over a real line: a served window, a worker, and a window that dies."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.conftest import KEYS
from tests.door import Door, opened, packed
from tests.letters import message, papers, sender_of
from tests.parcels import PLATFORM, SELLER, parcel
from tongguan.client import (
    Acknowledgement,
    AsyncClient,
    Client,
    Cursor,
    CursorFile,
    ProblemError,
    TooLongError,
)
from tongguan.worker import Worker


@pytest.fixture(scope="module")
def door(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(server, tmp_path_factory.mktemp("client")) as door:
        worker = Worker(KEYS, lambda: psycopg.connect(door.window.dsn))
        working = threading.Thread(target=worker.run)
        working.start()
        yield door
        worker.stop()
        working.join()


def url(door: Door) -> str:
    return f"http://{door.place}"


def client(door: Door, firm: str = PLATFORM.code) -> Client:
    return Client(url(door), door.keys[firm])


def send_all(door: Door, serial: int) -> Acknowledgement:
    """Send the papers of a parcel by their senders; return what kept the list."""
    for paper in papers(parcel(serial)):
        with client(door, sender_of(paper)) as line:
            kept = line.send(message(paper))
    return kept


def test_a_list_is_waited_for_until_it_is_released(door: Door) -> None:
    kept = send_all(door, 1)
    with client(door, SELLER.code) as line:
        receipts = line.wait(kept, timeout=20)
        told = [(one.message, one.status, one.final) for one in receipts]
        assert told[0] == ("CEB622", "2", False)
        assert ("CEB622", "800", True) in told
        assert not any(one.refused for one in receipts)
        assert line.cursor == Cursor()


def test_the_same_bytes_are_kept_once(door: Door) -> None:
    body = message(parcel(2).order)
    with client(door) as line:
        first, again = line.send(body), line.send(body)
    assert (first.duplicate, again.duplicate) == (False, True)
    assert first.id == again.id


def test_a_zip_is_kept_message_by_message(door: Door) -> None:
    bodies = [message(parcel(serial).order) for serial in (3, 4)]
    with client(door) as line:
        kept = line.send_all(packed(*bodies))
        with pytest.raises(TooLongError) as told:  # their lists never come
            line.wait(kept, timeout=1)
    waited = told.value.receipts
    assert {one.key for one in waited} == {f"1100PF0001_TD0000000{n}" for n in (3, 4)}


def test_receipts_follow_the_cursor_and_a_file_keeps_it(
    door: Door, tmp_path: Path
) -> None:
    file = CursorFile(tmp_path / "cursor.json")
    assert file.load() == Cursor()
    send_all(door, 5)
    with client(door) as line:
        first = next(line.receipts())
        assert line.cursor == Cursor(), "a receipt in hand is not yet dealt with"
        every = list(line.receipts())
        file.keep(line.cursor)
    assert every[0] == first
    assert [one.cursor.seq for one in every] == list(range(1, len(every) + 1))
    assert file.load() == every[-1].cursor


def test_a_trial_says_what_is_wrong_and_stores_nothing(door: Door) -> None:
    with client(door) as line:
        told = line.check(b"<CEB311Message/>")
        assert told["rejected"]
        assert told["messages"][0]["faults"]


def test_a_wrong_key_is_a_problem_in_both_languages(door: Door) -> None:
    with Client(url(door), "tg_wrong") as line, pytest.raises(ProblemError) as told:
        line.send(message(parcel(6).order))
    assert (told.value.status, told.value.code) == (401, "RGT-1001")
    assert "密钥" in str(told.value)
    assert "key" in str(told.value)


def test_the_awaited_client_says_the_same(door: Door) -> None:
    async def talk() -> list[str]:
        async with AsyncClient(url(door), door.keys[PLATFORM.code]) as line:
            kept = await line.send(b"<CEB311Message/>")
            waited = await line.wait(kept, timeout=20)
            pulled = [one async for one in line.receipts()]
            assert waited[-1] in pulled
            return [one.message for one in waited]

    assert asyncio.run(talk()) == ["CEB900"]
