"""Lists decided column by column and one by one, held against each other."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from tongguan.journeys.replay.columns import Columns, codes_in
from tongguan.journeys.replay.files import frame_of
from tongguan.journeys.replay.model import ArchivedList, Verdict
from tongguan.journeys.replay.plain import decide_again

PIECE = 4000
ALIKE, LEFT = "alike", "left"


def held_against(archived: Iterator[ArchivedList]) -> Counter[str]:
    """Decide lists both ways; count those alike, those left to the rules, and codes."""
    columns, counted = Columns(), Counter[str]()
    while piece := list(islice(archived, PIECE)):
        for one, told in zip(piece, verdicts(columns, piece), strict=True):
            if told is None:
                counted[LEFT] += 1
                continue
            plain = decide_again(one)
            assert told == plain, one
            counted.update((ALIKE, *plain.codes))
    return counted


def verdicts(columns: Columns, archived: list[ArchivedList]) -> list[Verdict | None]:
    """Decide lists column by column."""
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
