"""期限 When tax is due, when goods must be back, and what being late costs.

The day of the event is day 0, "within N days" ends on day N, and a last day that is
not worked moves to the next day that is. Months end on the same day, or on the last.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load, read_page
from tongguan.trade.money import ZERO, to_fen

ONE_DAY = timedelta(days=1)
SATURDAY = 5
MONTHS = 12


@dataclass(frozen=True, slots=True)
class ReturnPeriod:
    """退货期限 Days from release to apply for a return, and to bring the goods back."""

    apply_days: int
    arrive_days: int


@dataclass(frozen=True, slots=True)
class PaymentPeriod:
    """缴税期限 Days from release to pay, and the fee for each day after them."""

    first_day: int
    last_day: int
    late_fee_per_day: Decimal
    late_fee_waived_below: Decimal


@dataclass(frozen=True, slots=True)
class ReturnDeadlines:
    """退货截止日 The last days to apply, and to bring the goods back."""

    apply_by: date
    arrive_by: date


@dataclass(frozen=True, slots=True)
class PaymentWindow:
    """缴税窗口 The first and the last day to pay the tax of a released list."""

    opens_on: date
    due_on: date


def return_deadlines(released_on: date) -> ReturnDeadlines:
    """退货截止日 By the rule in force on the day of release."""
    period = _returns().on(released_on).says
    return ReturnDeadlines(
        apply_by=_last_day(released_on, period.apply_days),
        arrive_by=_last_day(released_on, period.arrive_days),
    )


def payment_window(released_on: date) -> PaymentWindow:
    """缴税窗口 By the rule in force on the day of release."""
    period = _payment().on(released_on).says
    return PaymentWindow(
        opens_on=released_on + period.first_day * ONE_DAY,
        due_on=_last_day(released_on, period.last_day),
    )


def late_fee(tax: Decimal, *, due_on: date, paid_on: date) -> Decimal:
    """滞纳金 A share of the unpaid tax for each day late; a small fee is waived."""
    if paid_on <= due_on:
        return ZERO
    period = _payment().on(paid_on).says
    fee = to_fen(tax * period.late_fee_per_day * (paid_on - due_on).days)
    return ZERO if fee < period.late_fee_waived_below else fee


def next_working_day(day: date) -> date:
    """顺延 The day itself when it is worked, else the next one that is."""
    while not is_worked(day):
        day += ONE_DAY
    return day


def is_worked(day: date) -> bool:
    """工作日 Whether a day is worked, by the year's calendar or else by the weekday."""
    return _calendar().get(day, day.weekday() < SATURDAY)


def months_later(day: date, months: int) -> date:
    """若干个月后 The same day of the month, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, MONTHS)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _last_day(event: date, days: int) -> date:
    return next_working_day(event + days * ONE_DAY)


@cache
def _returns() -> Dated[ReturnPeriod]:
    return load("customs/duty/returns.yaml", ReturnPeriod)


@cache
def _payment() -> Dated[PaymentPeriod]:
    return load("customs/duty/payment.yaml", PaymentPeriod)


@cache
def _calendar() -> Mapping[date, bool]:
    """Read the years: each named day, and whether it is worked."""
    worked: dict[date, bool] = {}
    for year in read_page("calendar/holidays.yaml")["years"].values():
        for span in year["free"]:
            first, last = (date.fromisoformat(text) for text in span.split(".."))
            length = (last - first).days + 1
            worked |= {first + n * ONE_DAY: False for n in range(length)}
        worked |= {date.fromisoformat(text): True for text in year["worked"]}
    return worked
