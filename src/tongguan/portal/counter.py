"""窗口 Where a page meets the journeys: one transaction, one pair of eyes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tongguan.customs.board.model import Viewer
from tongguan.customs.board.store import Board
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.attempts import Attempts
from tongguan.plumbing.identity.sight import narrow
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.keys import keyring
from tongguan.portal.policy import WATCHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """What a page works with, until its transaction ends."""

    rooms: Rooms
    board: Board
    keys: ApiKeys
    attempts: Attempts


@contextmanager
def counter() -> Iterator[Counter]:
    """Open one transaction for one page; an exception undoes it."""
    with transaction() as connection:
        narrow(connection)
        rooms = Rooms.over(connection, keyring(), settings.PROFILE)
        yield Counter(
            rooms=rooms,
            board=Board(connection),
            keys=ApiKeys(connection),
            attempts=Attempts(connection, rooms.keys),
        )


def account_of(request: HttpRequest) -> Account:
    """Return who is signed in; the policy has let nobody else come so far."""
    account: Any = request.user
    assert isinstance(account, Account), "the policy lets only accounts come here"
    return account


def person_of(account: Account) -> Person:
    """Name an account as the person who acts."""
    return Person(
        name=account.get_username(),
        organisation=account.organisation,
        post=account.post,
    )


def viewer_of(account: Account) -> Viewer:
    """Say whose eyes an account's are: everybody's, or its organisation's."""
    return Viewer(None if account.post in WATCHING else account.organisation)


def is_part(request: HttpRequest) -> bool:
    """Tell whether only the changing part of a page is asked for."""
    restored = "HX-History-Restore-Request" in request.headers
    return "HX-Request" in request.headers and not restored
