"""额度审核 Whether a purchase stays within the limits of one purchase and of a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongguan.kit.checks import Clause, Difference, Place, check
from tongguan.trade.papers import Paper

MOF_2018_49 = Clause("财关税〔2018〕49号第一条")
TOTAL = Place(Paper.DECLARATION, "lines.total")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """额度占用 What a list would take of its buyer's limits, in yuan.

    `admitted` says whether the tax rules let it in as a retail import at all.
    """

    value: Decimal
    used: Decimal
    single_limit: Decimal
    annual_limit: Decimal
    admitted: bool


def book(day: date) -> str:
    """Name the ledger's book of a year's allowances."""
    return f"allowance/{day.year}"


@check(
    "QUO-2002",
    receipt="-621005",
    clause=MOF_2018_49,
    remedy=(
        "改按一般贸易申报并全额缴税；不要拆分订单。",
        "Declare it as general trade and pay in full; do not split the order.",
    ),
)
def within_single_limit(claim: Claim) -> Iterator[Difference]:
    """完税价格{given}元超过单次交易限值{expected}元，且不是单件商品。

    The dutiable price {given} exceeds the limit of one purchase, {expected}, and it is
    not a single article.
    """
    if not claim.admitted and claim.value > claim.single_limit:
        yield Difference(TOTAL, f"{claim.value:.2f}", f"{claim.single_limit:.2f}")


@check(
    "QUO-2001",
    receipt="-621018",
    clause=MOF_2018_49,
    remedy=(
        "改按一般贸易申报并全额缴税，或待下一年度再购买；在途占用有误的，先撤销对应清单。",
        (
            "Declare it as general trade, or buy next year; if another list holds the "
            "allowance by mistake, cancel that list first."
        ),
    ),
)
def within_annual_limit(claim: Claim) -> Iterator[Difference]:
    """订购人本年度已用额度加本次购买合计{given}元，超过年度交易限值{expected}元。

    What the buyer has used this year and this purchase make {given}, above the annual
    limit of {expected}.
    """
    total = claim.used + claim.value
    if not claim.admitted and total > claim.annual_limit:
        yield Difference(TOTAL, f"{total:.2f}", f"{claim.annual_limit:.2f}")


ALLOWANCE = (within_single_limit, within_annual_limit)
