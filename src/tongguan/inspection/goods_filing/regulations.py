"""特殊监管商品 Goods that may not come in, or only with leave: lists that change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import TRUTHS, read_page, read_table

PAGE = "inspection/goods_filing/regulated.csv"
PILOTS = "inspection/goods_filing/pilots.yaml"
ENDLESS = "9999-12-31"


class Kind(StrEnum):
    """监管类别 What a list says of the goods on it."""

    BANNED = "banned"
    LICENSED = "licensed"
    PILOT = "pilot"
    CONTROLLED = "controlled"
    TESTED = "tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regulation:
    """目录条目 One heading of a list; `parameter` narrows what it says.

    Of licensed goods it names the trades that need the licence (none: all of them), of
    pilot goods the pilots that admit them, of controlled goods how: `exempt` by the
    list, by a `short` permit or by a full `permit`.
    """

    code: str
    kind: Kind
    parameter: str
    chinese: str
    english: str
    source: str
    confirmed: bool

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameter where it is several words."""
        return tuple(filter(None, self.parameter.split("|")))

    @property
    def named(self) -> str:
        """What goods these are, in both languages."""
        return f"{self.chinese} {self.english}"


class Regulations:
    """特殊监管目录 Every list as it stood on one day."""

    def __init__(self, regulations: Iterable[Regulation]) -> None:
        self._found = {(it.kind, it.code): it for it in regulations}
        lengths = {len(code) for _, code in self._found}
        self._lengths = sorted(lengths, reverse=True)

    def find(self, hs_code: str, kind: Kind) -> Regulation | None:
        """Return what a list says of a code: its most particular heading."""
        for length in self._lengths:
            if found := self._found.get((kind, hs_code[:length])):
                return found
        return None

    def all_of(self, hs_code: str) -> tuple[Regulation, ...]:
        """Return what every list says of a code."""
        return tuple(it for kind in Kind if (it := self.find(hs_code, kind)))


def regulations_on(day: date) -> Regulations:
    """Return the lists in force on a day."""
    return _editions().on(day).says


@cache
def pilots() -> dict[str, dict[str, str]]:
    """Name every kind of pilot in both languages."""
    kinds: dict[str, dict[str, str]] = read_page(PILOTS)["kinds"]
    return kinds


@cache
def _editions() -> Dated[Regulations]:
    rows = read_table(PAGE)
    days = {row[column] for row in rows for column in ("effective", "until")} - {""}
    starts = [date.min, *(date.fromisoformat(day) for day in sorted(days))]
    return Dated([Edition(day, PAGE, _as_of(day)) for day in starts])


def _as_of(day: date) -> Regulations:
    return Regulations(
        Regulation(
            code=row["code"],
            kind=Kind(row["kind"]),
            parameter=row["parameter"],
            chinese=row["chinese"],
            english=row["english"],
            source=row["source"],
            confirmed=TRUTHS[row["confirmed"]],
        )
        for row in read_table(PAGE)
        if row["effective"] <= day.isoformat() < (row["until"] or ENDLESS)
    )
