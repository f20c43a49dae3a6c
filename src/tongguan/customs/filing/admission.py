"""申请准入 A list's goods beside the tariff and the positive list of their day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tongguan.customs.filing.listing import positive_list_on
from tongguan.customs.filing.model import Listing, PositiveList, Remark
from tongguan.customs.tariff.model import Tariff
from tongguan.kit.checks import Place
from tongguan.kit.rulebook import read_page
from tongguan.trade.papers import Declaration, GoodsLine

PIECES = frozenset(read_page("customs/filing/piece_units.yaml")["units"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """申请准入 A list's goods, with the tariff and the positive list of their day.

    `taken_this_year` counts, by the code of a listing with a yearly amount, what the
    buyer has already brought in this year, in kilograms. `printed_list` is the list to
    judge by; left out, it is the one in force on the day of the declaration.
    """

    declaration: Declaration
    tariff: Tariff
    taken_this_year: Mapping[str, Decimal] = field(default_factory=dict)
    printed_list: PositiveList | None = None

    @property
    def listing(self) -> PositiveList:
        """The positive list that holds for this declaration."""
        return self.printed_list or positive_list_on(self.declaration.declared_on)


def goods_of(
    case: Admission, field: str = "hs_code"
) -> Iterator[tuple[Place, GoodsLine]]:
    """Name the goods items, each with the place of one of its entries."""
    for number, line in enumerate(case.declaration.lines, start=1):
        yield Place("declaration", field, number), line


def counted_in(
    case: Admission, field: str
) -> Iterator[tuple[Place, GoodsLine, tuple[str, ...]]]:
    """Name the lines whose statutory units the tariff knows."""
    for place, line in goods_of(case, field):
        found = case.tariff.find(line.hs_code)
        if found and found.statutory_units:
            yield place, line, found.statutory_units


def remarked(
    case: Admission, kind: Remark
) -> Iterator[tuple[Place, GoodsLine, Listing]]:
    """Name the lines whose listing carries a remark of that kind."""
    printed = case.listing
    for place, line in goods_of(case):
        for listing in printed.find(line.hs_code):
            if listing.remark is kind:
                yield place, line, listing


def counts_alike(given: str, wanted: str) -> bool:
    """计件单位 Tell whether a unit is the wanted one, or both count pieces."""
    return given == wanted or {given, wanted} <= PIECES
