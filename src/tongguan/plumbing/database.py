"""数据库：已有的，或内置的。The database: one that is named, or our own."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.types.string import BytesBinaryDumper

from tongguan.plumbing.embedded import EmbeddedPostgres
from tongguan.plumbing.home import home
from tongguan.plumbing.promises import UnsafeServerError, refuse_unsafe, take_turn
from tongguan.plumbing.quick import Quick
from tongguan.plumbing.server_account import NOBODY, lookup, make_open
from tongguan.plumbing.sql import statements

__all__ = [
    "UnsafeServerError",
    "connect",
    "django_databases",
    "dsn",
    "embedded",
    "plan_anew",
    "refuse_unsafe",
    "server_folder",
    "take_turn",
    "transaction",
]

SQL = statements(__package__)
OUTSIDE = Path("/var/lib/tongguan")
UTC_SESSION = "-c timezone=UTC"
PLANNED_ONCE = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off"
DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD"}
DJANGO_PLACES = {"host": "HOST", "port": "PORT"}


def dsn() -> str:
    """数据库连接串。Where the database is: `DATABASE_URL`, else our own server.

    Our own is started when it is not running, so that whoever asks can connect.
    """
    named = os.environ.get("DATABASE_URL")
    if named:
        return named
    server = embedded()
    server.start()
    return server.dsn


def embedded() -> EmbeddedPostgres:
    """内置数据库。Our own server, of this installation's home; started or not."""
    return EmbeddedPostgres(server_folder(home()))


def server_folder(base: Path) -> Path:
    """Choose where our own server's data is.

    It is in the home. But the server of root runs as another account; where that
    account cannot pass through the home, the data is in `/var/lib/tongguan` (it must
    outlive a restart of the machine) and the home holds a link to it.
    """
    inside = base / "postgres"
    if os.geteuid() != 0 or inside.exists():
        return inside.resolve()
    account = lookup(NOBODY)
    if account is None or account.can_enter(base):
        return inside
    outside = OUTSIDE / hashlib.sha256(str(inside).encode()).hexdigest()[:12]
    make_open(OUTSIDE)
    account.make_passable(outside)
    try:
        inside.symlink_to(outside)
    except FileExistsError:  # another process was quicker, with the same answer
        return inside.resolve()
    return outside


def django_databases() -> dict[str, dict[str, Any]]:
    """Say to Django where the database is.

    A thread keeps its connection, and looks whether it is alive before it is used
    again; a view opens its own transaction where it writes.
    """
    words = dict(conninfo_to_dict(dsn()))
    named = {**DJANGO_NAMES, **DJANGO_PLACES}
    settings = {key: str(words.pop(word, "")) for word, key in named.items()}
    words["options"] = f"{words.get('options') or ''} {UTC_SESSION}".strip()
    default = {
        "ENGINE": "django.db.backends.postgresql",
        **settings,
        "OPTIONS": {word: value for word, value in words.items() if value is not None},
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
    return {"default": default}


def connect(*, batches: bool = False) -> psycopg.Connection[tuple[Any, ...]]:
    """Open a connection whose times are UTC and whose work is in a transaction.

    For work on `batches`, statements are planned once, whatever they are given: every
    row is found by an index, so a batch costs the same while the tables grow. A plan
    made for tables that were empty is bad for full ones: see `plan_anew`.
    """
    where = dsn()
    options = conninfo_to_dict(where).get("options") or ""
    wanted = f"{UTC_SESSION} {PLANNED_ONCE if batches else ''}"
    line = Quick if batches else psycopg.Connection
    connection = line.connect(where, options=f"{options} {wanted}".strip())
    # What is bytes is not asked, value by value, whether it has to be unwrapped.
    connection.adapters.register_dumper(bytes, BytesBinaryDumper)
    return connection


def plan_anew(connection: psycopg.Connection[Any]) -> None:
    """Have what this connection asks planned again, for the tables as large as now."""
    connection.execute(SQL["plan_anew"])


@contextmanager
def transaction() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """一个事务。One transaction on a connection of its own: all of it, or nothing."""
    with connect() as connection:
        yield connection
