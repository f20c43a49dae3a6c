"""Column by column or one by one: every list comes to the same."""

import os
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from tests.archived import DAY, lists, settled, varied
from tongguan.customs.duty.law import law_on
from tongguan.customs.risk.rules import content_is_as_described
from tongguan.journeys.replay.articles import bits_of, era_of
from tongguan.journeys.replay.columns import Columns, codes_in
from tongguan.journeys.replay.files import frame_of
from tongguan.journeys.replay.model import ArchivedList, Verdict
from tongguan.journeys.replay.plain import LAW_CODES, decide_again
from tongguan.journeys.replay.running import again

SIZE = int(os.environ.get("TONGGUAN_REPLAYED", "8000"))
PIECE = 4000
CONTENT = content_is_as_described.notice.code


def verdicts(columns: Columns, archived: list[ArchivedList]) -> list[Verdict | None]:
    decided = columns.decide(frame_of(archived))
    return [verdict(row) for row in decided.iter_rows(named=True)]


def verdict(row: dict[str, Any]) -> Verdict | None:
    """Say what a row came to; nothing where the columns leave it to the rules."""
    if not row["fits"]:
        return None
    return Verdict(
        outcome=row["outcome_now"],
        treatment=row["treatment_now"],
        dutiable=row["dutiable_now"],
        tax=row["tax_now"],
        codes=tuple(codes_in(row["law_now"])),
    )


def test_columns_come_to_what_the_rules_come_to() -> None:
    columns, invented = Columns(), lists(20261111, SIZE)
    alike, left, codes = 0, 0, set[str]()
    while piece := list(islice(invented, PIECE)):
        for one, told in zip(piece, verdicts(columns, piece), strict=True):
            if told is None:
                left += 1
                continue
            plain = decide_again(one)
            assert told == plain, one
            codes.update(plain.codes)
            alike += 1
    assert alike + left == SIZE
    assert left < SIZE / 3
    # a yearly amount is for all lines together; no list of ours remarks on a mode
    assert codes == {*LAW_CODES} - {"LST-2002", "LST-2003"}


def test_lists_as_nearly_all_are_need_no_second_look() -> None:
    usual = list(lists(7, 2000, plain=True))
    told = verdicts(Columns(), usual)
    assert None not in told
    assert told == [decide_again(one) for one in usual]


def test_articles_nobody_has_seen_come_to_the_same() -> None:
    columns, invented = Columns(), varied(20261112, SIZE)
    alike, codes, without = 0, Counter[str](), 0
    while piece := list(islice(invented, PIECE)):
        for one, told in zip(piece, verdicts(columns, piece), strict=True):
            if told is None:
                continue
            plain = decide_again(one)
            assert told == plain, one
            codes.update(plain.codes)
            without += CONTENT not in plain.codes
            alike += 1
    assert alike > SIZE / 2
    assert min(codes[CONTENT], without) > SIZE / 10


def test_lists_of_new_articles_need_no_second_look() -> None:
    usual = list(lists(8, 2000, plain=True, new=1))
    assert len({line.model for one in usual for line in one.lines}) > 2000
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


def test_an_era_is_a_day_with_the_same_law() -> None:
    for day in (DAY, DAY.replace(month=10), DAY.replace(year=2019)):
        era = era_of(day)
        assert era <= day
        assert law_on(era) == law_on(day)
    assert era_of(DAY.replace(day=1)) == DAY.replace(day=1)
    assert era_of(DAY.replace(month=10, day=31)) < DAY.replace(month=10, day=31)
