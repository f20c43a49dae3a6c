"""单证比对表 The four papers as a table: what disagrees first, then the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tongguan.journeys.alignment import AlignedRow
from tongguan.portal import formats
from tongguan.portal.declarant.arithmetic import Sum, sums
from tongguan.portal.words import MEANINGS, PAPERS, Word
from tongguan.trade.kinds import RETAIL_IMPORT, Paper

CODED = {
    "currency": "currencies",
    "customs_office": "customs_offices",
    "supervision_mode": "supervision_modes",
    "unit": "units",
    "statutory_unit": "units",
    "origin": "countries",
}
OFFSET = "+08:00"


@dataclass(frozen=True, slots=True)
class Cell:
    """单元格 What one paper says in one row, and what a finding says of it."""

    paper: Word
    text: str
    mark: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class MatchRow:
    """比对行 One meaning across the papers."""

    label: Word
    line: int
    cells: tuple[Cell, ...]
    codes: tuple[str, ...]
    is_number: bool
    is_coded: bool

    @property
    def agrees(self) -> bool:
        """Whether every paper that says something says the same."""
        return len({cell.text for cell in self.cells if cell.text}) == 1


@dataclass(frozen=True, slots=True)
class Group:
    """比对组 Rows under one heading."""

    title: str
    rows: tuple[MatchRow, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """比对结果 The rows that disagree, and all rows in groups."""

    papers: tuple[Word, ...]
    missing: tuple[Word, ...]
    disagreeing: tuple[MatchRow, ...]
    groups: tuple[Group, ...]
    sums: tuple[Sum, ...]


def compared(rows: Sequence[AlignedRow], there: Sequence[Paper]) -> Comparison:
    """Say the aligned rows in the words of the page."""
    shown = [(row, present_row(row, there)) for row in rows]
    wrong = tuple(match for row, match in shown if row.codes)
    lines = sorted({row.line for row in rows})
    return Comparison(
        papers=tuple(PAPERS[kind] for kind in RETAIL_IMPORT),
        missing=tuple(PAPERS[kind] for kind in RETAIL_IMPORT if kind not in there),
        disagreeing=wrong,
        groups=tuple(
            Group(
                title=_("商品项 %(n)d") % {"n": line} if line else _("表头"),
                rows=tuple(match for row, match in shown if row.line == line),
            )
            for line in lines
        ),
        sums=sums(rows),
    )


def present_row(row: AlignedRow, there: Sequence[Paper]) -> MatchRow:
    """Say one row: a cell for every paper, in the same order."""
    return MatchRow(
        label=MEANINGS[row.meaning],
        line=row.line,
        cells=tuple(
            Cell(
                paper=PAPERS[kind],
                text=spoken(row.meaning, row.says.get(kind, "")),
                mark=mark_of(row, kind),
                is_there=kind in there,
            )
            for kind in RETAIL_IMPORT
        ),
        codes=row.codes,
        is_number=row.is_number,
        is_coded=row.meaning in CODED,
    )


def mark_of(row: AlignedRow, kind: Paper) -> str:
    """Say whether a cell is named wrong, or is what it was held against."""
    if kind in row.wrong:
        return "wrong"
    return "against" if kind in row.against else ""


def spoken(meaning: str, text: str) -> str:
    """Say a code with its name; instants are Shanghai's, so their offset is not."""
    if not text or meaning not in CODED:
        return text.removesuffix(OFFSET)
    return formats.coded(CODED[meaning], text)
