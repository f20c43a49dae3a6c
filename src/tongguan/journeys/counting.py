"""统计 From released lists to facts, and from facts to tables that may be published."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from tongguan.commerce.statistics.model import Dimension, Fact, StatisticsTable
from tongguan.commerce.statistics.rules import published, suppression_on
from tongguan.commerce.statistics.store import Statistics
from tongguan.plumbing.clock import SHANGHAI
from tongguan.trade.money import in_fen
from tongguan.trade.papers import Declaration
from tongguan.trade.receipts import TaxBill

CHAPTER = 2
INSTANTS_KEPT = 8


def facts(paper: int, declaration: Declaration, bill: TaxBill) -> Iterator[Fact]:
    """统计事实 Say every line of a list that is released as a fact of that day."""
    day, mode = _day_of(bill.at), declaration.supervision_mode
    firm = declaration.seller.code
    for line, billed in zip(declaration.lines, bill.lines, strict=True):
        yield Fact(
            paper,
            line.number,
            day,
            mode,
            line.hs_code[:CHAPTER],
            line.origin,
            firm,
            in_fen(billed.dutiable_price),
            in_fen(billed.duty + billed.vat + billed.consumption_tax),
        )


@lru_cache(maxsize=INSTANTS_KEPT)
def _day_of(at: datetime) -> date:
    """Say on which day that is: all bills of a batch are of one instant."""
    return at.astimezone(SHANGHAI).date()


def statistics_table(
    statistics: Statistics, by: Dimension, *, first: date, last: date, on: date
) -> StatisticsTable:
    """统计表 Count the releases of `first` to `last` as they may be shown on a day."""
    rule = suppression_on(on)
    cells = statistics.cells(by, first, last)
    return StatisticsTable(
        by=by,
        first=first,
        last=last,
        cells=published(cells, rule.says),
        totals=statistics.totals(first, last),
        cites=rule.cites,
        confirmed=rule.confirmed,
    )
