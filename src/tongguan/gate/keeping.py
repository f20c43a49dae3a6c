"""入库 Messages kept together: one transaction for all of them, off the event loop.

What spoils a transaction spoils nobody else's message: then each is kept by itself. A
connection lost while committing leaves open whether it was committed; the same messages
are put again over a new one, which stores what is missing and finds what is there.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg

from tongguan.gateway.chinaport.posting import Posted, post_many
from tongguan.gateway.problems import Problem
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import connect
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.trouble import CannotRunError

log = logging.getLogger(__name__)
Connect = Callable[[], psycopg.Connection[Any]]
HandedIn = Sequence[tuple[str, bytes]]


class Desk:
    """One connection of one thread, made anew after it was lost."""

    def __init__(
        self, keys: Keyring, profile: str, open_connection: Connect = connect
    ) -> None:
        self._keys = keys
        self._profile = profile
        self._open = open_connection
        self._connection: psycopg.Connection[Any] | None = None

    @contextmanager
    def transaction(self) -> Iterator[psycopg.Connection[Any]]:
        """Open a transaction; it is committed in the end, or undone."""
        if self._connection is None or self._connection.closed:
            self._connection = self._open()
        with self._connection.transaction():
            yield self._connection

    @contextmanager
    def rooms(self) -> Iterator[Rooms]:
        """Open the rooms in a transaction of their own."""
        with self.transaction() as connection:
            yield Rooms.over(connection, self._keys, self._profile)

    @property
    def is_lost(self) -> bool:
        """Whether the connection there was is there no more, or none could be made."""
        return self._connection is None or self._connection.closed

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()


class Keeper:
    """Keeps messages, and says of each what became of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, handed_in: HandedIn) -> list[Posted]:
        """Keep messages of firms together, or each by itself; never raise."""
        at = clock.now()
        try:
            return self._kept(handed_in, at)
        except Exception:
            if self._desk.is_lost:
                return self._again(handed_in, at)
            log.exception("%d messages could not be kept together", len(handed_in))
        return [self._alone(one, at) for one in handed_in]

    def _kept(self, handed_in: HandedIn, at: datetime) -> list[Posted]:
        with self._desk.rooms() as rooms:
            return post_many(rooms, handed_in, at)

    def _again(self, handed_in: HandedIn, at: datetime) -> list[Posted]:
        """Keep over a new connection what may be kept already."""
        try:
            return [_first(one, at) for one in self._kept(handed_in, at)]
        except (psycopg.Error, CannotRunError):
            return [Posted(problem=Problem.BUSY)] * len(handed_in)

    def _alone(self, one: tuple[str, bytes], at: datetime) -> Posted:
        try:
            return self._kept([one], at)[0]
        except Exception:
            if self._desk.is_lost:
                return self._again([one], at)[0]
            log.exception("a message could not be kept")
        return Posted(problem=Problem.BROKEN)


def _first(one: Posted, at: datetime) -> Posted:
    """Call a message new that was stored by the commit nobody heard of."""
    if one.accepted is None or one.accepted.received_at != at:
        return one
    return replace(one, accepted=replace(one.accepted, duplicate=False))
