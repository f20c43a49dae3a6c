"""A window over a database as it was founded, for triggers to be tried at."""

from collections.abc import Iterator

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.window import Window


@pytest.fixture(scope="module")
def window(server: str) -> Iterator[Window]:
    """Open a window nothing is stored at: whatever is tried is rolled back."""
    execute(server, f"CREATE DATABASE errors TEMPLATE {TEMPLATE}")
    opened = Window(make_conninfo(server, dbname="errors"))
    opened.clean()
    yield opened
    opened.close()
    execute(server, "DROP DATABASE errors WITH (FORCE)")
