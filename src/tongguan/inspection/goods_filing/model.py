"""商品备案 A list's goods beside what is on file, and how exactly they must agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tongguan.inspection.goods_filing.leave import Asked
from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.kit.dated import Dated
from tongguan.kit.moments import SHANGHAI
from tongguan.kit.rulebook import load
from tongguan.trade.goods import FiledGoods, GoodsOnFile, Measure, version_on
from tongguan.trade.papers import Declaration, GoodsLine
from tongguan.trade.registry import ZoneProfile

THOUSAND = Decimal(1000)
UNFILED = frozenset((GoodsState.PENDING, GoodsState.REFUSED))
INSTANT = timedelta(microseconds=1)
LAST = datetime.max.replace(tzinfo=SHANGHAI)
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

    @property
    def on_file(self) -> bool:
        """Whether it came on file, so that lists were held against it."""
        return self.state not in UNFILED

    @property
    def begins(self) -> datetime:
        """The first instant lists could be held against it."""
        midnight = datetime.combine(self.goods.effective, time(), SHANGHAI)
        return max(self.at, midnight)


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


def ruled(history: Sequence[GoodsVersion], at: int) -> tuple[date, date] | None:
    """Return the first and last day one version of a record is held to, None for never.

    A version gives way at the instant a newer one that came on file begins; on a day
    that saw both, both were.
    """
    version, it = history[at], history[at].goods
    newer = [one.begins for one in history[at + 1 :] if one.on_file]
    if not version.on_file:
        return None if newer else (it.effective, it.until)
    replaces = any(one.on_file for one in history[:at])
    first = _day(version.begins) if replaces else it.effective
    last = min([it.until, *(_day(begins - INSTANT) for begins in newer)])
    never = last < first or min(newer, default=LAST) <= version.begins
    return None if never else (first, last)


def statutory_quantity(goods: FiledGoods, line: GoodsLine) -> Decimal | None:
    """Reckon a line's statutory quantity from the filed content, where one can."""
    measure, scale = STATUTORY.get(line.statutory_unit, (None, THOUSAND))
    same_measure = measure is not None and goods.measure is measure
    if not same_measure or goods.net_content is None or line.unit != goods.unit:
        return None
    return goods.net_content * line.quantity / scale


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()
