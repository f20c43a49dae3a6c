"""When a month's notice is payable, what being late costs, and what a month is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tongguan.customs.collection.lifecycle import NOTICE, TAX_BILL, NoticeState
from tongguan.customs.collection.model import DueBill, Month, NotAMonthError, Notice
from tongguan.customs.collection.rules import (
    MonthNotOverError,
    NotPayableYetError,
    merge,
    paid,
    refuse_early_collection,
)
from tongguan.kit.lifecycle import IllegalMoveError

CASES = yaml.load(
    (Path(__file__).parent / "months.yaml").read_text(encoding="utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - BaseLoader makes text only
)
NOVEMBER = Month(date(2026, 11, 1))


def bill(released_on: date, *fen: int) -> DueBill:
    duty, vat, consumption = fen or (0, 4423, 0)
    return DueBill(
        paper=1,
        version=1,
        number="29002026I000000001_0",
        released_on=released_on,
        duty_fen=duty,
        vat_fen=vat,
        consumption_fen=consumption,
    )


def notice(*bills: DueBill, month: Month = NOVEMBER, sequence: int = 1) -> Notice:
    return merge(
        bills, guarantor="1100EC0001", month=month, on=month.end, sequence=sequence
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_notice_is_payable_in_the_window_of_its_last_list(
    case: dict[str, Any],
) -> None:
    bills = [bill(date.fromisoformat(day)) for day in case["released"]]

    made = notice(*bills, month=Month.named(case["month"]))

    days = {name: str(getattr(made, name)) for name in case if name.endswith("_on")}
    assert days == {name: case[name] for name in days}


def test_a_notice_names_its_month_its_guarantor_and_its_place() -> None:
    made = notice(bill(date(2026, 11, 3)), sequence=2)

    assert made.number == "JK2026111100EC000102"
    assert (made.state, made.issued_on) == (NoticeState.ISSUED, date(2026, 12, 1))


@given(st.lists(st.tuples(*[st.integers(0, 10**12)] * 3), min_size=1))
def test_a_notice_is_the_exact_sum_of_its_bills(parts: list[tuple[int, ...]]) -> None:
    made = notice(*[bill(date(2026, 11, 3), *fen) for fen in parts])

    assert made.lists == len(parts)
    sums = (made.duty_fen, made.vat_fen, made.consumption_fen)
    assert sums == tuple(map(sum, zip(*parts, strict=True)))
    assert made.tax_fen == sum(map(sum, parts))


def test_the_last_day_costs_nothing_and_the_day_after_does() -> None:
    made = notice(bill(date(2026, 11, 30), 0, 100_000_000, 0))

    assert paid(made, date(2027, 1, 14)).late_fee_fen == 0
    assert paid(made, date(2027, 1, 15)).late_fee_fen == 50_000
    assert paid(made, date(2027, 1, 16)).late_fee_fen == 100_000


def test_a_small_fee_is_waived() -> None:
    made = notice(bill(date(2026, 11, 30), 0, 9_998_000, 0))

    assert paid(made, date(2027, 1, 15)).late_fee_fen == 0
    assert paid(made, date(2027, 1, 16)).late_fee_fen == 9_998


def test_a_notice_cannot_be_paid_before_its_first_day() -> None:
    made = notice(bill(date(2026, 11, 30)))

    assert paid(made, date(2026, 12, 31)).state is NoticeState.PAID
    with pytest.raises(NotPayableYetError):
        paid(made, date(2026, 12, 30))


def test_a_paid_notice_cannot_be_paid() -> None:
    done = paid(notice(bill(date(2026, 11, 30))), date(2027, 1, 4))

    with pytest.raises(IllegalMoveError):
        paid(done, date(2027, 1, 4))


def test_a_month_is_collected_from_the_first_day_after_it() -> None:
    refuse_early_collection(NOVEMBER, date(2026, 12, 1))
    with pytest.raises(MonthNotOverError):
        refuse_early_collection(NOVEMBER, date(2026, 11, 30))


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-11-01", "november"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(NotAMonthError):
        Month.named(text)


def test_december_ends_with_the_year() -> None:
    december = Month.of(date(2026, 12, 31))

    assert (str(december), december.end) == ("2026-12", date(2027, 1, 1))


def test_nothing_follows_a_payment_or_a_voided_bill() -> None:
    assert {str(state) for state in TAX_BILL.final()} == {"paid", "voided"}
    assert {str(state) for state in NOTICE.final()} == {"paid"}
