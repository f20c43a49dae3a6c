"""视野 Whose rows a request may read: the database holds back the others.

What reads for a firm reads under a role to which row rights apply (migration 0005).
What decides, or changes anything, needs to see more than one firm's rows, such as a key
that another has taken: it answers for its bounds itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from psycopg import Connection

from tongguan.plumbing.sql import statements

SQL = statements(__package__)
READS = frozenset({"GET", "HEAD"})
_firm: ContextVar[str | None] = ContextVar("firm", default=None)


@contextmanager
def looking_for(firm: str | None) -> Iterator[None]:
    """Say for which firm is looked until this ends; for None nothing is held back."""
    token = _firm.set(firm)
    try:
        yield
    finally:
        _firm.reset(token)


def narrow(connection: Connection[Any], firm: str | None = None) -> None:
    """Hold the rows of others back from here to the end of the transaction."""
    if narrowed := firm or _firm.get():
        connection.execute(SQL["look_for"], {"firm": narrowed})
