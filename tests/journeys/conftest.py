"""A window over a fresh database for every test that asks."""

from collections.abc import Iterator

import pytest

from tests.window import Window


@pytest.fixture
def window(dsn: str) -> Iterator[Window]:
    """Open a window; its worker works when it is told to."""
    opened = Window(dsn)
    yield opened
    opened.close()
