"""税额系数 Asks how tax grows with the price of goods, and with how much there is.

The formulas are linear: asked at nothing and at one, they give their slopes as whole
fractions. So is the price from which a class is taxed otherwise (ten yuan a gram). Of
a kind it is found out which quantity that price and the tax grow with, by doubling
each; where they grow with two, or otherwise than in proportion, nothing is said.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from math import lcm
from typing import NamedTuple, cast

from tongguan.customs.duty.consumption import floor_for
from tongguan.customs.duty.law import DutyLaw, law_on
from tongguan.customs.duty.levy import Statutory, statutory
from tongguan.customs.duty.model import ConsignmentLine, Rates, Treatment
from tongguan.customs.duty.rates import rates_for
from tongguan.customs.duty.rules import EXACT, from_declaration
from tongguan.journeys.replay.kinds import TYPICAL, Kind, Watched, item_of
from tongguan.journeys.replay.plain import NOTHING_DECLARED
from tongguan.trade.money import FEN, ZERO, in_yuan

DEAREST = 10**9  # fen: what is dearer is decided one by one
EXACT_BITS = 1 << 62
GRAINS = 10**5  # quantities are declared in hundred-thousandths of a unit
TREATMENTS = (Treatment.FULL_RATES, Treatment.REDUCED)
OF_CODE = {"hs_code", "given"}
ONE = Decimal(1)
Number = tuple[int, int, int]


class Slopes(NamedTuple):
    """Duty, consumption tax and VAT in fen, as (a × price + c × content) ÷ d each.

    The price is in fen, the content in grains. `known` is false where a rate is
    missing; with more than `most` of content a number would be too large.
    """

    known: bool
    most: int
    duty: Number
    consumption: Number
    vat: Number


UNKNOWN = Slopes(
    known=False,
    most=EXACT_BITS,
    duty=(0, 0, 1),
    consumption=(0, 0, 1),
    vat=(0, 0, 1),
)


class Growth(NamedTuple):
    """How a kind is taxed: by which quantity, from which price on, at which rates.

    `by` counts quantities from 1; nought is none. `floor` is fen a grain of it, `below`
    and `above` it are the numbers of the rates.
    """

    by: int
    floor: Fraction
    below: int
    above: int


class Told(NamedTuple):
    """What the law says of a line: where it parts, and the rates on both sides."""

    floor: Decimal
    content: tuple[Decimal, Decimal]
    rates: tuple[Rates, Rates]


class Duties:
    """Remembers the rates that were met, and gives them numbers."""

    def __init__(self) -> None:
        self.slopes: list[tuple[Slopes, Slopes]] = []
        self._numbers: dict[tuple[date, Rates, Fraction], int] = {}
        self._of_codes: dict[tuple[date, str], Growth | None] = {}

    def __len__(self) -> int:
        return len(self.slopes) + len(self._of_codes)

    def growth_of(self, kind: Kind) -> Growth | None:
        """Find out how a kind is taxed; None where it is not as simple as that."""
        code = kind.era, kind.hs_code
        if code in self._of_codes:
            return self._of_codes[code]
        growth, read = self._found_out(kind)
        if read <= OF_CODE:
            self._of_codes[code] = growth
        return growth

    def _found_out(self, kind: Kind) -> tuple[Growth | None, set[str]]:
        law, line = law_on(kind.era), Watched(line_of(kind, TYPICAL))
        with localcontext(EXACT):
            told = told_of(cast("ConsignmentLine", line), law)
            others = () if line.read <= OF_CODE else doubled()
            grown = [told_of(line_of(kind, much), law) for much in others]
        return self._growth(kind.era, told, grown), line.read

    def _growth(
        self, era: date, told: Told | None, grown: Sequence[Told | None]
    ) -> Growth | None:
        by = [place for place, it in enumerate(grown) if it != told]
        if told is None or len(by) > 1:
            return None
        if twice(told) != (grown[by[0]] if by else told):
            return None
        grains = TYPICAL[by[0]] * GRAINS if by else ONE
        below, above = (
            self._number(era, rates, Fraction(content) / Fraction(grains))
            for rates, content in zip(told.rates, told.content, strict=True)
        )
        floor = Fraction(told.floor) * 100 / Fraction(grains)
        return Growth(by[0] + 1 if by else 0, floor, below, above)

    def _number(self, era: date, rates: Rates, content: Fraction) -> int:
        number = self._numbers.get((era, rates, content))
        if number is None:
            number = self._numbers[era, rates, content] = len(self.slopes)
            law = law_on(era)
            full, reduced = (slopes_of(rates, content, it, law) for it in TREATMENTS)
            self.slopes.append((full, reduced))
        return number


def told_of(line: ConsignmentLine, law: DutyLaw) -> Told | None:
    """Ask the law about a line on both sides of its floor; None if there are more."""
    floor = floor_for(line, law=law, tariff=law.tariff.says.find(line.hs_code))
    turn = ZERO if floor is None else max(floor.price, ZERO)
    below, above = rates_for(line, ZERO, law), rates_for(line, turn, law)
    if turn and rates_for(line, turn - FEN, law) != below:
        return None
    if rates_for(line, in_yuan(DEAREST), law) != above:
        return None
    content = content_of(below), content_of(above)
    return Told(turn, content, (bare(below), bare(above)))


def line_of(kind: Kind, much: tuple[Decimal, ...]) -> ConsignmentLine:
    """Take so much of a kind as a line to be taxed."""
    declaration = replace(NOTHING_DECLARED, lines=(item_of(kind, much=much),))
    return from_declaration(declaration, ZERO).lines[0]


def doubled() -> Iterator[tuple[Decimal, ...]]:
    """Say typical quantities, one of them doubled."""
    for place, much in enumerate(TYPICAL):
        yield (*TYPICAL[:place], 2 * much, *TYPICAL[place + 1 :])


def twice(told: Told) -> Told:
    """Say what the law should say of twice the content."""
    below, above = told.content
    return Told(2 * told.floor, (2 * below, 2 * above), told.rates)


def content_of(rates: Rates) -> Decimal:
    """Say what rates levy an amount on, nothing where they levy none."""
    burden = rates.consumption
    return burden.quantity if burden and burden.specific else ZERO


def bare(rates: Rates, quantity: Decimal = ZERO) -> Rates:
    """Say rates as those of another content, of nothing unless named."""
    burden = rates.consumption
    if burden is None or burden.quantity == quantity:
        return rates
    return replace(rates, consumption=replace(burden, quantity=quantity))


def slopes_of(
    rates: Rates, content: Fraction, treatment: Treatment, law: DutyLaw
) -> Slopes:
    """Ask the formulas at nothing, one yuan and one of content; they are linear.

    A grain of the quantity that decides is so much of `content`.
    """
    relief = law.relief.says
    with localcontext(EXACT):
        nothing, yuan, one = (
            statutory(price, it, treatment=treatment, relief=relief)
            for price, it in ((ZERO, rates), (ONE, rates), (ZERO, bare(rates, ONE)))
        )
    if nothing is None or yuan is None or one is None:
        return UNKNOWN
    assert not any(_fen(nothing)), "nothing is owed on nothing"
    taxes = tuple(
        _number(of_yuan / 100, of_one * content)
        for of_yuan, of_one in zip(_fen(yuan), _fen(one), strict=True)
    )
    duty, consumption, vat = taxes
    most = min(map(_most, taxes))
    if most < 0:
        return UNKNOWN._replace(known=True, most=most)
    return Slopes(
        known=True,
        most=most,
        duty=duty,
        consumption=consumption,
        vat=vat,
    )


def _fen(owed: Statutory) -> tuple[Fraction, Fraction, Fraction]:
    divisor = Fraction(owed.divisor)
    return (
        Fraction(owed.duty) * 100,
        Fraction(owed.consumption) * 100 / divisor,
        Fraction(owed.vat) * 100 / divisor,
    )


def _number(price: Fraction, content: Fraction) -> Number:
    whole = lcm(price.denominator, content.denominator)
    return int(price * whole), int(content * whole), whole


def _most(number: Number) -> int:
    """Say how much content leaves numbers exact; -1 where nothing does."""
    a, c, d = number
    room = EXACT_BITS - d - 2 * a * DEAREST
    if min(a, c, room) < 0:
        return -1
    return room // (2 * c) if c else EXACT_BITS
