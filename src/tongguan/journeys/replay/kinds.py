"""商品种类 What is alike of articles nobody has seen before: all but how much and what.

How much there is of an article is left out of its kind, but not whether there is any:
the rules take another quantity where one is nought.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from tongguan.customs.duty.model import ConsignmentLine
from tongguan.journeys.replay.model import ArchivedLine
from tongguan.journeys.replay.plain import goods_line
from tongguan.trade.money import ZERO
from tongguan.trade.papers import GoodsLine

ADMITTED = 5
TYPICAL = (Decimal(2), Decimal(3), Decimal(5))


class Kind(NamedTuple):
    """种类 A kind of goods, under a law that does not change, and a supervision mode.

    The first five entries are all that admission asks of it. Of quantities it says
    whether they are more or less than nothing (1, 0 or -1).
    """

    era: date
    mode: str
    hs_code: str
    statutory_unit: str
    second_unit: str | None
    unit: str = ""
    some: int = 1
    some_statutory: int = 1
    some_second: int | None = 1


class Watched:
    """Stands before the rules for a line of goods, and notes what they read of it."""

    def __init__(self, line: GoodsLine | ConsignmentLine) -> None:
        self.read: set[str] = set()
        self._line = line

    def __getattr__(self, name: str) -> Any:
        self.read.add(name)
        return getattr(self._line, name)


def item_of(
    kind: Kind, *, name: str = "", much: Sequence[Decimal] = TYPICAL, number: int = 1
) -> GoodsLine:
    """Make a goods item of a kind: its name, and how much there is of it."""
    first, statutory, second = much
    line = ArchivedLine(
        hs_code=kind.hs_code,
        origin="",
        name=name,
        model="",
        unit=kind.unit,
        quantity=kind.some * first,
        statutory_unit=kind.statutory_unit,
        statutory_quantity=kind.some_statutory * statutory,
        second_unit=kind.second_unit,
        second_quantity=None if kind.some_second is None else kind.some_second * second,
        total=ZERO,
    )
    return goods_line(number, line)
