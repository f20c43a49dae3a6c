"""One database for the stores: what a test writes is undone after it."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute


@pytest.fixture(scope="module")
def scratch(server: str) -> Iterator[str]:
    """Make a database whose tests leave nothing behind."""
    execute(server, f"CREATE DATABASE scratch TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="scratch")
    execute(server, "DROP DATABASE scratch WITH (FORCE)")


@pytest.fixture
def connection(scratch: str) -> Iterator[psycopg.Connection]:
    """Open a transaction that is rolled back; where a test commits, it asks `dsn`."""
    with psycopg.connect(scratch) as opened:
        yield opened
        opened.rollback()
