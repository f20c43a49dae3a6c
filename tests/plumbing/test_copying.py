"""Texts and numbers reach the database as they are, whatever is in them."""

import psycopg
import pytest

from tongguan.plumbing.copying import (
    PACKED,
    copy_rows,
    numbers_in,
    packed_numbers,
    packed_texts,
    texts_in,
)

AWKWARD = ["", "NULL", "a,b", "{}", '"', "\\", '\\"', " x ", "订单\n号", "'"]


@pytest.mark.parametrize("texts", [[], ["x"], AWKWARD])
def test_texts_come_back_as_they_are(
    connection: psycopg.Connection, texts: list[str]
) -> None:
    row = connection.execute("SELECT %s::text[]", [texts_in(texts)]).fetchone()
    assert row == (texts,)


def test_numbers_come_back_as_they_are(connection: psycopg.Connection) -> None:
    for numbers in ([], [1], [3, -2, 2**62]):
        row = connection.execute("SELECT %s::bigint[]", [numbers_in(numbers)])
        assert row.fetchone() == (numbers,)


def test_what_is_packed_comes_back_as_it_is(connection: psycopg.Connection) -> None:
    connection.execute("CREATE TEMPORARY TABLE p (n bigint[], t text[])")
    rows: list[tuple[list[int], list[str]]]
    rows = [([], []), ([1], AWKWARD), ([3, -2, 2**62], ["x"])]
    packed = [(packed_numbers(n), packed_texts(t)) for n, t in rows]
    copy_rows(connection, b"COPY p FROM STDIN (FORMAT binary)", (PACKED,) * 2, packed)

    assert connection.execute("SELECT n, t FROM p").fetchall() == rows
