"""Which cells may be published."""

from dataclasses import replace
from datetime import date

import pytest

from tongguan.commerce.statistics.model import Cell
from tongguan.commerce.statistics.rules import (
    may_be_shown,
    published,
    shown,
    suppression_on,
)

EDITION = suppression_on(date(2026, 11, 21))
RULE = EDITION.says
CELL = Cell(
    heading="33",
    lists=9,
    firms=3,
    value_fen=100_000,
    greatest_fen=85_000,
    tax_fen=9_100,
)


def test_the_rule_is_not_confirmed() -> None:
    assert (RULE.least_firms, str(RULE.greatest_share)) == (3, "0.85")
    assert EDITION.confirmed is False


def test_a_cell_of_three_firms_is_shown() -> None:
    cell = shown(CELL, RULE)

    assert (cell.lists, cell.value_fen, cell.tax_fen) == (9, 100_000, 9_100)
    assert not cell.suppressed


@pytest.mark.parametrize(
    "cell", [replace(CELL, firms=2), replace(CELL, greatest_fen=85_001)]
)
def test_a_cell_in_which_a_firm_could_be_recognised_is_kept_back(cell: Cell) -> None:
    assert not may_be_shown(cell, RULE)
    kept = shown(cell, RULE)
    assert (kept.heading, kept.lists, kept.value_fen) == ("33", None, None)
    assert kept.suppressed


def test_a_lone_cell_kept_back_takes_the_least_other_with_it() -> None:
    few = replace(CELL, heading="22", firms=2)
    small = replace(CELL, heading="95", value_fen=90_000, greatest_fen=30_000)

    told = published([CELL, few, small], RULE)
    assert [cell.suppressed for cell in told] == [False, True, True]
    told = published([CELL, few, replace(small, firms=1)], RULE)
    assert [cell.suppressed for cell in told] == [False, True, True]
    assert [cell.suppressed for cell in published([CELL, small], RULE)] == [
        False,
        False,
    ]
