"""数据库连接与承诺。Which database is used, and which are refused."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tongguan.plumbing.database import (
    UnsafeServerError,
    connect,
    django_databases,
    dsn,
    embedded,
    plan_anew,
    refuse_unsafe,
    server_folder,
    transaction,
)
from tongguan.plumbing.embedded import EmbeddedPostgres
from tongguan.plumbing.home import home


@pytest.fixture(scope="module")
def open_place() -> Iterator[Path]:
    """A folder other accounts may pass through; pytest's own is closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="tg"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def server(open_place: Path) -> Iterator[EmbeddedPostgres]:

    with EmbeddedPostgres(open_place / "given") as running:
        yield running


@pytest.fixture
def given(server: EmbeddedPostgres, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_URL", server.dsn)
    return server.dsn


def test_a_named_database_is_used_as_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://a:b@db.example:5433/c")
    assert dsn() == "postgresql://a:b@db.example:5433/c"
    default = django_databases()["default"]
    assert default == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "c",
        "USER": "a",
        "PASSWORD": "b",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"options": "-c timezone=UTC"},
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def test_without_a_name_our_own_starts(
    open_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("TONGGUAN_HOME", str(open_place / "home"))
    assert embedded().running() is False
    try:
        where = django_databases()["default"]
        assert where["HOST"] == str(open_place / "home" / "postgres" / "run")
        assert embedded().running() is True
        assert home().stat().st_mode & 0o007 == 0
    finally:
        embedded().stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only the server of root moves out")
def test_a_home_closed_to_the_server_holds_a_link(
    open_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tongguan.plumbing.database.OUTSIDE", open_place / "var")
    closed = open_place / "closed"
    closed.mkdir(mode=0o700)

    chosen = server_folder(closed)

    assert chosen.parent == open_place / "var"
    assert (closed / "postgres").readlink() == chosen
    assert server_folder(closed) == chosen


@pytest.mark.usefixtures("given")
def test_a_connection_is_utc_and_in_a_transaction() -> None:
    with connect() as connection:
        assert connection.autocommit is False
        row = connection.execute("SHOW timezone").fetchone()
        assert row == ("UTC",)


@pytest.mark.usefixtures("given")
def test_a_transaction_is_all_or_nothing() -> None:
    with transaction() as connection:
        connection.execute("CREATE TABLE kept (number int)")
        connection.execute("INSERT INTO kept VALUES (1)")
    with pytest.raises(psycopg.errors.DivisionByZero):
        write_and_fail()
    with transaction() as connection:
        rows = connection.execute("SELECT number FROM kept").fetchall()
    assert rows == [(1,)]


def write_and_fail() -> None:
    with transaction() as connection:
        connection.execute("INSERT INTO kept VALUES (2)")
        connection.execute("SELECT 1 / 0")


def test_our_own_server_keeps_every_promise(given: str) -> None:
    with psycopg.connect(given) as connection:
        assert refuse_unsafe(connection) == ()


@pytest.mark.parametrize("unsafe", ["off", "local", "remote_write"])
def test_an_answer_before_the_commit_is_safe_is_refused(
    given: str, unsafe: str
) -> None:
    with psycopg.connect(given) as connection:
        connection.execute(f"SET synchronous_commit = {unsafe}".encode())
        with pytest.raises(UnsafeServerError) as caught:
            refuse_unsafe(connection)
    assert caught.value.settings == ("synchronous_commit",)
    assert f"synchronous_commit = {unsafe}: 回执发出后" in str(caught.value)


def test_a_database_that_cannot_hold_chinese_is_refused(given: str) -> None:
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(
            "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 "
            "LOCALE_PROVIDER libc LOCALE 'C'"
        )
    text = refusal(given.replace("dbname=tongguan", "dbname=latin"))
    assert text.settings == ("server_encoding",)
    assert "createdb --encoding=UTF8" in str(text)


@pytest.mark.parametrize(
    ("setting", "unsafe", "word"),
    [
        ("fsync", "off", "断电会损坏数据"),
        ("full_page_writes", "off", "half-written pages"),
        ("data_sync_retry", "on", "写盘失败会被当作成功"),
    ],
)
def test_a_server_that_would_lose_commits_is_refused_by_name(
    open_place: Path, setting: str, unsafe: str, word: str
) -> None:
    server = EmbeddedPostgres(open_place / "unsafe", settings={setting: unsafe})
    with server:
        refused = refusal(server.dsn)
    assert refused.settings == (setting,)
    assert f"- {setting} = {unsafe}: " in str(refused)
    assert word in str(refused)


def test_all_that_is_wrong_is_named_at_once(open_place: Path) -> None:
    wrong = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    server = EmbeddedPostgres(open_place / "unsafe", settings=wrong)
    with server:
        assert refusal(server.dsn).settings == tuple(wrong)


def refusal(where: str) -> UnsafeServerError:
    with (
        psycopg.connect(where) as connection,
        pytest.raises(UnsafeServerError) as caught,
    ):
        refuse_unsafe(connection)
    return caught.value


@pytest.mark.usefixtures("given")
def test_statements_are_planned_anew_for_tables_that_have_grown() -> None:
    asked = "EXPLAIN (COSTS off) EXECUTE found('{s9}', '{n9}')"
    more = (
        "INSERT INTO t SELECT 'list', 's' || n, 'n' || n, repeat('x', 200)"
        "  FROM generate_series(1, %s) AS n"
    )
    whole = "Index Cond: ((kind = 'list'::text) AND (owner = k.owner)"
    with connect(batches=True) as line:
        line.execute(
            "CREATE TEMP TABLE t (kind text, owner text, number text, body text)"
        )
        line.execute("CREATE INDEX ON t (kind, owner, number)")
        line.execute(
            "PREPARE found(text[], text[]) AS SELECT t.* FROM unnest($1, $2)"
            " AS k(owner, number) JOIN t ON t.kind = 'list'"
            " AND t.owner = k.owner AND t.number = k.number"
        )
        line.execute(more, [9])
        line.execute(asked)
        line.execute(more, [9999])
        stale = str(line.execute(asked).fetchall())
        plan_anew(line)
        fresh = str(line.execute(asked).fetchall())
    assert whole not in stale
    assert whole in fresh
