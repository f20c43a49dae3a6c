"""税款计征 Assess a purchase: its treatment, each line's tax, and the year's allowance.

Pure and quick: everything it knows comes in with the consignment or from the rulebook
of its day. `workings` says the same assessment in steps.
"""

from dataclasses import replace
from datetime import date
from decimal import Context, Decimal, localcontext

from tongguan.customs.duty.law import DutyLaw, law_on
from tongguan.customs.duty.levy import amounts, needs
from tongguan.customs.duty.limits import dutiable_prices, is_one_article, treatment_of
from tongguan.customs.duty.model import (
    NOTHING_GIVEN,
    Assessment,
    Consignment,
    ConsignmentLine,
    LineLevy,
    Treatment,
    Unknown,
)
from tongguan.customs.duty.rates import rates_for
from tongguan.kit.trace import Source
from tongguan.trade.money import ZERO, in_yuan
from tongguan.trade.papers import Declaration, GoodsLine

EXACT = Context(prec=60)
LINES_KEPT = 8192
NOTHING_USED = in_yuan(0)
_RECKONED: dict[tuple[object, ...], LineLevy] = {}
_ASSESSED: dict[tuple[object, ...], Assessment] = {}


def assess(consignment: Consignment) -> Assessment:
    """税款计征 Say what a purchase owes; NotInForceError before the policy began."""
    with localcontext(EXACT):
        return _assess(consignment, law_on(consignment.day))


def assess_list(declaration: Declaration, used: Decimal) -> Assessment:
    """清单计税 Say what a list owes; many hold the same goods at the same prices.

    What the buyer has used changes nothing but what is left, unless a limit is passed.
    """
    it = declaration
    purchase = (it.declared_on, it.freight, it.insurance, *map(_priced, it.lines))
    alone = _ASSESSED.get(purchase)
    if alone is None:
        if len(_ASSESSED) >= LINES_KEPT:
            _ASSESSED.clear()
        alone = assess(from_declaration(it, NOTHING_USED))
        _ASSESSED[purchase] = alone
    return _after(alone, declaration, used) if used else alone


def _after(alone: Assessment, declaration: Declaration, used: Decimal) -> Assessment:
    """Assess a purchase after others of the year."""
    limits = law_on(declaration.declared_on).limits.says
    lines, price = declaration.lines, alone.dutiable_price
    with localcontext(EXACT):
        treatment = treatment_of(
            price, used=used, one_article=is_one_article(lines), limits=limits
        )
        if treatment is not alone.treatment:
            return assess(from_declaration(declaration, used))
        left = limits.annual_limit - used - alone.counted_against_allowance
        return replace(alone, allowance_after=max(left, ZERO))


def _priced(line: GoodsLine) -> tuple[object, ...]:
    """Name what the tax of a goods item rests on; quantities as they are written."""
    return (
        line.hs_code,
        line.total,
        str(line.quantity),
        line.unit,
        str(line.statutory_quantity),
        line.statutory_unit,
        str(line.second_quantity),
        line.second_unit,
    )


def total_as(assessment: Assessment, treatment: Treatment, day: date) -> Decimal | None:
    """按另一方式计税 What the purchase would owe in all under another treatment."""
    with localcontext(EXACT):
        relief = law_on(day).relief.says
        owed = [
            amounts(line.dutiable_price, line.rates, treatment=treatment, relief=relief)
            for line in assessment.lines
        ]
    known = [line.payable for line in owed if line is not None]
    return sum(known, ZERO) if len(known) == len(owed) else None


def from_declaration(declaration: Declaration, used: Decimal) -> Consignment:
    """清单计税 Take a declaration list as a purchase to be taxed, in yuan.

    `used` is what the buyer's purchases already count this calendar year.
    """
    return Consignment(
        day=declaration.declared_on,
        lines=tuple(_declared(line) for line in declaration.lines),
        freight=declaration.freight,
        insurance=declaration.insurance,
        used_this_year=used,
    )


def _assess(consignment: Consignment, law: DutyLaw) -> Assessment:
    lines, limits = consignment.lines, law.limits.says
    prices = dutiable_prices(lines, consignment.freight + consignment.insurance)
    price = sum(prices, ZERO)
    used = consignment.used_this_year
    treatment = treatment_of(
        price, used=used, one_article=is_one_article(lines), limits=limits
    )
    levies = tuple(
        _levied(line, share, treatment=treatment, day=consignment.day)
        for line, share in zip(lines, prices, strict=True)
    )
    owed = [levy.amounts.payable for levy in levies if levy.amounts is not None]
    counted = ZERO if treatment is Treatment.GENERAL_TRADE else price
    return Assessment(
        treatment=treatment,
        dutiable_price=price,
        lines=levies,
        payable=sum(owed, ZERO) if len(owed) == len(levies) else None,
        counted_against_allowance=counted,
        allowance_after=max(limits.annual_limit - used - counted, ZERO),
        unknowns=tuple(_unknowns(levies, treatment)),
        editions=_editions(levies, law),
    )


def _levied(
    line: ConsignmentLine, price: Decimal, *, treatment: Treatment, day: date
) -> LineLevy:
    """Reckon a line once: many parcels hold the same article at the same price."""
    if line.given is not NOTHING_GIVEN:
        return _reckoned(line, price, treatment=treatment, day=day)
    content = tuple(f"{unit} {it}" for unit, it in line.measured.items())
    article = (line.hs_code, price, treatment, day, str(line.quantity), content)
    levy = _RECKONED.get(article)
    if levy is None:
        if len(_RECKONED) >= LINES_KEPT:
            _RECKONED.clear()
        levy = _reckoned(line, price, treatment=treatment, day=day)
        _RECKONED[article] = levy
    return levy


def _reckoned(
    line: ConsignmentLine, price: Decimal, *, treatment: Treatment, day: date
) -> LineLevy:
    law = law_on(day)
    rates = rates_for(line, price, law)
    owed = amounts(price, rates, treatment=treatment, relief=law.relief.says)
    return LineLevy(price, rates, owed)


def _unknowns(levies: tuple[LineLevy, ...], treatment: Treatment) -> list[Unknown]:
    return [
        Unknown(number, what)
        for number, levy in enumerate(levies, start=1)
        if levy.amounts is None
        for what in needs(levy.rates, treatment)
    ]


def _editions(levies: tuple[LineLevy, ...], law: DutyLaw) -> tuple[Source, ...]:
    burdens = [levy.rates.consumption for levy in levies]
    met = [burden.source for burden in burdens if burden and burden.source]
    return (*law.sources.values(), *dict.fromkeys(met))


def _declared(line: GoodsLine) -> ConsignmentLine:
    measured = {line.unit: line.quantity, line.statutory_unit: line.statutory_quantity}
    if line.second_unit and line.second_quantity is not None:
        measured[line.second_unit] = line.second_quantity
    return ConsignmentLine(
        hs_code=line.hs_code,
        quantity=line.quantity,
        total=line.total,
        measured=measured,
    )
