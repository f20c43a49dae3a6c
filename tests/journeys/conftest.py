"""A window over a database as it was founded, for every test that asks."""

from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.window import Window


@pytest.fixture(scope="session")
def hall(server: str) -> Iterator[str]:
    """Make the database these tests share, one after another."""
    execute(server, f"CREATE DATABASE hall TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="hall")
    execute(server, "DROP DATABASE hall WITH (FORCE)")


@pytest.fixture
def window(hall: str) -> Iterator[Window]:
    """Open a window; its worker works when it is told to."""
    opened = Window(hall)
    opened.clean()
    yield opened
    opened.close()
