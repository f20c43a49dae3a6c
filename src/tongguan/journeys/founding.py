"""立区 Founding a zone: firms, mandates and guarantees of its opening day on file.

A sandbox is founded with the invented firms of `rulebook/zone/sandbox.yaml`, so that a
newcomer can send messages at once; a production zone begins empty.
"""

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from tongguan.commerce.enterprise import mandates
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.asking import ask_after_firm
from tongguan.journeys.entitlement import demand_role
from tongguan.journeys.goods import file_seeds
from tongguan.journeys.rooms import Rooms
from tongguan.kit.rulebook import TRUTHS, read_page
from tongguan.plumbing.clock import SHANGHAI
from tongguan.trade.money import in_fen
from tongguan.trade.registry import FiledFirm, Role

SANDBOX = "zone/sandbox.yaml"


class BadFilingError(ValueError):
    """A list of firms that can't be filed; `faults` say why, all of it."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def found_sandbox(rooms: Rooms) -> int:
    """File the sandbox's firms; return how many; doing it again changes nothing."""
    page = read_page(SANDBOX)
    file_seeds(rooms)
    return found(rooms, page, today=date.fromisoformat(page["filed_on"]))


def found(rooms: Rooms, page: dict[str, Any], *, today: date) -> int:
    """File the firms, mandates and guarantees of a list; return how many firms.

    Raise BadFilingError with everything that is wrong with the list; then nothing of
    it is filed.
    """
    if faults := list(faults_of(page)):
        raise BadFilingError(faults)
    filed_on = date.fromisoformat(page.get("filed_on", today.isoformat()))
    for entry in page["firms"]:
        file_firm(rooms, entry, filed_on)
    for entry in page.get("addresses", []):
        wants = TRUTHS.get(entry.get("receipts", ""))
        rooms.enterprises.file_address(
            entry["firm"], entry["address"], wants_receipts=wants
        )
    at = datetime.combine(filed_on, time(), SHANGHAI)
    for entry in page.get("mandates", []):
        rooms.enterprises.give(mandates.read_mandate(entry), at, afresh=False)
    return len(page["firms"])


def faults_of(page: Any) -> Iterator[str]:
    """Say everything that is wrong with a list of firms."""
    if not isinstance(page, dict) or not isinstance(page.get("firms"), list):
        yield "缺少 firms 列表 The list `firms` is missing."
        return
    known = {role.value for role in Role}
    for number, entry in enumerate(page["firms"], start=1):
        if not (isinstance(entry, dict) and entry.get("code") and entry.get("name")):
            yield f"第{number}家：缺少代码或名称 Firm {number}: no code or no name."
        elif strange := sorted(set(entry.get("roles", [])) - known):
            wanted = "、".join(sorted(known))
            yield f"第{number}家：类别 roles {strange} 应为 must be of: {wanted}"
        elif not amount(entry.get("guarantee", "0")):
            given = entry["guarantee"]
            yield f"第{number}家：担保 guarantee {given!r} 应为金额 an amount."
    yield from faults_between(page)


def faults_between(page: dict[str, Any]) -> Iterator[str]:
    """Say what is wrong with the mandates and the addresses of a list."""
    for entry in page.get("mandates", []):
        yield from (f"{zh}。{en}." for zh, en in mandates.faults_of(entry))
    for entry in page.get("addresses", []):
        if not (entry.get("firm") and entry.get("address")):
            yield f"addresses {entry}：缺少 firm 或 address is missing."


def amount(text: str) -> bool:
    """Tell whether a text is an amount of yuan."""
    try:
        return Decimal(text) >= 0
    except (InvalidOperation, TypeError):
        return False


def file_firm(rooms: Rooms, entry: dict[str, Any], filed_on: date) -> None:
    """File one firm, and open its guarantee if it gives one."""
    firm = FiledFirm(
        code=entry["code"],
        name=entry["name"],
        roles=frozenset(Role(role) for role in entry["roles"]),
    )
    credit_code = entry.get("credit_code", "")
    rooms.enterprises.file(firm, filed_on, credit_code)
    at = datetime.combine(filed_on, time(), SHANGHAI)
    ask_after_firm(rooms, firm, credit_code, at)
    if limit := entry.get("guarantee"):
        rooms.ledger.open(GUARANTEE_BOOK, {firm.code: in_fen(Decimal(limit))})


def add_to_guarantee(
    rooms: Rooms, guarantor: str, amount: Decimal, at: datetime
) -> Decimal:
    """Raise a guarantee and wake the lists that wait for it; return the new limit.

    Raise NotEntitledError for a firm that is not filed as a guarantor.
    """
    demand_role(rooms, guarantor, "guarantee")
    rooms.ledger.open(GUARANTEE_BOOK, {guarantor: 0})
    limit = rooms.ledger.raise_limit(GUARANTEE_BOOK, guarantor, in_fen(amount), at)
    rooms.register.wake(rooms.declarations.suspended_for(guarantor))
    rooms.inbox.ring()
    return Decimal(limit) / 100
