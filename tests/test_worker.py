"""A worker outlives bad messages, lost races and dead colleagues."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest

from tests.conftest import KEYS
from tests.letters import message, papers, sender_of
from tests.parcels import parcel
from tests.window import Window
from tongguan import worker as working
from tongguan.gateway.chinaport.inbox import TRIES
from tongguan.plumbing.quick import Quick
from tongguan.worker import Worker

STATES = "SELECT id, state, attempts, reason FROM inbound_message ORDER BY id"
UNREAD = "SELECT count(*) FROM inbound_message WHERE state = 'received'"
POISON = 2
RELEASED = ["concluded", "concluded", "concluded", "released"]


@pytest.fixture
def window(dsn: str) -> Iterator[Window]:
    opened = Window(dsn)
    yield opened
    opened.close()


class Trapped(Quick):
    """Fails in a chosen way when a statement holds a chosen word."""

    word = b""
    faults: list[Exception]

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Run a statement, or fail."""
        if self.word and self.word in query and self.faults:
            raise self.faults.pop()
        return super().execute(query, *args, **kwargs)


class Counting(Quick):
    """Counts how often statements were planned anew."""

    planned: int

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Run a statement."""
        self.planned += b"DISCARD PLANS" in query
        return super().execute(query, *args, **kwargs)


def trapped(window: Window, word: bytes, *faults: Exception) -> Worker:
    connection = Trapped.connect(window.dsn)
    connection.word, connection.faults = word, list(faults)
    return Worker(KEYS, lambda: connection)


def post(window: Window, serial: int = 1) -> list[int]:
    return [
        window.post(sender_of(paper), message(paper))
        for paper in papers(parcel(serial))
    ]


def let_leases_run_out(window: Window) -> None:
    with window.connection.transaction():
        window.connection.execute(
            b"UPDATE inbound_message SET leased_until = leased_until - %s",
            [timedelta(hours=1)],
        )


@pytest.mark.parametrize(
    "fault",
    [psycopg.errors.DeadlockDetected(), psycopg.errors.SerializationFailure()],
    ids=["deadlock", "serialization"],
)
@pytest.mark.parametrize("word", [b"paper_id_seq", b"DELETE FROM wake"])
def test_a_lost_race_is_run_again(
    window: Window, word: bytes, fault: Exception
) -> None:
    post(window)
    worker = trapped(window, word, fault)
    worker.drain()
    worker.close()

    assert window.states(*papers(parcel(1))) == RELEASED
    assert {(state, tries) for _, state, tries, _ in window.rows(STATES)} == {
        ("read", 1)
    }


def test_plans_are_made_anew_as_batches_double(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "MESSAGES", 1)
    post(window, 1)
    post(window, 2)
    counting = Counting.connect(window.dsn)
    counting.planned = 0
    worker = Worker(KEYS, lambda: counting)
    worker.drain()
    worker.close()

    # Eight messages, what they woke, a last look and a sweep: 18, so 1, 2, 4, 8 and 16.
    assert counting.planned == 5


def test_races_lost_again_and_again_set_nothing_aside(window: Window) -> None:
    post(window)
    races = [psycopg.errors.DeadlockDetected() for _ in range(40)]
    worker = trapped(window, b"FROM wake", *races)
    worker.drain()
    worker.close()

    assert window.states(*papers(parcel(1))) == RELEASED
    assert window.rows("SELECT count(*) FROM journal") == [(0,)]


def test_a_message_nobody_can_work_on_is_set_aside_and_the_others_are_read(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [*post(window, 1), *post(window, 2)]
    bad, process = numbers[POISON], working.process

    def stumbling(rooms: Any, messages: Any, at: Any) -> None:
        if any(one.id == bad for one in messages):
            raise ZeroDivisionError
        process(rooms, messages, at)

    monkeypatch.setattr(working, "process", stumbling)
    window.worker.drain()

    states = {number: state for number, state, _, _ in window.rows(STATES)}
    assert states.pop(bad) == "quarantined"
    assert set(states.values()) == {"read"}
    assert window.states(*papers(parcel(2))) == RELEASED
    assert [sent for sent in window.pulled("1100LG0001") if sent.message == bad] == []

    monkeypatch.setattr(working, "process", process)
    with window.connection.transaction():
        assert window.rooms.inbox.replay(bad)
    window.worker.drain()
    assert window.states(*papers(parcel(1))) == RELEASED


class DeathError(BaseException):
    """The process is gone: nothing after it is run."""


def test_a_message_that_kills_its_reader_takes_no_other_with_it(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [*post(window, 1), *post(window, 2)]
    bad, process = numbers[POISON], working.process

    def deadly(rooms: Any, messages: Any, at: Any) -> None:
        if any(one.id == bad for one in messages):
            raise DeathError
        process(rooms, messages, at)

    monkeypatch.setattr(working, "process", deadly)
    deaths = 0
    while window.rows(UNREAD) != [(0,)]:
        worker = Worker(KEYS, lambda: psycopg.connect(window.dsn))
        try:
            worker.drain()
        except DeathError:
            deaths += 1
        worker.close()
        let_leases_run_out(window)

    assert deaths == TRIES
    states = {number: (state, why) for number, state, _, why in window.rows(STATES)}
    assert states.pop(bad) == ("quarantined", "its reader died of it")
    assert set(states.values()) == {("read", "")}
    assert window.states(*papers(parcel(2))) == RELEASED


def test_a_set_nobody_can_work_on_is_set_aside_and_written_down(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    post(window, 1)
    post(window, 2)
    clear = working.clear_batch

    def stumbling(rooms: Any, at: Any, size: int) -> int:
        woken = rooms.register.claim_wakes(size)
        if bad in rooms.register.lists_of(woken):
            raise ZeroDivisionError
        rooms.register.wake(woken)
        return clear(rooms, at, size)

    bad = 0
    worker = Worker(KEYS, lambda: psycopg.connect(window.dsn))
    monkeypatch.setattr(working, "clear_fresh", lambda *_: None)
    monkeypatch.setattr(working, "clear_batch", lambda *_: 0)
    worker.work()
    bad = window.standing(parcel(1).declaration).id
    monkeypatch.setattr(working, "clear_batch", stumbling)
    worker.drain()
    worker.close()

    assert window.states(*papers(parcel(2))) == RELEASED
    assert window.states(parcel(1).declaration) == ["lodged"]
    said = window.rows("SELECT DISTINCT actor, action, result FROM journal")
    assert said == [("worker", "quarantine", "failed")]


def test_a_worker_that_died_after_its_lease_is_followed_by_another(
    window: Window,
) -> None:
    post(window)
    with psycopg.connect(window.dsn) as connection:
        dead = Worker(KEYS, lambda: connection)
        dead._rooms.inbox.lease(3, working.clock.now())  # noqa: SLF001 - half of its work
        connection.commit()
        window.worker.drain()
        assert window.rows("SELECT count(*) FROM paper") == [(1,)]

    deadline = time.monotonic() + 10
    while window.rows("SELECT count(*) FROM paper") != [(4,)]:
        assert time.monotonic() < deadline, "the dead worker's lease is not taken over"
        window.worker.drain()
    assert window.states(*papers(parcel(1))) == RELEASED


def test_a_lost_connection_ends_the_worker(window: Window) -> None:
    post(window)
    worker = trapped(window, b"paper_id_seq", psycopg.OperationalError("gone"))

    with pytest.raises(psycopg.OperationalError, match="gone"):
        worker.drain()
    worker.close()
