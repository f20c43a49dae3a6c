"""部门工作台 What concerns one agency at a glance: read, never written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tongguan.commerce.statistics.model import Cell, Dimension, Totals
from tongguan.customs.collection.lifecycle import NoticeState
from tongguan.customs.collection.model import Notice, OpenPeriod
from tongguan.journeys.rooms import Rooms

NEWEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Dues:
    """应缴 How many notices or lists, and what they come to in fen."""

    count: int
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxDesk:
    """税务工作台 What is not collected yet, what is due, late, and paid this month."""

    collecting: Dues
    due: Dues
    late: Dues
    paid: Dues
    unpaid: Sequence[Notice]


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeDesk:
    """贸易工作台 What was released this month: in all, and by day."""

    first: date
    totals: Totals
    days: Sequence[Cell]


def tax_desk(rooms: Rooms, day: date) -> TaxDesk:
    """Return how tax comes in, as it stands on a day."""
    notices = rooms.collection.notices(None, size=NEWEST)
    unpaid = [it for it in notices if it.state is not NoticeState.PAID]
    late = [it for it in unpaid if it.due_on < day]
    first = day.replace(day=1)
    paid = [it for it in notices if it.paid_on is not None and it.paid_on >= first]
    return TaxDesk(
        collecting=_periods(rooms.collection.open_periods(None)),
        due=_dues([it for it in unpaid if it not in late]),
        late=_dues(late),
        paid=_dues(paid),
        unpaid=sorted(unpaid, key=lambda it: it.due_on),
    )


def trade_desk(rooms: Rooms, day: date) -> TradeDesk:
    """Return what was released in the month of a day, up to that day."""
    first = day.replace(day=1)
    return TradeDesk(
        first=first,
        totals=rooms.statistics.totals(first, day),
        days=rooms.statistics.cells(Dimension.DAY, first, day),
    )


def _periods(periods: Sequence[OpenPeriod]) -> Dues:
    return Dues(
        count=sum(it.lists for it in periods), fen=sum(it.tax_fen for it in periods)
    )


def _dues(notices: Sequence[Notice]) -> Dues:
    return Dues(count=len(notices), fen=sum(it.tax_fen for it in notices))
