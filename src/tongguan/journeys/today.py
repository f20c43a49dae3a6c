"""今日 What needs a firm today: what stopped, what waits and for whom, what is due.

Every question is one statement about the firm's own papers and accounts, answered by an
index; nothing is counted over all lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache

from tongguan.customs.board.model import Day, StoppedPaper
from tongguan.customs.collection.lifecycle import NoticeState
from tongguan.customs.collection.model import Notice
from tongguan.customs.correction.model import Asked
from tongguan.finance.guarantee.rules import BOOK
from tongguan.journeys.rooms import Rooms
from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.expectations.model import Alarm
from tongguan.plumbing.identity.certificates import Filed
from tongguan.plumbing.ledger.store import Balance

PAGE = "register/workbench.yaml"
SHOWN, ALARMS, NOTICES = 20, 200, 200
WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbenchLaw:
    """提醒规则 When the workbench warns, and how far back its chart goes."""

    low_percent: int
    expiring_days: int
    chart_days: int
    chart_lists: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """今日 What needs one firm, as of an instant."""

    law: WorkbenchLaw
    counts: Mapping[tuple[str, str], int]
    rejected: Sequence[StoppedPaper]
    waiting: Sequence[StoppedPaper]
    asked: Sequence[Asked]
    asking: Sequence[Asked]
    guarantee: Balance | None
    certificates: Sequence[Filed]
    alarms: Sequence[Alarm]
    notices: Sequence[Notice]
    days: Sequence[Day]

    @property
    def is_low(self) -> bool:
        """Whether the firm's guarantee runs low."""
        return self.guarantee is not None and runs_low(self.guarantee, self.law)


@cache
def workbench() -> Dated[WorkbenchLaw]:
    """Return the rules, by the day."""
    return load(PAGE, WorkbenchLaw)


def runs_low(balance: Balance, law: WorkbenchLaw) -> bool:
    """Tell whether less of an account is left than there should be."""
    return balance.left * WHOLE < balance.limit * law.low_percent


def today_of(rooms: Rooms, firm: str, at: datetime) -> Today:
    """今日 Gather what needs a firm."""
    day = at.astimezone(SHANGHAI).date()
    law = workbench().on(day).says
    first = day - timedelta(days=law.chart_days - 1)
    found = rooms.board.days(firm, first, law.chart_lists)
    return Today(
        law=law,
        counts=rooms.board.stopped_counts(firm),
        rejected=rooms.board.rejected(firm, SHOWN),
        waiting=rooms.board.waiting(firm, SHOWN),
        asked=unanswered(rooms.corrections.to(firm)),
        asking=unanswered(rooms.corrections.of(firm)),
        guarantee=rooms.ledger.balances(BOOK, [firm], hold=False).get(firm),
        certificates=ending(rooms.certificates.of(firm), at, law),
        alarms=rooms.expectations.alarms(firm, at, ALARMS),
        notices=unpaid(rooms.collection.notices(firm, size=NOTICES)),
        days=every_day(found, first, law.chart_days),
    )


def unanswered(asked: Sequence[Asked]) -> list[Asked]:
    """Return the requests that still wait."""
    return [one for one in asked if one.answered_at is None][:SHOWN]


def ending(filed: Sequence[Filed], at: datetime, law: WorkbenchLaw) -> list[Filed]:
    """Return the certificates in use that end soon or have ended."""
    soon = at + timedelta(days=law.expiring_days)
    return [it for it in filed if it.revoked_at is None and it.valid_until < soon]


def unpaid(notices: Sequence[Notice]) -> list[Notice]:
    """Return the notices to be paid, the nearest day first."""
    due = [it for it in notices if it.state is not NoticeState.PAID]
    return sorted(due, key=lambda it: it.due_on)


def every_day(found: Sequence[Day], first: date, count: int) -> list[Day]:
    """Fill in the days on which nothing happened."""
    known = {it.day: it for it in found}
    days = [first + timedelta(days=n) for n in range(count)]
    return [
        known.get(it, Day(day=it, declared=0, released=0, rejected=0)) for it in days
    ]
