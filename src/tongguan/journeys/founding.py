"""立区 Founding a zone: firms, mandates and guarantees of its opening day on file.

A sandbox is founded with the invented firms of `rulebook/zone/sandbox.yaml`, so that a
newcomer can send messages at once; a production zone begins empty.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.rooms import Rooms
from tongguan.kit.rulebook import read_page
from tongguan.trade.money import in_fen
from tongguan.trade.registry import FiledFirm, Role

SANDBOX = "zone/sandbox.yaml"


def found_sandbox(rooms: Rooms) -> int:
    """File the sandbox's firms; return how many; doing it again changes nothing."""
    page = read_page(SANDBOX)
    filed_on = date.fromisoformat(page["filed_on"])
    for entry in page["firms"]:
        file_firm(rooms, entry, filed_on)
    for entry in page.get("mandates", []):
        rooms.enterprises.mandate(
            entry["principal"],
            entry["agent"],
            effective=date.fromisoformat(entry["effective"]),
            until=date.fromisoformat(entry["until"]),
        )
    return len(page["firms"])


def file_firm(rooms: Rooms, entry: dict[str, Any], filed_on: date) -> None:
    """File one firm, and open its guarantee if it gives one."""
    firm = FiledFirm(
        code=entry["code"],
        name=entry["name"],
        roles=frozenset(Role(role) for role in entry["roles"]),
    )
    rooms.enterprises.file(firm, filed_on, entry.get("credit_code", ""))
    if limit := entry.get("guarantee"):
        rooms.ledger.open(GUARANTEE_BOOK, {firm.code: in_fen(Decimal(limit))})


def add_to_guarantee(
    rooms: Rooms, guarantor: str, amount: Decimal, at: datetime
) -> Decimal:
    """Raise a guarantee and wake the lists that wait for it; return the new limit."""
    rooms.ledger.open(GUARANTEE_BOOK, {guarantor: 0})
    limit = rooms.ledger.raise_limit(GUARANTEE_BOOK, guarantor, in_fen(amount), at)
    rooms.register.wake(rooms.declarations.suspended_for(guarantor))
    rooms.inbox.ring()
    return Decimal(limit) / 100
