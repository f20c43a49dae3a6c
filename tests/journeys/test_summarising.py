"""Released lists are summarised: each once, line by line, their own only."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.journeys.test_exporting import (
    DECLARANT,
    LIST,
    ORDER,
    WAYBILL,
    P,
    cancelling,
    guid,
    numbered,
    receipts,
    refused,
    released,
    send,
    statuses,
)
from tests.outbound import paper
from tests.window import Window
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.outbox import messages
from tongguan.plumbing import clock
from tongguan.plumbing.register.store import KeyTakenError
from tongguan.trade.receipts import Receipt
from tongguan.trade.shipments import SummarisedList, SummaryResult


def summing(*numbers: str, **entries: Any) -> Any:
    lines = tuple(SummarisedList(list_number=number) for number in numbers)
    return replace(paper(P.SUMMARY), lines=lines, **entries)


def results(window: Window) -> list[SummaryResult]:
    sent = [it for it in window.pulled(DECLARANT) if it.kind == "summary_result"]
    with window.connection.transaction():
        written = messages(window.rooms, sent)
    return [it for data in written for it in read_answers(data).answers]  # type: ignore[misc]


def test_released_lists_are_summarised_line_by_line(window: Window) -> None:
    other = LIST.lines[0]
    two = numbered(2)
    three = numbered(3, destination="116")
    numbers = [released(window, *it) for it in ((ORDER, WAYBILL, LIST), two, three)]
    asked = summing(*numbers)

    send(window, asked)

    assert statuses(window, asked) == ["2", "399"]
    assert window.states(asked, LIST, two[2], three[2]) == [
        "concluded",
        *["summarised"] * 3,
    ]
    here, there = results(window)
    assert (here.parts, here.part, here.gross_weight_kg) == (2, 1, Decimal("1.4"))
    assert [(it.list_number, it.sequence, it.hs_code) for it in here.lines] == [
        (numbers[0], 1, other.hs_code),
        (numbers[1], 1, other.hs_code),
    ]
    assert [it.list_number for it in there.lines] == [numbers[2]]
    assert here.summary_number == there.summary_number
    told = [it for it in read_all(window) if it.paper is P.SUMMARY]
    assert told[-1].keys["number"] == here.summary_number


def read_all(window: Window) -> list[Receipt]:
    sent = [it for it in window.pulled(DECLARANT) if it.kind == P.SUMMARY]
    with window.connection.transaction():
        written = messages(window.rooms, sent)
    return [it for data in written for it in read_answers(data).answers]  # type: ignore[misc]


def test_the_lists_of_a_time_are_summarised(window: Window) -> None:
    released(window)
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    asked = summing(since=today, until=today.replace(hour=23, minute=59))

    send(window, asked)

    assert statuses(window, asked) == ["2", "399"]
    again_asked = replace(asked, reference="HZ2", heading=guid(asked, 5))
    send(window, again_asked)
    told = receipts(window, again_asked)[-1]
    assert [it["code"] for it in told.findings] == ["STA-1845"]


def test_a_list_is_summarised_once(window: Window) -> None:
    number = released(window)
    send(window, summing(number))

    second = summing(number, reference="HZ2")
    assert refused(window, second) == ["STA-1843"]
    with pytest.raises(KeyTakenError), window.connection.transaction():
        window.rooms.exports.merge([window.standing(LIST).id], 99)


def test_only_ones_own_released_lists_for_a_summary_are_merged(window: Window) -> None:
    simplified = numbered(4, procedure="A")
    number = released(window, *simplified)
    assert refused(window, summing(number)) == ["STA-1844"]
    unknown = summing("46132026E999999999", reference="HZ2")
    assert refused(window, unknown) == ["STA-1841"]
    cancelled = released(window)
    send(window, cancelling(cancelled))
    assert refused(window, summing(cancelled, reference="HZ3")) == ["STA-1842"]
