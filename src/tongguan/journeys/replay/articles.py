"""商品按类核 Asks the rules about kinds of goods, and notes what else they ask.

A month brings articles nobody has seen before, but few kinds of them: codes, units and
which quantities are given at all. A typical item of a kind stands before the rules and
notes what is read of it. Where that is what makes its kind, every article of the kind
would be told the same; where its name is read too, the rules are asked about every
name; where anything else is, the lists it stands in are decided one by one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, cast

from tongguan.customs.duty.law import law_on
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.listing import edition_on as listing_on
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.risk.model import selectivity_on
from tongguan.journeys.replay.duties import EXACT_BITS, Duties, Growth
from tongguan.journeys.replay.kinds import ADMITTED, Kind, Watched, item_of
from tongguan.journeys.replay.plain import LAW_CODES, NOTHING_DECLARED
from tongguan.kit.checks import verify
from tongguan.trade.papers import GoodsLine

TOGETHER = 50  # so that no finding is left out: lists may have so many, not more
BITS = {code: 1 << place for place, code in enumerate(LAW_CODES)}
NAME = "name"
ANSWERED = {"hs_code", "statutory_unit", "second_unit", NAME}
CODE = 3  # so many entries of a kind are its code, and under which law and mode
KEPT = 50_000
Row = tuple[Any, ...]


class Said(NamedTuple):
    """What admission says: codes, unknown where it reads what makes no kind."""

    codes: int | None
    named: bool


class Judged(NamedTuple):
    """种类结论 What the rules say of a kind, and how they tax it.

    `codes` are unknown where lists of the kind are for the rules alone, and not all of
    them where it is `named`. `by` is which quantity the tax grows with, as far as
    `most`; it takes one of two numbers of rates, parted where a price in fen reaches
    `floor_n ÷ floor_d` of that quantity.
    """

    codes: int | None
    named: bool
    by: int
    most: int
    floor_n: int
    floor_d: int
    below: int
    above: int


UNUSUAL = Judged(
    codes=None, named=False, by=0, most=0, floor_n=0, floor_d=1, below=0, above=0
)


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
    """Remembers what the rules said of kinds of goods, and of names where they ask."""

    def __init__(self) -> None:
        self.duties = Duties()
        self._kinds: dict[Row, Judged] = {}
        self._said: dict[Row, Said] = {}

    def forget(self) -> None:
        """Forget what is too much; kinds go with the numbers of rates they hold."""
        if len(self._said) > KEPT:
            self._said.clear()
        if max(len(self._kinds), len(self.duties)) > KEPT:
            self._kinds.clear()
        if len(self.duties) > KEPT:
            self.duties = Duties()

    def judge(self, kinds: Sequence[Row]) -> list[Judged]:
        """Say what the rules say of kinds, asking only about new ones."""
        new = [Kind(*it) for it in kinds if it not in self._kinds]
        said = self._ask([(*it[:ADMITTED], "") for it in new])
        for kind, it in zip(new, said, strict=True):
            self._kinds[kind] = judged(it, self.duties.growth_of(kind))
        return [self._kinds[it] for it in kinds]

    def called(self, names: Sequence[Row]) -> list[int | None]:
        """Say what the rules say of goods whose names they read; names stand last."""
        return [it.codes for it in self._ask(names)]

    def _ask(self, items: Sequence[Row]) -> list[Said]:
        """Ask about one item of every code, and only then about the others."""
        for some in ({it[:CODE]: it for it in items}.values(), dict.fromkeys(items)):
            self._said.update(asked([it for it in some if not self._known(it)]))
        return [cast("Said", self._known(it)) for it in items]

    def _known(self, item: Row) -> Said | None:
        return self._said.get(item[:CODE]) or self._said.get(item)


def judged(said: Said, growth: Growth | None) -> Judged:
    """Say what is known of a kind in whole numbers; a floor has to fit as well."""
    if said.codes is None or growth is None:
        return UNUSUAL
    floor = growth.floor
    room = EXACT_BITS - floor.denominator
    most = room // floor.numerator if floor else EXACT_BITS
    if most <= 0:
        return UNUSUAL
    return Judged(
        codes=said.codes,
        named=said.named,
        by=growth.by,
        most=most,
        floor_n=floor.numerator,
        floor_d=floor.denominator,
        below=growth.below,
        above=growth.above,
    )


def asked(items: Iterable[Row]) -> Iterator[tuple[Row, Said]]:
    """Ask the rules about goods, many of an era and a mode as the lines of one list.

    What they say is told of a code where they read nothing else.
    """
    alike: dict[Row, list[Row]] = defaultdict(list)
    for item in items:
        alike[item[:2]].append(item)
    for (era, mode), new in alike.items():
        for start in range(0, len(new), TOGETHER):
            some = new[start : start + TOGETHER]
            lines = [
                Watched(item_of(Kind(*item[:-1]), name=item[-1], number=number))
                for number, item in enumerate(some, start=1)
            ]
            codes = codes_by_line(era, mode, lines)
            for number, (item, line) in enumerate(zip(some, lines, strict=True), 1):
                told = bits_of(codes[number]) if line.read <= ANSWERED else None
                of_code = line.read == {"hs_code"}
                yield item[:CODE] if of_code else item, Said(told, NAME in line.read)


def codes_by_line(
    era: date, mode: str, lines: Sequence[Watched]
) -> dict[int, set[str]]:
    """Ask the rules about the goods of a list; return the codes found, by line."""
    declaration = replace(
        NOTHING_DECLARED,
        declared_on=era,
        supervision_mode=mode,
        lines=cast("tuple[GoodsLine, ...]", tuple(lines)),
    )
    tariff = law_on(era).tariff.says
    codes: dict[int, set[str]] = defaultdict(set)
    for found in verify(Admission(declaration=declaration, tariff=tariff), ADMISSION):
        assert found.difference is not None, "what is found is found somewhere"
        codes[found.difference.place.line or 0].add(found.code)
    assert 0 not in codes, "these rules speak of goods items only"
    return codes


def bits_of(codes: Iterable[str]) -> int:
    """Say codes as bits, each once."""
    return sum(BITS[code] for code in set(codes))
