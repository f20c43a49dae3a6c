"""数据保密 Which cells may be published: none that lets a firm be recognised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from tongguan.commerce.statistics.model import Cell, ShownCell
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import load


@dataclass(frozen=True, slots=True)
class Suppression:
    """保密规则 How many firms a cell needs, and how much one of them may have of it."""

    least_firms: int
    greatest_share: Decimal


def suppression_on(day: date) -> Edition[Suppression]:
    """保密规则 The rule in force on a day."""
    return _suppression().on(day)


def may_be_shown(cell: Cell, rule: Suppression) -> bool:
    """可以公布 Enough firms stand behind a cell, and none of them nearly alone."""
    greatest_may_have = cell.value_fen * rule.greatest_share
    return cell.firms >= rule.least_firms and cell.greatest_fen <= greatest_may_have


def shown(cell: Cell, rule: Suppression) -> ShownCell:
    """公布 Return a cell as it may be published."""
    if not may_be_shown(cell, rule):
        return kept_back(cell)
    return ShownCell(
        heading=cell.heading,
        lists=cell.lists,
        value_fen=cell.value_fen,
        tax_fen=cell.tax_fen,
    )


def published(cells: Sequence[Cell], rule: Suppression) -> tuple[ShownCell, ...]:
    """公布 Return cells as they may be published beside their total.

    A single cell kept back could be worked out from the total, so the least of the
    others is kept back with it.
    """
    may = {cell.heading: may_be_shown(cell, rule) for cell in cells}
    if list(may.values()).count(False) == 1 and len(cells) > 1:
        others = (cell for cell in cells if may[cell.heading])
        may[min(others, key=lambda cell: cell.value_fen).heading] = False
    return tuple(
        shown(cell, rule) if may[cell.heading] else kept_back(cell) for cell in cells
    )


def kept_back(cell: Cell) -> ShownCell:
    """保密 Return a cell of which only the heading is told."""
    return ShownCell(heading=cell.heading, lists=None, value_fen=None, tax_fen=None)


@cache
def _suppression() -> Dated[Suppression]:
    return load("commerce/statistics/suppression.yaml", Suppression)
