"""A database for tests of who signed what."""

from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.window import Window


@pytest.fixture(scope="session")
def signatures(server: str) -> Iterator[str]:
    """Make the database these tests share, one after another."""
    execute(server, f"CREATE DATABASE signatures TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="signatures")
    execute(server, "DROP DATABASE signatures WITH (FORCE)")


@pytest.fixture
def window(signatures: str) -> Iterator[Window]:
    """Open a window; its worker works when it is told to."""
    opened = Window(signatures)
    opened.clean()
    yield opened
    opened.close()
