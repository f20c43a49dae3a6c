"""What is asked after a payment, and what the platform proves of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from tongguan.trade.papers import Order, Payment

YUAN = "142"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """支付证明 What an upload says of a payment, as far as it is compared."""

    platform_code: str
    provider_code: str
    transaction: str
    total: Decimal
    currency: str
    traded_at: datetime
    orders: tuple[str, ...]
    goods: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """比对对象 A proof, and the papers on file it must agree with.

    `apart` is how far the times of trade and payment may lie from each other.
    """

    proof: Proof
    order: Order
    payment: Payment | None
    apart: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """支付数据核查 One question to a platform about one order.

    `reason` says whether risk or a person asked; `variant` in which spelling the
    upload was signed; `findings` what differs from the papers on file.
    """

    session: str
    platform: str
    order_number: str
    reason: str
    asked_by: str
    state: str
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    next_at: datetime | None = None
    trouble: str = ""
    asked_at: datetime | None = None
    uploaded_at: datetime | None = None
    certificate: str = ""
    variant: str = ""
    findings: tuple[dict[str, Any], ...] = ()
    body: bytes = b""
