"""Too many failed sign-ins must wait; every attempt is a line of the journal."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.conftest import KEYS
from tongguan.plumbing.identity.attempts import Attempt, Attempts
from tongguan.plumbing.identity.rules import seconds_to_wait
from tongguan.plumbing.journal.store import Journal

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
HERE, THERE = "192.0.2.7", "198.51.100.9"


def after(seconds: int, name: str = "lina", address: str = HERE) -> Attempt:
    return Attempt(name, address, AT + timedelta(seconds=seconds))


def account(connection: psycopg.Connection, name: str) -> None:
    connection.execute(
        "INSERT INTO account (username, password, is_superuser, first_name, last_name,"
        " email, is_staff, is_active, date_joined, organisation, post)"
        " VALUES (%s, '', false, '', '', '', false, true, now(), '', 'declarant')",
        [name],
    )


@pytest.mark.parametrize(
    ("ages", "limit", "wait"),
    [
        ([], 1, 0),
        ([0], 2, 0),
        ([0, 60], 2, 840),
        ([0, 899], 2, 1),
        ([0, 900], 2, 0),
        ([10, 20, 30], 2, 880),
    ],
)
def test_one_waits_until_enough_failures_are_a_quarter_of_an_hour_old(
    ages: list[int], limit: int, wait: int
) -> None:
    failures = [AT - timedelta(seconds=age) for age in ages]
    assert seconds_to_wait(failures, limit, AT) == wait


def test_the_sixth_attempt_on_a_name_waits_wherever_it_comes_from(
    connection: psycopg.Connection,
) -> None:
    attempts = Attempts(connection, KEYS)
    for second in range(5):
        assert attempts.wait(after(second)) == 0
        attempts.refused(after(second))

    assert attempts.wait(after(5, address=THERE)) == 895
    assert attempts.wait(after(5, "dongqian")) == 0
    assert attempts.wait(after(899)) == 1
    assert attempts.wait(after(900)) == 0


def test_signing_in_clears_the_name(connection: psycopg.Connection) -> None:
    attempts = Attempts(connection, KEYS)
    for second in range(4):
        attempts.refused(after(second))
    attempts.done(after(4))
    attempts.refused(after(5))

    assert attempts.wait(after(6)) == 0


def test_the_twenty_first_attempt_from_an_address_waits_even_after_a_good_one(
    connection: psycopg.Connection,
) -> None:
    attempts = Attempts(connection, KEYS)
    for second in range(20):
        attempts.refused(after(second, f"name{second}"))
    attempts.done(after(20))

    assert attempts.wait(after(21, "another")) == 879
    assert attempts.wait(after(21, "another", THERE)) == 0


def test_every_attempt_is_written_down(connection: psycopg.Connection) -> None:
    account(connection, "lina")
    attempts, journal = Attempts(connection, KEYS), Journal(connection)
    attempts.refused(after(0))
    attempts.done(after(1))

    told = [
        (it.actor, it.action, it.result, it.detail)
        for it in journal.about("account/lina")
    ]
    assert told == [
        ("lina", "sign-in", "refused", {"address": HERE}),
        ("lina", "sign-in", "done", {"address": HERE}),
    ]
    assert [it.result for it in journal.about(f"address/{HERE}")] == ["refused"]


def test_a_name_nobody_has_is_not_written_in_plain(
    connection: psycopg.Connection,
) -> None:
    Attempts(connection, KEYS).refused(after(0, "my-secret-password"))

    lines = connection.execute("SELECT journal::text FROM journal").fetchall()
    assert "my-secret-password" not in str(lines)
