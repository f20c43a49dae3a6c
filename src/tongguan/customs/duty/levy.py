"""应纳税额 The formulas: exact until the last step, then once to the fen.

Consumption tax is part of its own base, so the composite price divides by one less the
rate. The division is done last, on a single exact numerator: reckoned the other way
round, 0.05 yuan at thirty per cent would come to 0.01499… instead of 0.015.
"""

from dataclasses import dataclass
from decimal import Decimal

from tongguan.customs.duty.law import Relief
from tongguan.customs.duty.model import Amounts, Burden, Missing, Rates, Treatment
from tongguan.trade.money import to_fen

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Statutory:
    """法定应纳税额 What is owed after relief, taxes as numerators over one divisor."""

    duty: Decimal
    consumption: Decimal
    vat: Decimal
    divisor: Decimal

    def rounded(self) -> Amounts:
        """Round, once, to the fen."""
        return Amounts(
            duty=to_fen(self.duty),
            consumption_tax=to_fen(self.consumption / self.divisor),
            vat=to_fen(self.vat / self.divisor),
        )


def needs(rates: Rates, treatment: Treatment) -> tuple[Missing, ...]:
    """缺失税率 Name what this treatment needs and the rates lack."""
    if treatment is Treatment.REDUCED or rates.duty is not None:
        return rates.missing
    if Missing.TARIFF_LINE in rates.missing:
        return rates.missing
    return (*rates.missing, Missing.DUTY_RATE)


def amounts(
    price: Decimal, rates: Rates, *, treatment: Treatment, relief: Relief
) -> Amounts | None:
    """应纳税额 Reckon what a line owes under a treatment; None if a rate is missing."""
    owed = statutory(price, rates, treatment=treatment, relief=relief)
    return owed.rounded() if owed else None


def statutory(
    price: Decimal, rates: Rates, *, treatment: Treatment, relief: Relief
) -> Statutory | None:
    """未舍入税额 The same, not rounded: linear in the price, given the rates."""
    reduced = treatment is Treatment.REDUCED
    duty = relief.duty_rate if reduced else rates.duty
    if duty is None or rates.vat is None or rates.consumption is None:
        return None
    share = relief.levied_share if reduced else ONE
    return _owed(price, duty, rates.vat * share, rates.consumption, share)


def _owed(
    price: Decimal, duty_rate: Decimal, vat: Decimal, burden: Burden, share: Decimal
) -> Statutory:
    duty, specific = price * duty_rate, burden.specific * burden.quantity
    composite, divisor = price + duty + specific, ONE - burden.rate
    consumption = composite * burden.rate + specific * divisor
    return Statutory(duty, consumption * share, composite * vat, divisor)
