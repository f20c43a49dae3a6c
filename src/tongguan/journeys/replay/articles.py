"""商品逐一核 Asks the rules about every distinct goods item, and for rates as numbers.

A month brings few articles many times over. What the law says of one (may it come in,
is it counted in the right unit, which rates does it meet) does not depend on the list
it stands in, so the rules are asked once for all lists it stands in.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import Any, NamedTuple

from tongguan.customs.duty.law import DutyLaw, law_on
from tongguan.customs.duty.levy import Statutory, statutory
from tongguan.customs.duty.model import ConsignmentLine, Rates, Treatment
from tongguan.customs.duty.rates import rates_for
from tongguan.customs.duty.rules import EXACT, from_declaration
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.listing import edition_on as listing_on
from tongguan.customs.filing.model import Remark
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.risk.model import RiskFacts, Suspect, selectivity_on
from tongguan.customs.risk.rules import content_is_as_described
from tongguan.journeys.replay.model import ArchivedLine
from tongguan.journeys.replay.plain import LAW_CODES, NOTHING_DECLARED, goods_line
from tongguan.kit.checks import verify
from tongguan.trade.money import ZERO, in_yuan

DEAREST = 10**9  # fen: what is dearer is decided one by one
BITS = {code: 1 << place for place, code in enumerate(LAW_CODES)}
EXACT_BITS = 1 << 62
KEY = (
    *("hs_code", "name", "model", "unit", "quantity"),
    *("statutory_unit", "statutory_quantity", "second_unit", "second_quantity"),
)
NO_FACTS = RiskFacts(
    spent_same_shop_today=ZERO,
    lists_same_day=1,
    buyers_on_telephone=1,
    buyers_on_address=1,
    draw=Decimal(1),
)


class Slopes(NamedTuple):
    """税额系数 Duty, consumption tax and VAT in fen as (a × price + b) ÷ d each.

    `known` is false where a rate is missing, `fits` where a number would be too large.
    """

    known: bool
    fits: bool
    duty: tuple[int, int, int]
    consumption: tuple[int, int, int]
    vat: tuple[int, int, int]


UNKNOWN = Slopes(
    known=False, fits=True, duty=(0, 0, 1), consumption=(0, 0, 1), vat=(0, 0, 1)
)


class Judged(NamedTuple):
    """商品结论 What the rules say of an article: codes, and the number of its rates.

    `alone` is false where the other lines of a list have a say, `rates` is -1 where the
    price has; then `consigned` is asked about at each.
    """

    codes: int
    alone: bool
    rates: int
    consigned: ConsignmentLine


@lru_cache
def era_of(day: date) -> date:
    """Return the first day on which the law said all that it said on `day`."""
    law = law_on(day)
    classes = (it.source.effective for it in law.consumption.values())
    return max(
        law.limits.effective,
        law.relief.effective,
        law.vat.effective,
        law.tariff.effective,
        *map(date.fromisoformat, classes),
        listing_on(day).effective,
        selectivity_on(day).effective,
    )


class Articles:
    """Remembers what the rules said of articles, and the rates they met."""

    def __init__(self) -> None:
        self.judged: dict[tuple[object, ...], Judged] = {}
        self.slopes: list[tuple[Slopes, Slopes]] = []
        self._numbers: dict[tuple[date, Rates], int] = {}

    def judge(self, era: date, mode: str, line: tuple[object, ...]) -> Judged:
        """Ask the rules about a line of a list under a mode, once."""
        key = (era, mode, *line)
        found = self.judged.get(key)
        if found is None:
            found = self.judged[key] = self._judge(era, mode, line)
        return found

    def _judge(self, era: date, mode: str, line: tuple[object, ...]) -> Judged:
        item = goods_line(1, archived(line))
        declaration = replace(
            NOTHING_DECLARED, declared_on=era, supervision_mode=mode, lines=(item,)
        )
        law = law_on(era)
        findings = [
            *verify(
                Admission(declaration=declaration, tariff=law.tariff.says), ADMISSION
            ),
            *verify(
                Suspect(declaration=declaration, facts=NO_FACTS),
                (content_is_as_described,),
            ),
        ]
        listed = listing_on(era).says.find(item.hs_code)
        consigned = from_declaration(declaration, ZERO).lines[0]
        cheap = rates_for(consigned, ZERO, law)
        dear = rates_for(consigned, in_yuan(DEAREST), law)
        return Judged(
            codes=bits_of(finding.code for finding in findings),
            alone=all(it.remark is not Remark.YEARLY for it in listed),
            rates=self._number(era, cheap) if cheap == dear else -1,
            consigned=consigned,
        )

    def rates_at(self, era: date, consigned: ConsignmentLine, price: int) -> int:
        """Return the number of the rates a line meets at a price, in fen."""
        return self._number(era, rates_for(consigned, in_yuan(price), law_on(era)))

    def _number(self, era: date, rates: Rates) -> int:
        number = self._numbers.get((era, rates))
        if number is None:
            number = self._numbers[era, rates] = len(self.slopes)
            law = law_on(era)
            self.slopes.append(
                (
                    slopes_of(rates, Treatment.FULL_RATES, law),
                    slopes_of(rates, Treatment.REDUCED, law),
                )
            )
        return number


def archived(line: tuple[object, ...]) -> ArchivedLine:
    """Say the values of a key as a line; its total is asked of nobody."""
    said: dict[str, Any] = dict(zip(KEY, line, strict=True))
    return ArchivedLine(**said, origin="", total=ZERO)


def slopes_of(rates: Rates, treatment: Treatment, law: DutyLaw) -> Slopes:
    """Ask the formulas at two prices; what they owe lies on a straight line."""
    relief = law.relief.says
    with localcontext(EXACT):
        none = statutory(ZERO, rates, treatment=treatment, relief=relief)
        one = statutory(Decimal(1), rates, treatment=treatment, relief=relief)
    if none is None or one is None:
        return UNKNOWN
    taxes = tuple(map(_slope, _fen(none), _fen(one)))
    most = max(2 * (a * DEAREST + b) + d for a, b, d in taxes)
    duty, consumption, vat = taxes
    return Slopes(
        known=True,
        fits=most < EXACT_BITS,
        duty=duty,
        consumption=consumption,
        vat=vat,
    )


def bits_of(codes: Iterable[str]) -> int:
    """Say codes as bits, each once."""
    return sum(BITS[code] for code in set(codes))


def _fen(owed: Statutory) -> tuple[Fraction, Fraction, Fraction]:
    divisor = Fraction(owed.divisor)
    return (
        Fraction(owed.duty) * 100,
        Fraction(owed.consumption) * 100 / divisor,
        Fraction(owed.vat) * 100 / divisor,
    )


def _slope(none: Fraction, one: Fraction) -> tuple[int, int, int]:
    """Take fen owed on nothing and on one yuan; a fen adds a hundredth of it."""
    rise = (one - none) / 100
    whole = lcm(rise.denominator, none.denominator)
    return int(rise * whole), int(none * whole), whole
