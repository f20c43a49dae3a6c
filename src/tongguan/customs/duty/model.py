"""税款 The nouns of an assessment: what is valued, what is owed, what is unknown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tongguan.kit.trace import Source
from tongguan.trade.money import ZERO


class Treatment(StrEnum):
    """征税方式 How the tax of a purchase is reckoned."""

    REDUCED = "reduced"
    FULL_RATES = "full_rates"
    GENERAL_TRADE = "general_trade"


class Missing(StrEnum):
    """待补事项 What must be known before a line can be taxed."""

    TARIFF_LINE = "hs"
    VAT_RATE = "vat_rate"
    CONSUMPTION_RATE = "consumption_rate"
    NET_CONTENT = "net_content"
    CONSUMPTION_QUANTITY = "consumption_quantity"
    DUTY_RATE = "mfn_rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRates:
    """指定税率 Rates that take the place of the tariff's; None leaves the tariff's.

    `specific` is yuan a unit of `specific_quantity`, which is the whole line's.
    """

    duty: Decimal | None = None
    vat: Decimal | None = None
    consumption: Decimal | None = None
    specific: Decimal | None = None
    specific_quantity: Decimal | None = None


NOTHING_GIVEN = GivenRates()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsignmentLine:
    """计税商品项 One goods item to be taxed.

    `measured` is the content of the whole line by customs unit code, as far as it is
    known: {"036": 40} is forty grams. Exactly one article is a quantity of one.
    """

    hs_code: str
    quantity: Decimal
    total: Decimal
    measured: Mapping[str, Decimal] = field(default_factory=dict)
    given: GivenRates = NOTHING_GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Consignment:
    """一票货物 A purchase to be taxed by the law of `day`, in yuan.

    `used_this_year` is what the buyer's purchases already count this calendar year.
    """

    day: date
    lines: tuple[ConsignmentLine, ...]
    freight: Decimal = ZERO
    insurance: Decimal = ZERO
    used_this_year: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Burden:
    """消费税负担 Consumption tax on a line: a share, and an amount for a quantity."""

    rate: Decimal
    specific: Decimal = ZERO
    quantity: Decimal = ZERO
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """适用税率 The rates found for one line; None where `missing` says why.

    The duty rate may be None without being missing: within the limits nobody asks.
    """

    duty: Decimal | None
    vat: Decimal | None
    consumption: Burden | None
    missing: tuple[Missing, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Amounts:
    """税额 What is owed, to the fen."""

    duty: Decimal
    consumption_tax: Decimal
    vat: Decimal

    @property
    def payable(self) -> Decimal:
        """应纳税额合计 The three together."""
        return self.duty + self.consumption_tax + self.vat


@dataclass(frozen=True, slots=True)
class LineLevy:
    """商品项税款 One line's dutiable price, the rates it met, and what it owes.

    `amounts` is None when a rate it needs is unknown.
    """

    dutiable_price: Decimal
    rates: Rates
    amounts: Amounts | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """未知 What is missing to tax a line; lines count from 1."""

    line: int
    what: Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """计税结果 What a purchase owes under the law of its day."""

    treatment: Treatment
    dutiable_price: Decimal
    lines: tuple[LineLevy, ...]
    payable: Decimal | None
    counted_against_allowance: Decimal
    allowance_after: Decimal
    unknowns: tuple[Unknown, ...]
    editions: tuple[Source, ...]
