"""A worker's connection says what the driver's says, of what is good and of what fails.

Beside these all tests of the stores run on both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from psycopg.pq import TransactionStatus

from tongguan.plumbing.copying import copy_rows, read_as
from tongguan.plumbing.quick import Quick

MANY = b"SELECT %(n)s::bigint, %(t)s::text, %(n)s::bigint + 1, 7 %% 4"
VALUES: list[Any] = [
    1,
    2**40,
    -1,
    None,
    True,
    "单证 '\"\\",
    b"\x00\xff",
    date(2026, 2, 28),
    datetime(2026, 2, 28, 12, tzinfo=UTC),
    Decimal("1.50"),
    ["a", None, "b,c"],
    [1, 2**40],
    [],
]


@pytest.fixture
def line(scratch: str) -> Iterator[Quick]:
    with Quick.connect(scratch, options="-c timezone=UTC") as opened:
        yield opened
        if not opened.closed:
            opened.rollback()


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_values_come_back_as_the_driver_gives_them(line: Quick, value: Any) -> None:
    asked = b"SELECT %(it)s" if value is not None else b"SELECT %(it)s::int"
    usual = psycopg.Connection.execute(line, asked, {"it": value}).fetchall()
    assert line.execute(asked, {"it": value}).fetchall() == usual


def test_a_parameter_may_stand_twice(line: Quick) -> None:
    row = line.execute(MANY, {"n": 3, "t": "x", "unused": 1}).fetchone()
    assert row == (3, "x", 4, 3)


def test_rows_are_read_in_every_way(line: Quick) -> None:
    asked = b"SELECT generate_series(1, %(n)s)"
    found = line.execute(asked, {"n": 4})
    assert found.rowcount == 4
    assert found.fetchone() == (1,)
    assert next(iter(found)) == (2,)
    assert found.fetchall() == [(3,), (4,)]
    assert found.fetchone() is None
    assert [*line.execute(asked, {"n": 2})] == [(1,), (2,)]


def test_what_touches_rows_says_how_many(line: Quick) -> None:
    line.execute("CREATE TEMPORARY TABLE t (n int PRIMARY KEY)")
    copy_rows(line, b"COPY t (n) FROM STDIN (FORMAT BINARY)", ("int4",), [(1,), (2,)])
    told = line.execute(b"UPDATE t SET n = n + %(more)s", {"more": 10})
    assert (told.rowcount, told.fetchall()) == (2, [])


def test_nothing_is_copied_where_nothing_is_given(line: Quick) -> None:
    line.execute("CREATE TEMPORARY TABLE t (n int)")
    copy_rows(line, b"COPY t (n) FROM STDIN (FORMAT BINARY)", ("int4",), [])
    assert line.execute("SELECT count(*) FROM t").fetchone() == (0,)


def test_what_fails_is_told_by_its_kind(line: Quick) -> None:
    line.execute("CREATE TEMPORARY TABLE t (n int PRIMARY KEY)")
    line.commit()
    with pytest.raises(psycopg.errors.UniqueViolation):
        copy_rows(
            line, b"COPY t (n) FROM STDIN (FORMAT BINARY)", ("int4",), [(1,), (1,)]
        )
    line.rollback()
    with pytest.raises(psycopg.errors.UndefinedTable):
        line.execute(b"SELECT * FROM nowhere WHERE n = %(n)s", {"n": 1})
    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        line.execute(b"SELECT %(n)s", {"n": 1})
    line.rollback()
    with pytest.raises(psycopg.errors.DivisionByZero):
        line.execute(b"SELECT 1 / %(n)s", {"n": 0})
    line.rollback()
    assert line.execute(b"SELECT 1 / %(n)s", {"n": 1}).fetchone() == (1,)


def test_a_constraint_may_speak_at_the_commit(line: Quick) -> None:
    line.execute(
        "CREATE TEMPORARY TABLE t (n int UNIQUE DEFERRABLE INITIALLY DEFERRED)"
    )
    line.commit()
    for _ in range(2):
        line.execute(b"INSERT INTO t VALUES (%(n)s)", {"n": 1})
    with pytest.raises(psycopg.errors.UniqueViolation):
        line.commit()
    assert line.info.transaction_status == TransactionStatus.IDLE


def test_a_transaction_begins_and_ends(line: Quick) -> None:
    line.execute(b"SELECT %(n)s", {"n": 1})
    assert line.info.transaction_status == TransactionStatus.INTRANS
    line.commit()
    assert line.info.transaction_status == TransactionStatus.IDLE
    line.commit()
    line.autocommit = True
    line.execute(b"SELECT %(n)s", {"n": 1})
    assert line.info.transaction_status == TransactionStatus.IDLE


def test_a_lost_connection_is_one(line: Quick, scratch: str) -> None:
    line.execute(b"SELECT %(n)s", {"n": 1})
    with psycopg.connect(scratch, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [line.info.backend_pid])
    for _ in range(2):
        with pytest.raises(psycopg.OperationalError):
            line.execute(b"SELECT %(n)s", {"n": 1})
    assert line.closed


def test_whoever_is_called_while_working_hears_it(line: Quick, scratch: str) -> None:
    line.execute("LISTEN quick")
    line.commit()
    with psycopg.connect(scratch, autocommit=True) as other:
        other.execute("NOTIFY quick, 'come'")
    line.execute(b"SELECT %(n)s", {"n": 1})
    line.commit()
    line.autocommit = True
    heard = [it.payload for it in line.notifies(timeout=5, stop_after=1)]
    assert heard == ["come"]


@dataclass(frozen=True)
class Parcel:
    """Something with fields called as columns are."""

    number: int
    name: str


def test_rows_become_nouns(connection: psycopg.Connection) -> None:
    asked = b"SELECT %(name)s::text AS name, generate_series(1, %(n)s) AS number"
    found = read_as(connection, Parcel, asked, {"name": "单", "n": 2})
    assert found == [Parcel(1, "单"), Parcel(2, "单")]
    assert read_as(connection, Parcel, asked, {"name": "", "n": 0}) == []


def test_what_is_prepared_stays_so_when_work_is_undone(line: Quick) -> None:
    asked = b"SELECT %(it)s::int"
    for number in range(20):
        assert line.execute(asked, {"it": number}).fetchone() == (number,)
        assert line.cursor().execute("SELECT 2").fetchone() == (2,)
    line.rollback()
    assert line.execute(asked, {"it": 7}).fetchone() == (7,)
    held = "SELECT count(*) FROM pg_prepared_statements"
    assert line.execute(held).fetchone() == (1,)
