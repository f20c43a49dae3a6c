"""Return periods, payment windows, late fees, months, and the guarantee."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tongguan.customs.duty.deadlines import (
    PaymentWindow,
    ReturnDeadlines,
    is_worked,
    late_fee,
    months_later,
    payment_window,
    return_deadlines,
)
from tongguan.customs.duty.security import security_covers

CASES = yaml.load(
    Path(__file__).with_name("deadlines.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - makes text only
)
DUE = date(2026, 4, 16)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_deadlines_after_release(case: dict[str, str]) -> None:
    on = {key: date.fromisoformat(day) for key, day in case.items() if key != "name"}

    assert return_deadlines(on["released"]) == ReturnDeadlines(
        on["apply_by"], on["arrive_by"]
    )
    assert payment_window(on["released"]) == PaymentWindow(on["opens_on"], on["due_on"])


@pytest.mark.parametrize(
    ("released", "arrive_by"),
    [
        (date(2020, 3, 27), date(2020, 4, 27)),
        (date(2020, 3, 28), date(2020, 5, 12)),
    ],
)
def test_goods_have_longer_to_come_back_from_the_day_of_the_notice(
    released: date, arrive_by: date
) -> None:
    assert return_deadlines(released).arrive_by == arrive_by


@pytest.mark.parametrize(
    ("tax", "paid_on", "fee"),
    [
        ("129.95", date(2026, 4, 19), "0"),
        ("100000.00", date(2026, 4, 19), "150.00"),
        ("100000.00", DUE, "0"),
        ("100000.00", date(2026, 4, 1), "0"),
        ("99999.00", date(2026, 4, 17), "50.00"),
        ("99980.00", date(2026, 4, 17), "0"),
    ],
)
def test_being_late_costs_a_share_of_the_tax_a_day(
    tax: str, paid_on: date, fee: str
) -> None:
    assert late_fee(Decimal(tax), due_on=DUE, paid_on=paid_on) == Decimal(fee)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 10), 6, date(2026, 9, 10)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(
    day: date, months: int, later: date
) -> None:
    assert months_later(day, months) == later


def test_a_weekend_may_be_worked_and_a_weekday_free() -> None:
    assert is_worked(date(2026, 10, 10))
    assert not is_worked(date(2026, 10, 1))
    assert not is_worked(date(2026, 10, 11))


def test_the_guarantee_is_never_below_the_unpaid_tax() -> None:
    guarantee, unpaid = Decimal(1_000_000), Decimal(950_000)

    assert not security_covers(guarantee, unpaid=unpaid, due=Decimal(60_000))
    assert security_covers(guarantee, unpaid=unpaid, due=Decimal(50_000))
