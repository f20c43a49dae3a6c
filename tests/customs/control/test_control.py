"""What an order aims at, when it holds, what satisfies it, and how often lists open."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.papers import CARRIER, DECLARATION, PLATFORM, SELLER
from tests.spoiling import found
from tongguan.customs.control.lifecycle import CASE, CONTROL, CaseState, OrderState
from tongguan.customs.control.model import (
    Agency,
    Aim,
    ControlOrder,
    Counted,
    Examined,
    Result,
    Target,
    aims_of,
)
from tongguan.customs.control.rules import CONTROLS, Controlled, rates, unsatisfied
from tongguan.customs.risk.rules import Channel, channel, told
from tongguan.kit.checks import verify

AT = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 10)
ORDER = ControlOrder(
    number="BK00000007",
    aim=Aim(Target.FIRM, SELLER.code),
    agency=Agency.CUSTOMS,
    effective=date(2026, 11, 1),
    until=date(2026, 11, 30),
    reason="奶粉抽检",
    placed_by="guanyuan",
    placed_at=AT,
)
PASSED = Examined(
    paper=1,
    version=1,
    agency=Agency.CUSTOMS,
    result=Result.PASSED,
    note="相符",
    officer="guanyuan",
    at=AT,
)


def test_a_list_is_hit_by_its_numbers_firms_transport_and_codes() -> None:
    listed = replace(
        DECLARATION, conveyance="粤A12345", transport_document="MAWB78412345"
    )
    prefixes = {Aim(Target.HS_PREFIX, "1901101090"[:n]) for n in range(2, 11)}
    assert aims_of(listed, ("B20261120000000001", "")) == prefixes | {
        Aim(Target.LIST, "DD20261020001"),
        Aim(Target.LIST, "B20261120000000001"),
        Aim(Target.FIRM, SELLER.code),
        Aim(Target.FIRM, PLATFORM.code),
        Aim(Target.FIRM, CARRIER.code),
        Aim(Target.VEHICLE, "粤A12345"),
        Aim(Target.TRANSPORT_DOCUMENT, "MAWB78412345"),
    }


@pytest.mark.parametrize(
    ("day", "stops"),
    [
        (date(2026, 10, 31), False),
        (date(2026, 11, 1), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_an_order_holds_on_its_days_and_no_other(day: date, *, stops: bool) -> None:
    assert ORDER.holds_on(day) is stops
    assert unsatisfied([ORDER], [], day) == ((ORDER,) if stops else ())


def test_a_lifted_order_stops_nothing() -> None:
    assert not replace(ORDER, state=OrderState.LIFTED).holds_on(DAY)


@pytest.mark.parametrize(
    ("examined", "satisfied"),
    [
        (PASSED, True),
        (replace(PASSED, agency=Agency.INSPECTION), False),
        (replace(PASSED, result=Result.DIFFERED), False),
        (replace(PASSED, at=datetime(2026, 10, 31, tzinfo=UTC)), False),
    ],
)
def test_an_order_is_satisfied_by_its_own_agency_passing_the_list_since(
    examined: Examined, *, satisfied: bool
) -> None:
    assert (unsatisfied([ORDER], [examined], DAY) == ()) is satisfied


def test_every_order_that_hits_is_named_to_officers_and_opens_the_parcel() -> None:
    other = replace(ORDER, number="BK00000009", reason="检疫布控")
    controlled = Controlled(orders=(ORDER, other))
    findings = verify(controlled, CONTROLS)
    assert found(controlled, CONTROLS) == [
        ("RSK-6010", "declaration.number", "BK00000007", "奶粉抽检"),
        ("RSK-6010", "declaration.number", "BK00000009", "检疫布控"),
    ]
    assert channel(findings) is Channel.EXAMINE


def test_a_sender_reads_the_neutral_sentence_and_no_order() -> None:
    findings = verify(Controlled(orders=(ORDER,)), CONTROLS)
    assert [finding.code for finding in told(findings)] == ["RSK-6000"]


def test_a_list_no_order_hits_is_left_alone() -> None:
    assert verify(Controlled(orders=()), CONTROLS) == []


def test_an_order_and_a_case_end_and_stay_ended() -> None:
    assert CONTROL.final() == {OrderState.LIFTED, OrderState.EXPIRED}
    assert CASE.final() == {CaseState.CLOSED}


def test_rates_are_summed_by_month_mode_and_class_of_the_firm() -> None:
    october, november = date(2026, 10, 1), date(2026, 11, 1)
    counts = [
        counted(october, "1210", "A1", 150, 3),
        counted(october, "1210", "A2", 50, 1),
        counted(october, "9610", "Z9", 10, 1),
        counted(november, "1210", "A1", 100, 1),
    ]
    shown = [
        (rate.month, rate.mode, rate.firm_class, rate.share)
        for rate in rates(counts, {"A1": "AEO", "A2": "AEO"})
    ]
    assert shown == [
        (october, "1210", "AEO", Decimal("0.02")),
        (october, "9610", "unrated", Decimal("0.1")),
        (november, "1210", "AEO", Decimal("0.01")),
    ]


def counted(
    month: date, mode: str, declarant: str, declared: int, examined: int
) -> Counted:
    return Counted(
        month=month,
        mode=mode,
        declarant=declarant,
        declared=declared,
        examined=examined,
    )
