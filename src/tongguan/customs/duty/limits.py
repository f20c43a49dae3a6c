"""限值 Whether a purchase passes as retail, and how its charges are spread."""

from collections.abc import Sequence
from decimal import Decimal

from tongguan.customs.duty.law import Limits
from tongguan.customs.duty.model import ConsignmentLine, Treatment
from tongguan.trade.money import ZERO, to_fen
from tongguan.trade.papers import GoodsLine


def treatment_of(
    price: Decimal, *, used: Decimal, one_article: bool, limits: Limits
) -> Treatment:
    """判定征税方式 Weigh a dutiable price against the limits of its day.

    "Not above" (不超过) includes the number, "below" (低于) does not.
    """
    if used + price > limits.annual_limit:
        return Treatment.GENERAL_TRADE
    if price <= limits.single_limit:
        return Treatment.REDUCED
    if limits.dear_article_may_pass and one_article and dear_may_pass(price, limits):
        return Treatment.FULL_RATES
    return Treatment.GENERAL_TRADE


def dear_may_pass(price: Decimal, limits: Limits) -> bool:
    """低于年度限值 Whether one dear article is cheap enough, as the text is read."""
    if limits.dear_article_strictly_below_annual:
        return price < limits.annual_limit
    return price <= limits.annual_limit


def is_one_article(lines: Sequence[ConsignmentLine | GoodsLine]) -> bool:
    """仅一件商品 One goods line, and one piece of it: two bottles are not one."""
    return len(lines) == 1 and lines[0].quantity == 1


def spread(charge: Decimal, values: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """分摊运保费 Spread a charge over lines by value; the last takes the rest.

    Shares are whole fen. No line but the last is ever given more than is left, so none
    is negative.
    """
    total, left = sum(values, ZERO), charge
    shares = []
    for value in values[:-1]:
        share = min(to_fen(charge * value / total), left) if total else ZERO
        shares.append(share)
        left -= share
    return (*shares, left)


def dutiable_prices(
    lines: Sequence[ConsignmentLine], charge: Decimal
) -> tuple[Decimal, ...]:
    """完税价格 Each line's price with its share of the charges, to the fen."""
    values = [to_fen(line.total) for line in lines]
    charge = to_fen(charge)
    if not charge:
        return tuple(values)
    shares = spread(charge, values)
    return tuple(value + share for value, share in zip(values, shares, strict=True))
