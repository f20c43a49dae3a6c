"""One database for the stores: what a test writes is undone after it."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tongguan.plumbing.quick import Quick


@pytest.fixture(scope="module")
def scratch(server: str) -> Iterator[str]:
    """Make a database whose tests leave nothing behind."""
    execute(server, f"CREATE DATABASE scratch TEMPLATE {TEMPLATE}")
    yield make_conninfo(server, dbname="scratch")
    execute(server, "DROP DATABASE scratch WITH (FORCE)")


@pytest.fixture(params=[psycopg.Connection, Quick], ids=["driver", "quick"])
def connection(
    scratch: str, request: pytest.FixtureRequest
) -> Iterator[psycopg.Connection]:
    """Open a transaction that is rolled back; where a test commits, it asks `dsn`.

    A worker's connection does all that the driver's does, so tests run on both.
    """
    with request.param.connect(scratch) as opened:
        yield opened
        opened.rollback()
