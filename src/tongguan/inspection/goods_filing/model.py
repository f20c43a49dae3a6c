"""商品备案 A list's goods beside what is on file, and how exactly they must agree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from tongguan.inspection.goods_filing.leave import Asked
from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.trade.goods import FiledGoods, GoodsOnFile, Measure, version_on
from tongguan.trade.papers import Declaration, GoodsLine
from tongguan.trade.registry import ZoneProfile

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
class Remark:
    """备案意见 What an agency remarked on a version of an article."""

    version: int
    agency: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """试点资格 A firm's leave for a pilot, and who gave it; 0 numbers none yet."""

    firm: str
    kind: str
    effective: date
    until: date
    by: str
    at: datetime
    reason: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """查询条件 Which articles are looked for; what is empty does not matter.

    `after` is the article (seller, item number) the page before ended with.
    """

    seller: str = ""
    text: str = ""
    state: str = ""
    mode: str = ""
    after: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """允差 By what part a declared content may differ from the filed one."""

    content_tolerance: Decimal


_EDITIONS: Dated[Tolerance] = load("inspection/goods_filing.yaml", Tolerance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """备案对照 A list, what its seller has on file, and what the zone decides."""

    declaration: Declaration
    on_file: GoodsOnFile
    zone: ZoneProfile = field(default_factory=ZoneProfile)

    @property
    def required(self) -> bool:
        """Tell whether goods must be on file at all."""
        return self.zone.requires_goods_filing

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

    def asked(self) -> Iterator[tuple[int, Asked]]:
        """Ask of every line, counted from 1, whether a list regulates its goods."""
        it = self.declaration
        for number, line, goods in self.lines():
            yield (
                number,
                Asked(
                    hs_code=line.hs_code,
                    day=it.declared_on,
                    zone=self.zone,
                    goods=goods,
                    permit=it.licence or "",
                ),
            )


def versions_used(declaration: Declaration, on_file: GoodsOnFile) -> dict[str, str]:
    """Name the versions a list is held against, by item number."""
    used: dict[str, str] = {}
    seller, day = declaration.seller.code, declaration.declared_on
    for line in declaration.lines if on_file else ():
        versions = on_file.get((seller, line.item_number or ""), ())
        if (goods := version_on(versions, day)) is not None:
            used[goods.item_number] = f"v{goods.version}"
    return used


def statutory_quantity(goods: FiledGoods, line: GoodsLine) -> Decimal | None:
    """Reckon a line's statutory quantity from the filed content, where one can."""
    measure, scale = STATUTORY.get(line.statutory_unit, (None, THOUSAND))
    same_measure = measure is not None and goods.measure is measure
    if not same_measure or goods.net_content is None or line.unit != goods.unit:
        return None
    return goods.net_content * line.quantity / scale
