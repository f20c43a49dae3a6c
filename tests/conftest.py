"""One real PostgreSQL for the whole run; a fresh database for every test that asks."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tongguan.journeys.founding import found_sandbox
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.embedded import EmbeddedPostgres
from tongguan.plumbing.keys import Keyring

TEMPLATE = "founded"
KEYS = Keyring(bytes(range(32)))


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Start a server whose database `founded` has all tables and the sandbox's firms.

    Its folder is not pytest's: an ordinary account must be able to pass through it.
    """
    folder = Path(mkdtemp(prefix="tongguan-test-"))
    folder.chmod(0o711)
    with EmbeddedPostgres(folder / "postgres") as engine:
        admin = engine.dsn
        execute(admin, f"CREATE DATABASE {TEMPLATE}")
        founded = make_conninfo(admin, dbname=TEMPLATE)
        migrate(founded, folder / "home")
        with psycopg.connect(founded) as connection:
            found_sandbox(Rooms.over(connection, KEYS))
        yield admin
    rmtree(folder, ignore_errors=True)


@pytest.fixture
def dsn(server: str) -> Iterator[str]:
    """Make a fresh database from the founded one, dropped after the test."""
    name = f"test_{uuid4().hex}"
    execute(server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname=name)
    execute(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def connection(dsn: str) -> Iterator[psycopg.Connection]:
    """Connect to a fresh database."""
    with psycopg.connect(dsn) as opened:
        yield opened


@pytest.fixture
def rooms(connection: psycopg.Connection) -> Rooms:
    """Open the rooms over a fresh database."""
    return Rooms.over(connection, KEYS)


def migrate(dsn: str, home: Path) -> None:
    """Make the tables as an installation does."""
    command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
    environ = {
        **os.environ,
        "DATABASE_URL": dsn,
        "TONGGUAN_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "tongguan.settings",
    }
    subprocess.run(command, check=True, env=environ)


def execute(dsn: str, statement: str) -> None:
    """Run one statement outside any transaction."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute(statement.encode())
