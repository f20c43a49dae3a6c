"""退货 What is no longer owed when goods come back in time."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from tongguan.customs.duty.model import Assessment, Treatment
from tongguan.trade.money import ZERO


@dataclass(frozen=True, slots=True)
class Cancelled:
    """不予征收 Tax that lapses, and the price given back to the year's allowance."""

    tax: Decimal
    allowance: Decimal


def cancelled_by_return(assessment: Assessment, numbers: Collection[int]) -> Cancelled:
    """退货核减 Cancel what the returned lines owed; lines count from 1.

    Raise ValueError for a line the list has not, or one whose tax is not known.
    """
    tax = allowance = ZERO
    for number in sorted(set(numbers)):
        if not 1 <= number <= len(assessment.lines):
            raise ValueError(f"There is no line {number}.")
        line = assessment.lines[number - 1]
        if line.amounts is None:
            raise ValueError(f"The tax of line {number} is not known.")
        tax += line.amounts.payable
        allowance += line.dutiable_price
    if assessment.treatment is Treatment.GENERAL_TRADE:
        allowance = ZERO
    return Cancelled(tax, allowance)
