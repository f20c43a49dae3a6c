"""Column by column or one by one: every list comes to the same."""

import os
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.archived import DAY, lists, settled, varied
from tests.replayed import ALIKE, LEFT, held_against, verdicts
from tongguan.customs.duty.law import law_on
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.risk.rules import content_is_as_described
from tongguan.journeys.replay import articles
from tongguan.journeys.replay.articles import bits_of, era_of
from tongguan.journeys.replay.columns import Columns
from tongguan.journeys.replay.files import frame_of
from tongguan.journeys.replay.model import ArchivedList
from tongguan.journeys.replay.plain import LAW_CODES, decide_again
from tongguan.journeys.replay.running import again
from tongguan.kit.checks import Difference

SIZE = int(os.environ.get("TONGGUAN_REPLAYED", "8000"))
CONTENT = content_is_as_described.notice.code
WHISKY = {"hs_code": "2208300000", "unit": "095", "statutory_unit": "035"}


def test_columns_come_to_what_the_rules_come_to() -> None:
    counted = held_against(lists(20261111, SIZE))
    alike, left = counted.pop(ALIKE), counted.pop(LEFT)
    assert alike + left == SIZE
    assert left < SIZE / 3
    # a yearly amount is for all lines together; no list of ours remarks on a mode
    assert {*counted} == {*LAW_CODES} - {"LST-2002", "LST-2003"}


def test_articles_nobody_has_seen_come_to_the_same() -> None:
    counted = held_against(varied(20261112, SIZE))
    alike, found = counted[ALIKE], counted[CONTENT]
    assert alike > SIZE / 2
    assert SIZE / 10 < found < alike - SIZE / 10


def test_lists_as_nearly_all_are_need_no_second_look() -> None:
    usual = list(lists(7, 2000, plain=True))
    told = verdicts(Columns(), usual)
    assert None not in told
    assert told == [decide_again(one) for one in usual]


def test_lists_of_new_articles_need_no_second_look() -> None:
    usual = list(lists(8, 2000, plain=True, new=1))
    lines = [line for one in usual for line in one.lines]
    assert len({(line.name, line.model) for line in lines}) == len(lines)
    told = verdicts(Columns(), usual)
    assert None not in told
    assert told == [decide_again(one) for one in usual]


@pytest.mark.parametrize(
    "change",
    [
        {"freight": Decimal("10000000.01")},
        {"freight": Decimal("-0.01")},
        {"freight": Decimal("99999999999999.99999")},
    ],
)
def test_what_is_out_of_shape_is_left_to_the_rules(change: dict[str, Any]) -> None:
    odd = settled(replace(next(lists(1, 1, plain=True)), **change))
    frame = frame_of([odd])
    assert verdicts(Columns(), [odd]) == [None]
    (row,) = again(frame, Columns()).iter_rows(named=True)
    assert (row["fits"], row["changed"], row["law_now"]) == (
        False,
        False,
        bits_of(decide_again(odd).codes),
    )


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        (WHISKY | {"quantity": Decimal(99_999)}, True),
        (WHISKY | {"quantity": Decimal(40000000000000)}, False),
        (WHISKY | {"quantity": Decimal("99999999999999.99999")}, False),
        (WHISKY | {"quantity": Decimal(-1)}, False),
        ({"model": "1.000001g", "statutory_unit": "035"}, True),
        ({"model": "1.0000001g", "statutory_unit": "035"}, False),
        ({"model": "1.0000001g", "statutory_unit": "011"}, True),
        ({"model": "900g", "statutory_quantity": Decimal(10**13)}, False),
        ({"model": "900", "statutory_quantity": Decimal(10**13)}, True),
    ],
)
def test_numbers_the_columns_cannot_hold_are_left_to_the_rules(
    change: dict[str, Any], *, fits: bool
) -> None:
    odd = with_line(**{"statutory_unit": "035", "total": Decimal(9)} | change)
    assert verdicts(Columns(), [odd]) == [decide_again(odd) if fits else None]


def with_line(**change: Any) -> ArchivedList:
    """Return a list of one line, which is plain but for a change."""
    one = next(lists(1, 1, plain=True))
    return replace(one, lines=(replace(one.lines[0], **change),))


def test_what_a_rule_reads_besides_is_left_to_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reads_the_origin(case: Admission) -> Iterator[Difference]:
        assert None not in [line.origin for line in case.declaration.lines]
        yield from ()

    usual = list(lists(9, 10, plain=True))
    curious = replace(ADMISSION[0], differences=reads_the_origin)
    monkeypatch.setattr(articles, "ADMISSION", (*ADMISSION, curious))
    assert verdicts(Columns(), usual) == [None] * 10


def test_a_name_is_asked_about_where_a_rule_reads_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reads_every_name(case: Admission) -> Iterator[Difference]:
        assert None not in [line.name for line in case.declaration.lines]
        yield from ()

    usual = list(lists(9, 500, plain=True, new=1))
    curious = replace(ADMISSION[0], differences=reads_every_name)
    monkeypatch.setattr(articles, "ADMISSION", (*ADMISSION, curious))
    assert verdicts(Columns(), usual) == list(map(decide_again, usual))


def test_an_era_is_a_day_with_the_same_law() -> None:
    for day in (DAY, DAY.replace(month=10), DAY.replace(year=2019)):
        era = era_of(day)
        assert era <= day
        assert law_on(era) == law_on(day)
    assert era_of(DAY.replace(day=1)) == DAY.replace(day=1)
    assert era_of(DAY.replace(month=10, day=31)) < DAY.replace(month=10, day=31)
