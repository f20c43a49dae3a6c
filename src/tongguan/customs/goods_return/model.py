"""The nouns of a return: how much of each line comes back, and what that undoes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from tongguan.customs.cancellation.against import Asked
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.trade.import_papers import GoodsReturn, ReturnLine
from tongguan.trade.papers import GoodsLine

NOTHING = Decimal(0)
WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Review:
    """人工审核 From which worth on, in yuan, an officer looks at a return."""

    worth_from: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """已计税款 The dutiable price and the taxes of one line, in fen."""

    price: int = 0
    duty: int = 0
    vat: int = 0
    consumption_tax: int = 0

    @property
    def tax(self) -> int:
        """The three taxes together."""
        return self.duty + self.vat + self.consumption_tax

    def share(self, before: Decimal, after: Decimal) -> "Billed":
        """按比例核减 Return what falls on the way from one share to a greater one.

        Shares of one line add up to the line, whatever they were rounded to.
        """
        amounts = (self.price, self.duty, self.vat, self.consumption_tax)
        price, duty, vat, consumption = (
            _part(fen, after) - _part(fen, before) for fen in amounts
        )
        return Billed(price=price, duty=duty, vat=vat, consumption_tax=consumption)

    def __add__(self, other: "Billed") -> "Billed":
        """Add two."""
        return Billed(
            price=self.price + other.price,
            duty=self.duty + other.duty,
            vat=self.vat + other.vat,
            consumption_tax=self.consumption_tax + other.consumption_tax,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """退货明细 So much of one line of a list comes back by one return.

    `total` is what has come back of the line with it; `sequence` counts from 1.
    """

    line: int
    sequence: int
    quantity: Decimal
    total: Decimal
    listed: Decimal
    undone: Billed

    @property
    def whole(self) -> bool:
        """Whether nothing of the line is left."""
        return self.total == self.listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """已退 What earlier returns took of a line: times, quantity, and price in fen."""

    times: int = 0
    total: Decimal = NOTHING
    price: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Returning(Asked[GoodsReturn]):
    """退货申请 A return beside its list: its release, its bill, earlier returns."""

    released_on: date | None = None
    on: date
    bills: Mapping[int, Billed] = field(default_factory=dict)
    earlier: Mapping[int, Earlier] = field(default_factory=dict)

    def line_of(self, returned: ReturnLine) -> GoodsLine | None:
        """Return the line of the list that a line of the return names."""
        lines = self.known.lines if self.known else ()
        return next((it for it in lines if it.number == returned.number), None)

    def left_of(self, line: GoodsLine) -> Decimal:
        """Return how much of a line may still come back."""
        return line.quantity - self.earlier.get(line.number, Earlier()).total

    def effects(self) -> Iterator[Returned]:
        """Say line by line what comes back and what that undoes."""
        for one in self.application.lines:
            line = self.line_of(one)
            assert line is not None, "only lines of the list come back"
            before = self.earlier.get(one.number, Earlier())
            total = before.total + one.quantity
            yield Returned(
                line=one.number,
                sequence=before.times + 1,
                quantity=one.quantity,
                total=total,
                listed=line.quantity,
                undone=self.bills.get(one.number, Billed()).share(
                    before.total / line.quantity, total / line.quantity
                ),
            )

    def left(self) -> dict[int, Billed]:
        """Say what every line owes still when this has come back."""
        back = {it.line: it.total for it in self.effects()}
        return {
            it.number: self.bills.get(it.number, Billed()).share(
                back.get(it.number, it.quantity - self.left_of(it)) / it.quantity, WHOLE
            )
            for it in (self.known.lines if self.known else ())
        }

    @property
    def completes(self) -> bool:
        """Whether nothing of the list is left with its buyer."""
        asked = {one.number: one.quantity for one in self.application.lines}
        lines = self.known.lines if self.known else ()
        return all(self.left_of(it) == asked.get(it.number, NOTHING) for it in lines)


@cache
def review() -> Dated[Review]:
    """Return from which worth on an officer looks, by the day."""
    return load("customs/goods_return/review.yaml", Review)


def _part(fen: int, share: Decimal) -> int:
    return int((fen * share).quantize(WHOLE, rounding=ROUND_HALF_UP))
