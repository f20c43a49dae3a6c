"""Exported goods come back within a year and their list; bills are consolidated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.journeys.test_exporting import (
    LIST,
    WAYBILL,
    P,
    cancelling,
    guid,
    refused,
    released,
    send,
    statuses,
)
from tests.outbound import paper
from tests.window import Window
from tongguan.customs.export_return.against import EXPORT_RETURNABLE, ExportReturning
from tongguan.kit.checks import verify

RETURN, TALLY = paper(P.EXPORT_RETURN), paper(P.RETURN_TALLY)


def coming_back(listed: str, quantity: int, serial: int = 1, **line: Any) -> Any:
    """Ask for so many shirts of an export list to come back."""
    amount = Decimal(quantity)
    one = replace(RETURN.lines[0], quantity=amount, statutory_quantity=amount, **line)
    return replace(
        RETURN,
        list_number=listed,
        waybill_number=WAYBILL.number,
        carrier=WAYBILL.carrier,
        reference=f"CT{serial:05d}",
        heading=guid(RETURN, serial),
        lines=(one,),
    )


def test_exported_goods_come_back_and_are_released_when_tallied(
    window: Window,
) -> None:
    number = released(window)
    asked = coming_back(number, 1)
    send(window, asked)
    assert statuses(window, asked) == ["2", "120"]

    tally = replace(
        TALLY, waybill_number=WAYBILL.number, carrier=WAYBILL.carrier, list_number=None
    )
    send(window, tally)

    assert statuses(window, tally) == ["2", "399"]
    assert statuses(window, asked) == ["2", "120", "800"]
    assert window.states(asked) == ["concluded"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"number": 2}, "STA-1854"),
        ({"hs_code": "6109100022"}, "STA-1854"),
    ],
)
def test_only_exported_lines_come_back(
    window: Window, line: dict[str, Any], code: str
) -> None:
    assert refused(window, coming_back(released(window), 1, **line)) == [code]


def test_no_more_comes_back_than_was_exported(window: Window) -> None:
    number = released(window)
    send(window, coming_back(number, 2))

    assert refused(window, coming_back(number, 2, serial=2)) == ["STA-1855"]
    send(window, coming_back(number, 1, serial=3))
    assert window.rows("SELECT max(total), max(sequence) FROM returned_line") == [
        (Decimal(3), 2)
    ]


def test_what_is_not_out_does_not_come_back(window: Window) -> None:
    number = released(window)
    send(window, cancelling(number))

    assert refused(window, coming_back(number, 1)) == ["STA-1852"]
    unknown = coming_back("46132026E999999999", 1, serial=2)
    assert refused(window, unknown) == ["STA-1851"]


@pytest.mark.parametrize(
    ("on", "codes"), [(date(2027, 3, 10), []), (date(2027, 3, 11), ["STA-1853"])]
)
def test_exported_goods_come_back_within_a_year(on: date, codes: list[str]) -> None:
    asked = ExportReturning(
        application=coming_back("46132026E000000001", 1),
        on=on,
        listed=LIST,
        state="released",
        released_on=date(2026, 3, 10),
    )
    assert [it.code for it in verify(asked, EXPORT_RETURNABLE)] == codes


def test_a_consolidation_of_released_parcels_is_concluded(window: Window) -> None:
    bill = paper(P.CONSOLIDATION)
    send(window, bill)
    assert statuses(window, bill) == ["2", "120"]
    released(window)
    other = replace(bill, reference="ZF2", heading=guid(bill, 2))
    send(window, other)

    assert statuses(window, other) == ["2", "120", "399"]
