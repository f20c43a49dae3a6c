"""消费税 Which consumption tax a line bears, judged on its dutiable unit price.

A floor is compared by multiplication (price >= floor * content), never by division, so
that a price exactly on the floor is exactly on it.
"""

from decimal import Decimal
from typing import NamedTuple

from tongguan.customs.duty.law import (
    ConsumptionClass,
    DutyLaw,
    measures,
    taxed_headings,
    taxed_headings_source,
)
from tongguan.customs.duty.model import Burden, ConsignmentLine, Missing
from tongguan.customs.tariff.model import UNTAXED, TariffLine
from tongguan.trade.money import ZERO

HEADING = 4


class Floor(NamedTuple):
    """起征价 A price of a whole line, and whether the tax applies from it on.

    `reached` is None where a price that reaches it does not tell yet.
    """

    price: Decimal
    reached: bool | None = True


NO_FLOOR = Floor(Decimal("-Infinity"))


def burden_of(
    line: ConsignmentLine, price: Decimal, *, law: DutyLaw, tariff: TariffLine | None
) -> Burden | Missing:
    """消费税负担 Find the tax a line bears, or say what is missing to find it."""
    given = line.given
    if given.consumption is not None or given.specific is not None:
        return _as_given(line, price, law=law, tariff=tariff)
    name = _class_named(line.hs_code, tariff)
    if name == UNTAXED:
        return _untaxed(tariff)
    found = law.consumption.get(name)
    if found is None:
        return Missing.CONSUMPTION_RATE
    reached = floor_is_reached(found, line, price)
    if reached is None:
        return Missing.NET_CONTENT
    rate, specific = _rates(found, reached=reached)
    burden = Burden(rate, specific, _litres(line), found.source)
    return _lacking(line, specific) or burden


def class_by_code(
    hs_code: str, tariff: TariffLine | None, law: DutyLaw
) -> ConsumptionClass | None:
    """消费税税目 The class whose floor decides: the tariff's, else the heading's."""
    name = _class_named(hs_code, tariff)
    found = law.consumption.get(name)
    return found or law.consumption.get(taxed_headings().get(hs_code[:HEADING], ""))


def floor_is_reached(
    found: ConsumptionClass, line: ConsignmentLine, price: Decimal
) -> bool | None:
    """完税单价达到起征标准 Tell whether; None when the content is not known."""
    floor = floor_of(found, line)
    if floor is None:
        return None
    return floor.reached if price >= floor.price else False


def floor_for(
    line: ConsignmentLine, *, law: DutyLaw, tariff: TariffLine | None
) -> Floor | None:
    """起征价 Find the floor of a line whose rates are the tariff's, if it is known."""
    found = law.consumption.get(_class_named(line.hs_code, tariff))
    return NO_FLOOR if found is None else floor_of(found, line)


def floor_of(found: ConsumptionClass, line: ConsignmentLine) -> Floor | None:
    """起征价 Say which price a line has to reach; None when its content is unknown."""
    rate = found.rate
    if rate.floor_per_piece:
        return Floor(rate.floor_per_piece * line.quantity)
    if rate.floor_per_litre:
        return _floor(rate.floor_per_litre, amount_in(line, "litre"))
    if rate.floor_per_gram:
        return _cosmetics_floor(found, line)
    return NO_FLOOR


def amount_in(line: ConsignmentLine, measure: str) -> Decimal | None:
    """含量 The whole line's content in a measure, None when it is not known."""
    for unit, factor in measures()[measure].items():
        quantity = line.measured.get(unit)
        if quantity:
            return quantity * factor
    return None


def _class_named(hs_code: str, tariff: TariffLine | None) -> str:
    """Name the class, "none" where no goods of the heading are taxed, "" unknown."""
    if tariff is not None and tariff.consumption is not None:
        return tariff.consumption
    return "" if hs_code[:HEADING] in taxed_headings() else UNTAXED


def _untaxed(tariff: TariffLine | None) -> Burden:
    if tariff is not None and tariff.consumption is not None:
        return Burden(ZERO)
    return Burden(ZERO, source=taxed_headings_source())


def _as_given(
    line: ConsignmentLine, price: Decimal, *, law: DutyLaw, tariff: TariffLine | None
) -> Burden | Missing:
    """Take the rates given; where a content is given too, the floor still decides."""
    given = line.given
    listed = law.consumption.get(_class_named(line.hs_code, tariff))
    rate, specific = _rates(listed, reached=True) if listed else (ZERO, ZERO)
    rate = rate if given.consumption is None else given.consumption
    specific = specific if given.specific is None else given.specific
    if given.specific is None and not _litres(line):
        specific = ZERO  # the rate given is all that can be levied
    found = class_by_code(line.hs_code, tariff, law)
    if found and line.measured and floor_is_reached(found, line, price) is False:
        rate, specific = _rates(found, reached=False)
    return _lacking(line, specific) or Burden(rate, specific, _litres(line))


def _rates(found: ConsumptionClass, *, reached: bool) -> tuple[Decimal, Decimal]:
    rate = found.rate
    if reached:
        return rate.ad_valorem, rate.specific
    return rate.below_ad_valorem, rate.below_specific


def _lacking(line: ConsignmentLine, specific: Decimal) -> Missing | None:
    """Name what a specific rate lacks: the content, or the given rate's quantity."""
    if not specific or _litres(line):
        return None
    if line.given.specific is None:
        return Missing.NET_CONTENT
    return Missing.CONSUMPTION_QUANTITY


def _litres(line: ConsignmentLine) -> Decimal:
    if line.given.specific_quantity is not None:
        return line.given.specific_quantity
    return amount_in(line, "litre") or ZERO


def _cosmetics_floor(found: ConsumptionClass, line: ConsignmentLine) -> Floor | None:
    """十元每克（毫升）或十五元每片 Judge by the measure the goods are sold in.

    A sheet mask may be dear by the sheet and cheap by the gram, so grams do not decide
    for it; but a piece holds at least one sheet, which decides the cheap ones.
    """
    rate = found.rate
    sheets = amount_in(line, "sheet")
    if found.measure == "sheet":
        reached = None if sheets is None else True
        return Floor(rate.floor_per_sheet * (sheets or line.quantity), reached=reached)
    grams = amount_in(line, "gram")
    if grams is None:
        return _floor(rate.floor_per_sheet, sheets)
    return Floor(rate.floor_per_gram * grams)


def _floor(each: Decimal, content: Decimal | None) -> Floor | None:
    return None if content is None else Floor(each * content)
