"""商品逐一核 Asks the rules about every distinct goods item, and for rates as numbers.

A month brings few articles many times over. What the law says of one (may it come in,
is it counted in the right unit, which rates does it meet) does not depend on the list
it stands in, so the rules are asked once for all lists it stands in.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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
from tongguan.trade.papers import Declaration

DEAREST = 10**9  # fen: what is dearer is decided one by one
TOGETHER = 50  # so that no finding is left out: lists may have so many, not more
OF_GOODS = (content_is_as_described,)
Item = tuple[Any, ...]
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
        self.judged: dict[Item, Judged] = {}
        self.slopes: list[tuple[Slopes, Slopes]] = []
        self._numbers: dict[tuple[date, Rates], int] = {}

    def judge(self, items: Sequence[Item]) -> list[Judged]:
        """Say what the rules say of items, asking only about new ones.

        Many items of an era and a mode are asked about as the lines of one list.
        """
        alike: dict[tuple[Any, ...], list[Item]] = defaultdict(list)
        for item in items:
            if item not in self.judged:
                alike[item[:2]].append(item)
        for (era, mode), new in alike.items():
            for start in range(0, len(new), TOGETHER):
                self._ask(era, mode, new[start : start + TOGETHER])
        return [self.judged[item] for item in items]

    def _ask(self, era: date, mode: str, items: Sequence[Item]) -> None:
        lines = (archived(item[2:]) for item in items)
        declaration = replace(
            NOTHING_DECLARED,
            declared_on=era,
            supervision_mode=mode,
            lines=tuple(goods_line(n, it) for n, it in enumerate(lines, start=1)),
        )
        codes = codes_by_line(declaration)
        consigned = from_declaration(declaration, ZERO).lines
        for number, (item, line) in enumerate(zip(items, consigned, strict=True), 1):
            self.judged[item] = self._judged(era, line, codes[number])

    def _judged(self, era: date, line: ConsignmentLine, codes: set[str]) -> Judged:
        law, listed = law_on(era), listing_on(era).says.find(line.hs_code)
        cheap = rates_for(line, ZERO, law)
        dear = rates_for(line, in_yuan(DEAREST), law)
        return Judged(
            codes=bits_of(codes),
            alone=all(it.remark is not Remark.YEARLY for it in listed),
            rates=self._number(era, cheap) if cheap == dear else -1,
            consigned=line,
        )

    def rates_at(self, item: Item, price: int) -> int:
        """Return the number of the rates a judged item meets at a price, in fen."""
        era, line = item[0], self.judged[item].consigned
        return self._number(era, rates_for(line, in_yuan(price), law_on(era)))

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


def codes_by_line(declaration: Declaration) -> dict[int, set[str]]:
    """Ask the rules about the goods of a list; return the codes found, by line."""
    tariff = law_on(declaration.declared_on).tariff.says
    findings = [
        *verify(Admission(declaration=declaration, tariff=tariff), ADMISSION),
        *verify(Suspect(declaration=declaration, facts=NO_FACTS), OF_GOODS),
    ]
    codes: dict[int, set[str]] = defaultdict(set)
    for finding in findings:
        assert finding.difference is not None, "what is found is found somewhere"
        codes[finding.difference.place.line or 0].add(finding.code)
    assert 0 not in codes, "these rules speak of goods items only"
    return codes


def archived(line: Item) -> ArchivedLine:
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
