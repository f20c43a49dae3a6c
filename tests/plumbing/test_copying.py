"""Texts and numbers reach the database as they are, whatever is in them."""

import psycopg
import pytest

from tongguan.plumbing.copying import numbers_in, texts_in

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
