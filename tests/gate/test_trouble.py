"""Too much at once, a lost database, an end in the middle: nothing told is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest

from tests.conftest import KEYS
from tests.door import environ
from tests.gate.gates import Caller, opened, request
from tests.parcels import PLATFORM, SELLER
from tongguan.gate import connection, server
from tongguan.gate.capacity import EACH
from tongguan.gate.keeping import Desk, Keeper
from tongguan.gateway.problems import Problem
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.serving import free_port

FIRM = PLATFORM.code
BODIES = [b"<x>%02d</x>" % n for n in range(30)]


@pytest.fixture
def keys(dsn: str) -> dict[str, str]:
    with psycopg.connect(dsn) as connection:
        made = ApiKeys(connection)
        return {it: made.make(it, "", clock.now()) for it in (FIRM, SELLER.code)}


def rows(dsn: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(dsn) as connection:
        return connection.execute(statement.encode()).fetchall()


def stored(dsn: str) -> list[int]:
    return [it for (it,) in rows(dsn, "SELECT id FROM inbound_message ORDER BY id")]


@contextmanager
def locked(dsn: str) -> Iterator[None]:
    """Let nobody write messages for a while."""
    with psycopg.connect(dsn) as connection:
        connection.execute("LOCK TABLE inbound_message IN EXCLUSIVE MODE")
        yield


def await_writer(dsn: str) -> int:
    """Wait until somebody waits for the lock; return whose server process it is."""
    waiting = "SELECT pid FROM pg_locks WHERE NOT granted"
    for _ in range(500):
        found = rows(dsn, waiting)
        if found:
            return int(found[0][0])
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def test_what_can_not_be_kept_is_refused_at_once_and_taken_later(
    dsn: str, keys: dict[str, str]
) -> None:
    with opened(dsn, held_at_once=20 * (EACH + 10)) as gate:
        callers = [Caller(gate.port) for _ in range(31)]
        greedy, modest = callers[:30], callers[30]
        assert greedy[0].call(b" ", keys[FIRM])[0] == 400  # whose key it is, is known
        assert modest.call(b" ", keys[SELLER.code])[0] == 400
        with locked(dsn):
            for caller, body in zip(greedy, BODIES, strict=True):
                caller.say(request(body, keys[FIRM]))
            modest.say(request(b"<modest/>", keys[SELLER.code]))
            answers = [caller.hear() for caller in greedy[10:]]  # with the lock held
        told = [caller.told()[0] for caller in callers[:10]]
        late = modest.told()[0]
        again = [
            caller.call(body, keys[FIRM])[0]
            for caller, body in zip(greedy[10:], BODIES[10:], strict=True)
        ]
        for caller in callers:
            caller.close()

    refused = [(it[0], it[1]["Retry-After"]) for it in answers if it]
    assert refused == [(503, "5")] * 20
    assert (told, late, again) == ([202] * 10, 202, [202] * 20)
    assert len(stored(dsn)) == 31


def test_nothing_more_is_taken_while_too_much_waits_to_be_read(
    dsn: str, keys: dict[str, str]
) -> None:
    with psycopg.connect(dsn) as connection:
        Rooms.over(connection, KEYS).inbox.put("A", b"<x/>", clock.now())
        connection.execute(
            "INSERT INTO inbound_message (sender, digest, body, size, received_at,"
            " state, message_type, guid, edition, attempts, reason, signed_by, number)"
            " SELECT 'B', int4send(n), '', 0, now(), 'received', '', '', '', 0, '', '',"
            " '' FROM generate_series(1, 39999) AS n"
        )
    with opened(dsn) as gate, gate.caller() as caller:
        assert caller.call(b"<y/>", keys[FIRM])[1]["code"] == "SYS-9002"
        with psycopg.connect(dsn) as connection:
            connection.execute("UPDATE inbound_message SET state = 'read'")
        time.sleep(1)
        assert caller.call(b"<y/>", keys[FIRM])[0] == 202


def test_one_message_that_can_not_be_kept_spoils_no_other(
    dsn: str, keys: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with psycopg.connect(dsn) as connection:
        connection.execute(
            "ALTER TABLE inbound_message ADD CHECK (size <> 13) NOT VALID"
        )
    with opened(dsn) as gate, gate.caller() as caller:
        bodies = [b"<a/>", b"<thirteen..!>", b"<b/>"]
        caller.say(b"".join(request(body, keys[FIRM]) for body in bodies))
        told = [caller.told() for _ in bodies]

    assert [status for status, _ in told] == [202, 500, 202]
    assert (told[1][1]["code"], told[1][1]["received"]) == ("SYS-9001", None)
    assert stored(dsn) == [told[0][1]["id"], told[2][1]["id"]]
    assert "a message could not be kept" in caplog.text


def test_a_connection_lost_in_the_middle_is_made_up_for(
    dsn: str, keys: dict[str, str]
) -> None:
    with opened(dsn) as gate, gate.caller() as caller:
        with locked(dsn):
            caller.say(request(b"<x/>", keys[FIRM]))
            writer = await_writer(dsn)
            rows(dsn, f"SELECT pg_terminate_backend({writer})")
        status, told = caller.told()

    assert (status, told["duplicate"]) == (202, False)
    assert stored(dsn) == [told["id"]]


class LostOnce(psycopg.Connection[Any]):
    """A connection that is lost after its first commit, before that is heard of."""

    @contextmanager
    def transaction(self, *args: Any, **more: Any) -> Iterator[psycopg.Transaction]:
        with super().transaction(*args, **more) as inside:
            yield inside
        self.close()
        raise psycopg.OperationalError("lost")


def test_a_commit_nobody_heard_of_is_found_again(dsn: str) -> None:
    ways = [LostOnce.connect(dsn), psycopg.connect(dsn)]
    desk = Desk(KEYS, SANDBOX, lambda: ways.pop(0))
    with psycopg.connect(dsn) as connection:
        Rooms.over(connection, KEYS).inbox.put(FIRM, b"<old/>", clock.now())

    told = Keeper(desk).keep([(FIRM, b"<old/>"), (FIRM, b"<x/>"), (FIRM, b" ")])
    desk.close()

    assert [it.accepted and it.accepted.duplicate for it in told] == [True, False, None]
    assert [it.accepted.id for it in told if it.accepted] == stored(dsn)


def test_without_a_database_everybody_is_asked_to_come_again(dsn: str) -> None:
    def refused() -> psycopg.Connection[Any]:
        raise psycopg.OperationalError("nobody listens")

    told = Keeper(Desk(KEYS, SANDBOX, refused)).keep([(FIRM, b"<x/>")] * 2)

    assert [it.problem for it in told] == [Problem.BUSY] * 2
    assert stored(dsn) == []


def test_who_was_read_is_answered_before_the_gate_closes(
    dsn: str, keys: dict[str, str]
) -> None:
    with opened(dsn) as gate, gate.caller() as caller, gate.caller() as idle:
        with locked(dsn):
            caller.say(request(b"<x/>", keys[FIRM]))
            await_writer(dsn)
            gate.close()
            assert idle.hear() is None
        answer = caller.hear()
        assert answer is not None
        assert (answer[0], answer[1]["Connection"]) == (202, "close")
    assert len(stored(dsn)) == 1


@pytest.mark.crash
def test_nothing_acknowledged_is_lost_when_the_gate_is_killed(
    dsn: str, keys: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    told: list[int] = []
    command = [sys.executable, "-m", "tongguan.gate", "127.0.0.1", str(port)]
    with subprocess.Popen(command, env=environ(dsn, tmp_path)) as gate:
        await_listener(port)
        senders = [
            Thread(target=send, args=(port, keys[FIRM], n, told)) for n in range(8)
        ]
        for sender in senders:
            sender.start()
        while len(told) < 200:
            assert gate.poll() is None
            time.sleep(0.01)
        os.kill(gate.pid, signal.SIGKILL)
        for sender in senders:
            sender.join(30)

    assert len(set(told)) == len(told) >= 200
    assert set(told) <= set(stored(dsn))


def send(port: int, key: str, number: int, told: list[int]) -> None:
    """Send one message after another until nobody answers."""
    caller = Caller(port)
    try:
        for turn in range(100_000):
            status, body = caller.call(b"<x>%d-%d</x>" % (number, turn), key)
            assert status == 202
            told.append(body["id"])
    except (OSError, AssertionError):
        pass
    finally:
        caller.close()


def await_listener(port: int) -> None:
    for _ in range(600):
        try:
            Caller(port).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the gate does not open")


def test_who_is_too_slow_is_not_waited_for(
    dsn: str, keys: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "HEAD_SECONDS", 0.5)
    monkeypatch.setattr(connection, "IDLE_SECONDS", 0.5)
    monkeypatch.setattr(server, "SWEEP_SECONDS", 0.1)
    whole = request(b"<x/>", keys[FIRM])
    told: list[Any] = []
    with opened(dsn) as gate:
        for said in (b"", whole[:30], whole[:-2], whole):
            with gate.caller() as caller:
                caller.say(said)
                answer = caller.hear()
                told.append(answer and answer[0])
                if answer is not None:
                    assert caller.hear() is None

    assert told == [None, 408, 408, 202]
    assert len(stored(dsn)) == 1
