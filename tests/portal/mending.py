"""Lists that were rejected, the firms that mend them, and the worker in between."""

from decimal import Decimal

import psycopg

from tests import papers
from tests.conftest import KEYS
from tests.portal.seed import arrivals, change, set_of
from tests.portal.visiting import World
from tongguan.journeys.intake import take_in
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waking import clear_batch
from tongguan.plumbing.clock import now
from tongguan.trade.papers import Dossier
from tongguan.worker import Worker

HEAVY, STREET, TWICE, JOURNEY, PAID_LESS = 301, 302, 303, 304, 305
PARTNERS = {"zhifu": papers.PROVIDER.code, "wuliu": papers.CARRIER.code}
COPIED = """
INSERT INTO account (password, is_superuser, username, first_name, last_name, email,
                     is_staff, is_active, date_joined, organisation, post)
SELECT password, is_superuser, %(name)s, '', '', '', is_staff, is_active, date_joined,
       %(firm)s, post
  FROM account WHERE username = 'lina'
"""


def rejected() -> list[Dossier]:
    """One list too heavy, one with another street, and two more that are too heavy."""
    at = now().replace(microsecond=0)
    heavy = [
        change(set_of(serial, at), "declaration", gross_weight_kg=Decimal("3.5"))
        for serial in (HEAVY, TWICE, JOURNEY)
    ]
    street = set_of(STREET, at)
    street = change(street, "declaration", address=street.declaration.address[:-1])
    paid = change(set_of(PAID_LESS, at), "payment", amount=Decimal("488.23"))
    return [*heavy, street, paid]


def prepare(world: World) -> None:
    """Let the lists be rejected, and the partners have accounts."""
    at = now().replace(microsecond=0)
    with psycopg.connect(world.dsn) as connection:
        for name, firm in PARTNERS.items():
            connection.execute(COPIED, {"name": name, "firm": firm})
        rooms = Rooms.over(connection, KEYS)
        for dossier in rejected():
            take_in(rooms, arrivals(dossier), at)
        clear_batch(rooms, at, size=400)


def work(world: World) -> None:
    """Let the worker do everything there is to do."""
    with psycopg.connect(world.dsn) as connection:
        Worker(KEYS, lambda: connection).drain()


def paper_of(world: World, serial: int, kind: str = "declaration") -> int:
    """Return the number on the register of a paper of one of these sets."""
    with psycopg.connect(world.dsn) as connection:
        row = connection.execute(
            "SELECT id FROM paper WHERE kind = %s"
            " AND (number LIKE %s OR link_number LIKE %s)",
            (kind, f"DD%{serial:05d}", f"DD%{serial:05d}"),
        ).fetchone()
    assert row is not None
    return int(row[0])
