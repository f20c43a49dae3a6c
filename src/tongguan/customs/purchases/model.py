"""What a person's own purchases look like: rows, and entries on the allowance."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchase:
    """购买记录 One list with this person as its buyer; amounts in fen."""

    paper: int
    version: int
    state: str
    state_at: datetime
    number: str
    order_number: str
    waybill_number: str
    platform_code: str
    platform_name: str
    seller_name: str
    carrier_code: str
    customs_office: str
    mode: str
    goods: str
    declared_on: date
    value_fen: int
    tax_fen: int | None
    treatment: str
    reasons: list[str]
    waiting: list[str]
    lodged_at: datetime
    decided_at: datetime | None
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """额度分录 One entry of the ledger on a person's allowance, and its list."""

    id: int
    kind: str
    fen: int
    at: datetime
    hold: str
    number: str
    order_number: str
    platform_name: str
    seller_name: str
