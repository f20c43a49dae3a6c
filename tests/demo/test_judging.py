"""What is heard of a parcel decides whether it went as planned."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from random import Random

import pytest
from rich.console import Console

from tongguan.demo.exchange import Heard
from tongguan.demo.faults import FAULTS, Ending
from tongguan.demo.judging import Case, Judge, keys_of
from tongguan.demo.letters import letters
from tongguan.demo.planting import Parcel, plant
from tongguan.demo.summary import show, sum_up
from tongguan.demo.zone import sandbox
from tongguan.plumbing.clock import SHANGHAI

NOON = datetime(2026, 10, 20, 12, 0, 0, tzinfo=SHANGHAI)
SEVERAL = [fault.name for fault in FAULTS if fault.companions]


@pytest.fixture(scope="module")
def parcels() -> list[Parcel]:
    return plant(600, 5, zone=sandbox(), at=NOON)


def the(parcels: list[Parcel], name: str) -> Parcel:
    return next(it for it in parcels if it.fault and it.fault.name == name)


def clean(parcels: list[Parcel]) -> Parcel:
    return next(it for it in parcels if not it.fault and not it.leads)


def on_list(parcel: Parcel, status: str, *codes: str, text: str = "") -> Heard:
    key = dict(keys_of(parcel))["CEB622"]
    return Heard("CEB622", key, status, text, tuple((code, code) for code in codes))


def heard(parcel: Parcel, *receipts: Heard) -> Case:
    judge = Judge([parcel])
    for receipt in receipts:
        judge.hear(receipt)
    return judge.cases[0]


def test_a_clean_list_is_right_when_it_is_released(parcels: list[Parcel]) -> None:
    parcel = clean(parcels)
    case = heard(parcel, on_list(parcel, "120"), on_list(parcel, "800"))
    assert (case.ending, case.settled, case.as_it_should_be) == (
        Ending.RELEASED,
        True,
        True,
    )


def test_a_clean_list_may_be_held_by_a_risk_rule_only(parcels: list[Parcel]) -> None:
    parcel = clean(parcels)
    assert heard(parcel, on_list(parcel, "500", "RSK-6000")).as_it_should_be
    assert not heard(parcel, on_list(parcel, "300", "REF-2013")).as_it_should_be
    assert not heard(parcel, on_list(parcel, "100", "MAT-3005")).as_it_should_be


def test_a_list_nothing_was_heard_of_waits_and_is_amiss(parcels: list[Parcel]) -> None:
    case = heard(clean(parcels))
    assert (case.ending, case.settled, case.as_it_should_be) == (
        Ending.WAITING,
        False,
        False,
    )


def test_a_fault_is_found_by_its_own_code_alone(parcels: list[Parcel]) -> None:
    parcel = the(parcels, "amount_differs")
    right = heard(parcel, on_list(parcel, "100", "MAT-3005"))
    wrong = heard(parcel, on_list(parcel, "100", "MAT-3022"))
    assert (right.found, right.as_it_should_be) == (True, True)
    assert (wrong.found, wrong.as_it_should_be) == (False, False)


def test_a_missing_payment_is_found_in_the_words(parcels: list[Parcel]) -> None:
    parcel = the(parcels, "payment_missing")
    waits = on_list(parcel, "2", text="清单新增申报成功；支付信息不存在")
    case = heard(parcel, waits)
    assert (case.ending, case.settled, case.found) == (Ending.WAITING, True, True)


def test_an_unreadable_message_is_known_by_its_number(parcels: list[Parcel]) -> None:
    parcel = the(parcels, "element_missing")
    key = dict(keys_of(parcel))["CEB900"]
    case = heard(parcel, Heard("CEB900", key, "-1", "", (("SCH-1121", "缺少"),)))
    assert (case.ending, case.as_it_should_be) == (Ending.REFUSED, True)
    sent = [letter.guid for letter in letters(Random(1), [parcel], sandbox())]
    assert key in sent


def test_a_repeated_order_does_not_speak_for_the_first(parcels: list[Parcel]) -> None:
    again = the(parcels, "order_repeated")
    number = again.dossier.order.number
    first = next(it for it in parcels if it.leads and it.dossier.order.number == number)
    judge = Judge([first, again])
    judge.hear(on_list(first, "800"))
    judge.hear(on_list(again, "-621004", "DUP-1003"))
    assert [case.ending for case in judge.cases] == [Ending.RELEASED, Ending.REPEATED]
    assert all(case.as_it_should_be for case in judge.cases)


@pytest.mark.parametrize("name", SEVERAL)
def test_companions_go_ahead_of_their_fault(parcels: list[Parcel], name: str) -> None:
    assert the(parcels, name).follows
    assert sum(it.leads for it in parcels) >= len(SEVERAL)


def answered(parcels: list[Parcel]) -> Iterator[Heard]:
    for parcel in parcels:
        if parcel.fault is None:
            yield on_list(parcel, "800")
            yield Heard("CEB816", "I1T", "1", "税单", (), Decimal("10.05"))


def test_the_summary_counts_and_names_what_is_amiss(parcels: list[Parcel]) -> None:
    few = [clean(parcels), the(parcels, "amount_differs"), the(parcels, "order_split")]
    judge = Judge(few)
    for receipt in (*answered(few), on_list(few[1], "100", "MAT-3005")):
        judge.hear(receipt)
    summary = sum_up(judge, 0.5)
    told = summary.as_json()
    assert told | {"amiss": []} == {
        "lists": 3,
        "released": 1,
        "review": 0,
        "examined": 0,
        "rejected": 1,
        "waiting": 1,
        "tax_total": "10.05",
        "allowance_used": str(few[0].assessment.counted_against_allowance),
        "receipts": 3,
        "seconds": 0.5,
        "lists_per_second": 4.0,
        "faults_planted": 2,
        "faults_found": 1,
        "amiss": [],
    }
    number = few[2].dossier.order.number
    assert summary.amiss == (f"{number}: order_split -> waiting (-)",)
    assert summary.reasons == {("MAT-3005", "MAT-3005"): 1}
    assert summary.tax_total == Decimal("10.05")


def test_the_summary_can_be_shown(parcels: list[Parcel]) -> None:
    judge = Judge(parcels[:3])
    console = Console(record=True, width=100)
    show(sum_up(judge, 0.0), console)
    said = console.export_text()
    assert "演示汇总 Demonstration" in said
    assert "clean -> waiting" in said
