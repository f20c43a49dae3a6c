"""风险要素 What is counted around a parcel, and the parameters it is held against."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from tongguan.customs.duty.law import DAYS_KEPT, law_on
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import load
from tongguan.trade.money import ZERO
from tongguan.trade.papers import Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskFacts:
    """风险事实 What the records say around one list.

    `spent_same_shop_today` is what the buyer's other lists of that day from that shop
    are worth. The other counts include this list: the buyer's lists of the day, and
    the different buyers on its telephone and at its address. `draw` is a number from
    0 up to but not including 1.
    """

    spent_same_shop_today: Decimal
    lists_same_day: int
    buyers_on_telephone: int
    buyers_on_address: int
    draw: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectivity:
    """布控参数 From how many, how much and how often a parcel is looked at."""

    buyers_on_telephone: int
    buyers_on_address: int
    lists_a_day: int
    content_tolerance: Decimal
    look_back_days: int
    random_share: Decimal


_EDITIONS: Dated[Selectivity] = load("customs/risk/selectivity.yaml", Selectivity)


@lru_cache(maxsize=DAYS_KEPT)
def selectivity_on(day: date) -> Edition[Selectivity]:
    """Return the parameters in force on `day`."""
    return _EDITIONS.on(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """布控对象 A list with the facts around its parcel, on its day."""

    declaration: Declaration
    facts: RiskFacts

    @property
    def parameters(self) -> Selectivity:
        """What the parcel is held against on its day."""
        return selectivity_on(self.declaration.declared_on).says

    @property
    def single_limit(self) -> Decimal:
        """The limit for a single purchase on its day, in yuan."""
        return law_on(self.declaration.declared_on).limits.says.single_limit

    @property
    def value(self) -> Decimal:
        """What the list is worth: its goods, freight and insurance."""
        declaration = self.declaration
        goods = sum((line.total for line in declaration.lines), ZERO)
        return goods + declaration.freight + declaration.insurance
