"""A key names its firm until it is revoked, and is nowhere to be read again."""

from datetime import UTC, datetime

import psycopg

from tongguan.plumbing.identity.store import ApiKeys

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)


def test_a_key_names_its_firm(connection: psycopg.Connection) -> None:
    keys = ApiKeys(connection)
    mine, theirs = keys.make("A", "", AT), keys.make("B", "", AT)

    assert (keys.owner(mine), keys.owner(theirs)) == ("A", "B")
    assert keys.owner(mine[:-1]) is None
    assert keys.owner("") is None


def test_a_revoked_key_names_nobody(connection: psycopg.Connection) -> None:
    keys = ApiKeys(connection)
    key = keys.make("A", "", AT)

    assert keys.revoke(key[:11], AT)
    assert not keys.revoke(key[:11], AT)
    assert keys.owner(key) is None


def test_a_key_is_kept_only_as_its_digest(connection: psycopg.Connection) -> None:
    key = ApiKeys(connection).make("A", "", AT)

    (row,) = connection.execute("SELECT * FROM api_key").fetchall()
    assert key[11:] not in str(row)
    assert key[11:].encode() not in b"".join(v for v in row if isinstance(v, bytes))
