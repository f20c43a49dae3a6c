"""案卷金额 What a consignment owes, how far that has come, and what it draws on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from tongguan.journeys.case_file import CaseFile, Draw
from tongguan.plumbing.ledger.store import Balance
from tongguan.portal import formats
from tongguan.portal.declarant.collection import STANDINGS
from tongguan.portal.traces import TraceRow, present_trace
from tongguan.portal.words import TREATMENTS, Sign, Word

FULL = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """余额 An account in words; `share` is the part in use, in per cent."""

    limit: str
    held: str
    posted: str
    left: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """缴税情况 How far the tax has come, and in which notice."""

    sign: Sign
    notice: str
    url: str
    due: str
    paid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tax:
    """税款 What is owed and how it was reckoned."""

    treatment: Word
    payable: str
    charge: str
    trace: tuple[TraceRow, ...]
    differs: str
    bill: Mapping[str, str] | None
    payment: Payment | None


def present_tax(file: CaseFile) -> Tax | None:
    """Say what is owed, with its workings, and whether those still agree."""
    kept = file.assessment
    if not kept:
        return None
    differs = kept.get("differs")
    return Tax(
        treatment=TREATMENTS.get(kept["treatment"], ""),
        payable=formats.amount(kept["payable"]),
        charge=formats.amount(kept["charge"]),
        trace=present_trace(kept["trace"]),
        differs=formats.either(differs["zh"], differs["en"]) if differs else "",
        bill=present_bill(file.bill),
        payment=present_payment(file),
    )


def present_bill(bill: Mapping[str, Any] | None) -> dict[str, str] | None:
    """Say the tax bill of a released list."""
    if bill is None:
        return None
    parts = ("duty_fen", "vat_fen", "consumption_fen")
    amounts = {name.removesuffix("_fen"): formats.yuan(bill[name]) for name in parts}
    total = formats.yuan(sum(bill[name] for name in parts))
    at = formats.instant(bill["at"])
    return {"number": bill["number"], "at": at, "total": total, **amounts}


def present_payment(file: CaseFile) -> Payment | None:
    """Say how far the tax has come; the notice opens to who may see it."""
    standing = file.payment
    if standing is None:
        return None
    may_open = standing.notice and file.guarantee.balance is not None
    return Payment(
        sign=STANDINGS[standing.state],
        notice=standing.notice or "",
        url=reverse("notice", args=[standing.notice]) if may_open else "",
        due=formats.day(standing.due_on),
        paid=formats.day(standing.paid_on),
    )


def present_draw(draw: Draw) -> Gauge | None:
    """Say how an account stands that a list draws on."""
    return gauge(draw.balance) if draw.balance else None


def gauge(balance: Balance) -> Gauge:
    """Say how an account stands."""
    share = balance.used * FULL // balance.limit if balance.limit else FULL
    return Gauge(
        limit=formats.yuan(balance.limit),
        held=formats.yuan(balance.held),
        posted=formats.yuan(balance.posted),
        left=formats.yuan(balance.left),
        share=share,
    )
