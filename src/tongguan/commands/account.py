"""`tongguan account`: an account for a person."""

import secrets
from getpass import getuser
from typing import Any

from django.contrib.auth import get_user_model

from tongguan.commands.console import err, out
from tongguan.installation import prepare, profile
from tongguan.journeys.people import organisation_of
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.keys import keyring
from tongguan.plumbing.people.codes import NO_ORGANISATION, NOT_ITS_POST
from tongguan.plumbing.people.lifecycle import AccountState
from tongguan.plumbing.people.posts import home_of
from tongguan.plumbing.people.rules import ADMINISTRATORS
from tongguan.serving import database


def account(name: str, *, post: Post, organisation: str = "") -> None:
    """Make an account with a password that is shown once, or give it a new password.

    In production it makes administrators; anybody else's account waits until the
    security administrator approves it.

    Parameters
    ----------
    name:
        The name the person signs in with.
    post:
        What the person may do.
    organisation:
        The code of the firm or agency; a declarant needs one.

    """
    if post is Post.DECLARANT and not organisation:
        err.print("[red]A declarant needs --organisation. 申报人员须注明企业。[/red]")
        raise SystemExit(2)
    password = secrets.token_urlsafe(12)
    place = organisation or home_of(post)
    with database():
        prepare()
        with transaction() as connection:
            see_fit(Rooms.over(connection, keyring(), profile()), post, place)
        accounts: Any = get_user_model().objects
        found, _ = accounts.get_or_create(username=name)
        found.post, found.organisation = post.value, place
        works = profile() == SANDBOX or post in ADMINISTRATORS
        found.state = AccountState.WORKING if works else AccountState.PROPOSED
        found.is_active = works
        found.set_password(password)
        found.save()
        note(name, post, place)
    out.print(f"{name}  {password}", highlight=False)


def see_fit(rooms: Rooms, post: Post, place: str) -> None:
    """See that the organisation has such a post, or end with 1."""
    found = organisation_of(rooms, place)
    if found is not None and post in found.posts:
        return
    breach = NOT_ITS_POST if found else NO_ORGANISATION
    given = f"{place} / {post}" if found else place
    for words in (breach.chinese, breach.english):
        err.print(words.format(wanted=given), markup=False, highlight=False)
    raise SystemExit(1)


def note(name: str, post: Post, place: str) -> None:
    """Write down who made an account at this machine."""
    line = Line(
        at=clock.now(),
        actor=f"operator:{getuser()}",
        action="make-account",
        subject=f"account/{name}",
        detail={"post": post.value, "organisation": place},
    )
    with transaction() as connection:
        Rooms.over(connection, keyring(), profile()).journal.append(line)
