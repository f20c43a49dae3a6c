"""The installation: its tables, its sandbox, its people; made once."""

import os
import secrets
from pathlib import Path
from typing import Any

import django
import psycopg
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections

from tongguan.commerce.consumer.model import Identity
from tongguan.gateway.agencies.channel import OFF, SIMULATED
from tongguan.gateway.chinaport.signing.policy import policy_on
from tongguan.gateway.outside import refuse_unfit
from tongguan.journeys.consumers import vouch
from tongguan.journeys.founding import found_sandbox
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.agencies.model import Agency
from tongguan.plumbing.database import (
    connect,
    dsn,
    refuse_unsafe,
    take_turn,
    transaction,
)
from tongguan.plumbing.forwarding.address import HERE, Address, address_of
from tongguan.plumbing.home import home
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.keys import keyring
from tongguan.plumbing.trouble import CannotRunError
from tongguan.trade.papers import Person

OLD_TABLES = (
    "数据库由较早的程序建立，与本程序不符；请换用新的数据目录。"
    "The database was made by an older program; use a new home."
)
CONSUMER = "consumer"
# Some things take two officers; the broker declares in the demonstration.
PEOPLE = (
    ("declarant", Post.DECLARANT, "1100EC0001"),
    ("broker", Post.DECLARANT, "9901960D01"),
    (CONSUMER, Post.CONSUMER, ""),
    ("officer", Post.OFFICER, "customs"),
    ("officer2", Post.OFFICER, "customs"),
    ("inspector", Post.INSPECTOR, "inspection"),
    ("tax", Post.TAX, "tax"),
    ("fx", Post.FX, "fx"),
    ("commerce", Post.COMMERCE, "commerce"),
    ("market", Post.MARKET, "market"),
    ("operator", Post.OPERATOR, "operator"),
    ("system", Post.SYSTEM, "operator"),
    ("security", Post.SECURITY, "operator"),
    ("audit", Post.AUDIT, "operator"),
)


def profile() -> str:
    """Return the zone profile this installation runs under."""
    return os.environ.get("TONGGUAN_PROFILE", SANDBOX)


def customs() -> Address | None:
    """Return the customs elsewhere that decides; None where it is decided here."""
    return address_of(os.environ.get("TONGGUAN_CUSTOMS", HERE))


def agencies() -> dict[Agency, str]:
    """Return the agencies elsewhere that are asked, and where."""
    named = {it: os.environ.get(f"TONGGUAN_{it.upper()}", OFF) for it in Agency}
    for agency, place in named.items():
        refuse_unfit(agency, place, sandbox=profile() == SANDBOX)
    return {agency: place for agency, place in named.items() if place not in {"", OFF}}


def let_stand_ins_answer() -> None:
    """Let stand-ins answer in a sandbox for those nobody named who verify persons.

    Without them nobody could open an account of a consumer there.
    """
    if profile() == SANDBOX:
        for agency in (Agency.POLICE, Agency.TELECOM):
            os.environ.setdefault(f"TONGGUAN_{agency.upper()}", SIMULATED)


def settle_agencies() -> None:
    """Write down which agencies are asked from now on."""
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), profile())
        rooms.agencies.use(agencies(), clock.now())


def prepare() -> None:
    """Bring the database to the present tables; found the sandbox if this is one.

    Refuse a server whose settings would break the promises made to senders, an address
    of a customs or an agency that is none, and an unknown policy for signatures.
    """
    customs()
    agencies()
    policy_on(profile(), clock.today())
    dsn()
    with connect() as connection:
        refuse_unsafe(connection)
    _know_tables()
    with connect() as turn:
        take_turn(turn)
        call_command("migrate", verbosity=0, interactive=False)
        if profile() == SANDBOX:
            found()
    connections.close_all()  # of what splits off, none shares a connection


def _know_tables() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongguan.settings")
    django.setup()


def found() -> None:
    """Found the sandbox and invite its people, or say that the tables are too old."""
    try:
        with transaction() as connection:
            found_sandbox(Rooms.over(connection, keyring(), SANDBOX))
        invite_people()
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn):
        raise CannotRunError(OLD_TABLES) from None


def invite_people() -> None:
    """Make the sandbox's accounts; their passwords are made here and kept in a file."""
    accounts: Any = get_user_model().objects
    for name, post, organisation in PEOPLE:
        if not accounts.filter(username=name).exists():
            accounts.create_user(
                username=name,
                password=password_of(name),
                post=post,
                organisation=organisation,
            )


def let_in_buyer(person: Person) -> None:
    """Let the sandbox's consumer be a buyer of a demonstration, the first time."""
    _know_tables()  # where a window runs already, nothing was prepared here
    accounts: Any = get_user_model().objects
    account = accounts.get(username=CONSUMER)
    identity = Identity(person.name, person.id_number, person.telephone or "")
    with transaction() as connection:
        rooms = Rooms.over(connection, keyring(), SANDBOX)
        vouch(rooms, account.pk, identity, clock.now())


def password_of(name: str) -> str:
    """Return a sandbox account's password, from a file only its owner may read."""
    path = home() / "sandbox" / name
    if not path.exists():
        _keep(path, secrets.token_urlsafe(9))
    return path.read_text(encoding="ascii").strip()


def key_of(firm: str) -> str:
    """Return an API key of a sandbox firm, made on first use and kept in a file."""
    path = home() / "sandbox" / f"key-{firm}"
    if not path.exists():
        with transaction() as connection:
            _keep(path, ApiKeys(connection).make(firm, "sandbox", clock.now()))
    return path.read_text(encoding="ascii").strip()


def _keep(path: Path, secret: str) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
