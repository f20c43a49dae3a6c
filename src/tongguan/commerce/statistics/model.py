"""The nouns of statistics: a fact, a cell, and the table of cells."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Dimension(StrEnum):
    """分组 By what the facts are counted."""

    DAY = "day"
    MODE = "mode"
    HS2 = "hs2"
    ORIGIN = "origin"


class Fact(NamedTuple):
    """统计事实 One line of one released list; amounts in fen.

    `value_fen` is the dutiable price: goods with their share of freight and insurance.
    """

    paper: int
    line: int
    released_on: date
    mode: str
    hs2: str
    origin: str
    firm: str
    value_fen: int
    tax_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """统计格 What was counted under one heading, and who stands behind it.

    `firms` is how many sellers, `greatest_fen` the value of the greatest of them.
    """

    heading: str
    lists: int
    firms: int
    value_fen: int
    greatest_fen: int
    tax_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCell:
    """公布格 A cell as it may be published: None where it is suppressed."""

    heading: str
    lists: int | None
    value_fen: int | None
    tax_fen: int | None

    @property
    def suppressed(self) -> bool:
        """Whether its numbers are kept back."""
        return self.lists is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """合计 Everything of a period, kept-back cells included; returns told apart."""

    lists: int
    value_fen: int
    tax_fen: int
    returned_lists: int
    returned_value_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsTable:
    """统计表 The cells of one grouping of one period, and the totals."""

    by: Dimension
    first: date
    last: date
    cells: tuple[ShownCell, ...]
    totals: Totals
    cites: str
    confirmed: bool
