"""Which checks a paper must pass by itself, and which firms it names."""

from collections.abc import Iterator
from typing import Any

from tongguan.commerce.order.rules import ORDER_CHECKS
from tongguan.customs.declaration.rules import DECLARATION_CHECKS
from tongguan.finance.payment.rules import PAYMENT_CHECKS
from tongguan.kit.checks import Check
from tongguan.logistics.waybill.rules import WAYBILL_CHECKS
from tongguan.trade.papers import AnyPaper, Declaration, Order, Payment, Waybill

CHECKS: dict[type[Any], tuple[Check[Any], ...]] = {
    Order: ORDER_CHECKS,
    Payment: PAYMENT_CHECKS,
    Waybill: WAYBILL_CHECKS,
    Declaration: DECLARATION_CHECKS,
}


def checks_of(paper: AnyPaper) -> tuple[Check[Any], ...]:
    """Return the checks of one kind of paper, in order of precedence."""
    return CHECKS[type(paper)]


def firms_named(paper: AnyPaper) -> Iterator[str]:
    """Name the codes of every firm a paper speaks of."""
    match paper:
        case Order():
            yield from (paper.platform.code, paper.seller.code)
            if paper.provider_code:
                yield paper.provider_code
        case Payment():
            yield from (paper.provider.code, paper.platform.code)
        case Waybill():
            yield paper.carrier.code
        case Declaration():
            yield from (paper.platform.code, paper.seller.code, paper.carrier.code)
            yield from (paper.declarant.code, paper.guarantor)
            if paper.zone_operator_code:
                yield paper.zone_operator_code
