"""商品备案 A list's goods beside what is on file, and how exactly they must agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.trade.goods import FiledGoods, GoodsOnFile, Measure, version_on
from tongguan.trade.papers import Declaration, GoodsLine

THOUSAND = Decimal(1000)
# how many grams or millilitres one statutory unit is
STATUTORY = {
    "035": (Measure.GRAM, THOUSAND),
    "036": (Measure.GRAM, Decimal(1)),
    "095": (Measure.MILLILITRE, THOUSAND),
    "096": (Measure.MILLILITRE, Decimal(1)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsVersion:
    """备案版本 One version of a record: the goods, and who brought it about and why."""

    goods: FiledGoods
    state: GoodsState
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """允差 By what part a declared content may differ from the filed one."""

    content_tolerance: Decimal


_EDITIONS: Dated[Tolerance] = load("inspection/goods_filing.yaml", Tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """备案对照 The lines of a list, and what its seller has on file."""

    declaration: Declaration
    on_file: GoodsOnFile
    required: bool = False

    @property
    def tolerance(self) -> Decimal:
        """The tolerance in force on the day of the list."""
        day = self.declaration.declared_on
        return _EDITIONS.on(day).says.content_tolerance

    def lines(self) -> Iterator[tuple[int, GoodsLine, FiledGoods | None]]:
        """Pair every line, counted from 1, with the version on file for its day."""
        it = self.declaration
        for number, line in enumerate(it.lines, start=1):
            versions = self.on_file.get((it.seller.code, line.item_number or ""), ())
            yield number, line, version_on(versions, it.declared_on)


def versions_used(declaration: Declaration, on_file: GoodsOnFile) -> dict[str, str]:
    """Name the versions a list is held against, by item number."""
    if not on_file:
        return {}
    filing = Filing(declaration=declaration, on_file=on_file)
    return {
        goods.item_number: f"v{goods.version}"
        for _, _, goods in filing.lines()
        if goods is not None
    }


def statutory_quantity(goods: FiledGoods, line: GoodsLine) -> Decimal | None:
    """Reckon a line's statutory quantity from the filed content, where one can."""
    measure, scale = STATUTORY.get(line.statutory_unit, (None, THOUSAND))
    same_measure = measure is not None and goods.measure is measure
    if not same_measure or goods.net_content is None or line.unit != goods.unit:
        return None
    return goods.net_content * line.quantity / scale
