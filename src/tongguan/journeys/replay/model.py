"""归档清单 A decided list as the archive keeps it, and a verdict on it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedLine:
    """归档商品项 What the law asks of one goods item."""

    hs_code: str
    origin: str
    name: str
    model: str
    unit: str
    quantity: Decimal
    statutory_unit: str
    statutory_quantity: Decimal
    second_unit: str | None
    second_quantity: Decimal | None
    total: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedList:
    """归档清单 One decision: the list, what was known around it, what it came to.

    Amounts the list declares are yuan, all others fen; `buyer` is a keyed index, `draw`
    counts millionths. `findings` are the codes found, each once, in order.
    """

    number: str
    version: int
    decided_at: datetime
    declared_on: date
    mode: str
    customs_office: str
    platform_code: str
    seller_code: str
    declarant_code: str
    guarantor: str
    buyer: bytes
    freight: Decimal
    insurance: Decimal
    lines: tuple[ArchivedLine, ...]
    used: int
    guarantee_left: int
    spent: int
    buyer_lists: int
    on_telephone: int
    on_address: int
    draw: int
    outcome: str
    treatment: str
    dutiable: int
    tax: int | None
    findings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """办结结果 What a list comes to; `codes` are those the law decides, in order."""

    outcome: str
    treatment: str
    dutiable: int
    tax: int | None
    codes: tuple[str, ...]
