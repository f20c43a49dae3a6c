"""Who calls: the firm behind a key, and a transaction to serve it in."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from psycopg import Connection
from psycopg_pool import ConnectionPool

from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.database import dsn
from tongguan.plumbing.identity.sight import READS, narrow
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.keys import keyring

BEARER = "Bearer "
PATIENCE_SECONDS = 5.0
_ONE_AT_A_TIME = Lock()


def pool() -> ConnectionPool[Connection[Any]]:
    """Return the connections this process serves machines with.

    One that was lost while it rested is not handed out.
    """
    with _ONE_AT_A_TIME:  # the first calls come together, and each would make a pool
        return _pool()


@cache
def _pool() -> ConnectionPool[Connection[Any]]:
    return ConnectionPool(
        dsn(),
        min_size=1,
        max_size=8,
        timeout=PATIENCE_SECONDS,
        check=ConnectionPool.check_connection,
        open=True,
    )


@contextmanager
def desk(
    request: HttpRequest, *, narrowed: bool = True
) -> Iterator[tuple[Rooms, str | None]]:
    """Open a transaction for a call; the firm is None when no good key came.

    What reads sees the firm's own rows, unless it gives on what others sent.
    """
    with pool().connection() as connection:
        rooms = Rooms.over(connection, keyring(), settings.PROFILE)
        firm = caller(request, connection)
        if narrowed and request.method in READS:
            narrow(connection, firm)
        yield rooms, firm


def caller(request: HttpRequest, connection: Connection[Any]) -> str | None:
    """Return the code of the firm whose key the call carries."""
    given = request.headers.get("Authorization", "")
    key = given.removeprefix(BEARER) if given.startswith(BEARER) else ""
    key = key or request.headers.get("X-Api-Key", "")
    return ApiKeys(connection).owner(key) if key else None
