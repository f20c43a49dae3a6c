"""算式 The formulas of a line's tax with their numbers, for a reader to check."""

from dataclasses import dataclass
from decimal import Decimal

from tongguan.customs.duty.law import Relief
from tongguan.customs.duty.model import Burden, LineLevy, Treatment
from tongguan.trade.money import ZERO

NO_BURDEN = Burden(ZERO)


@dataclass(frozen=True, slots=True)
class Formulas:
    """算式 One text for each tax; consumption tax is empty where there is none."""

    duty: str
    consumption: str
    vat: str


def formulas_of(levy: LineLevy, treatment: Treatment, relief: Relief) -> Formulas:
    """算式 Say how each tax of a line was reckoned under a treatment."""
    reduced = treatment is Treatment.REDUCED
    share = f" × {percent(relief.levied_share)}" if reduced else ""
    rate = relief.duty_rate if reduced else levy.rates.duty or ZERO
    burden, price = levy.rates.consumption or NO_BURDEN, levy.dutiable_price
    composite = _composite(price, price * rate, burden)
    consumption = _consumption(composite, burden)
    return Formulas(
        duty=f"{price} × {percent(rate)}",
        consumption=consumption + share if consumption else "",
        vat=f"{composite} × {percent(levy.rates.vat or ZERO)}{share}",
    )


def full_rates(levy: LineLevy) -> tuple[str, str]:
    """全额税率 Say the three rates a line meets as ordinary goods, in two languages."""
    rates, burden = levy.rates, levy.rates.consumption or NO_BURDEN
    duty, vat = percent(rates.duty or ZERO), percent(rates.vat or ZERO)
    share, specific = percent(burden.rate), f"{burden.specific} × {burden.quantity}"
    also, also_english = "", ""
    if burden.specific:
        also, also_english = f"，另 {specific}", f" and {specific}"
    return (
        f"（关税 {duty}，消费税 {share}{also}，增值税 {vat}）",
        f"(duty {duty}, consumption tax {share}{also_english}, VAT {vat})",
    )


def percent(rate: Decimal) -> str:
    """百分数 Say a fraction as a percentage without idle zeros."""
    return f"{(rate * 100).normalize():f}%"


def _composite(price: Decimal, duty: Decimal, burden: Burden) -> str:
    """Say the composite price: what consumption tax is a share of, tax included."""
    parts = [str(price)]
    if duty:
        parts.append(f"{duty.normalize():f}")
    if burden.specific:
        parts.append(f"{burden.specific} × {burden.quantity}")
    text = " + ".join(parts)
    text = f"({text})" if len(parts) > 1 else text
    return f"{text} ÷ (1 − {percent(burden.rate)})" if burden.rate else text


def _consumption(composite: str, burden: Burden) -> str:
    specific = f"{burden.specific} × {burden.quantity}" if burden.specific else ""
    share = f"{composite} × {percent(burden.rate)}" if burden.rate else ""
    both = " + ".join(part for part in (share, specific) if part)
    return f"({both})" if share and specific else both
