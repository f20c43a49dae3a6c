"""备案版本 Between which days a version of a record is what lists are held to."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from tests.inspection.goods_filing.test_goods_filing import TIN
from tongguan.inspection.goods_filing.lifecycle import GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, ruled
from tongguan.kit.moments import SHANGHAI

S = GoodsState
SPRING, YEAR_END = TIN.effective, TIN.until


def at(month: int, day: int, hour: int = 0) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def version(
    made: datetime, effective: date = SPRING, state: GoodsState = S.FILED
) -> GoodsVersion:
    goods = replace(TIN, effective=effective)
    return GoodsVersion(goods=goods, state=state, by="", at=made, reason="")


FIRST = version(at(1, 1))


@pytest.mark.parametrize(
    ("newer", "days"),
    [
        ((), [(SPRING, YEAR_END)]),
        (  # amended within a day: both were held to on it
            (version(at(6, 5, 10), date(2026, 6, 5)),),
            [(SPRING, date(2026, 6, 5)), (date(2026, 6, 5), YEAR_END)],
        ),
        (  # amended for a day to come: the older one lasts until the eve
            (version(at(6, 5, 10), date(2026, 7, 1)),),
            [(SPRING, date(2026, 6, 30)), (date(2026, 7, 1), YEAR_END)],
        ),
        (  # a pause keeps the filed days, but begins when it is made
            (version(at(6, 5, 10), state=S.PAUSED),),
            [(SPRING, date(2026, 6, 5)), (date(2026, 6, 5), YEAR_END)],
        ),
        (  # what is not on file yet replaces nothing
            (version(at(6, 5, 10), date(2026, 6, 5), S.PENDING),),
            [(SPRING, YEAR_END), (date(2026, 6, 5), YEAR_END)],
        ),
        (  # and never was, once another follows
            (
                version(at(6, 5, 10), date(2026, 6, 5), S.REFUSED),
                version(at(6, 8), date(2026, 6, 8)),
            ),
            [(SPRING, date(2026, 6, 7)), None, (date(2026, 6, 8), YEAR_END)],
        ),
        (  # overtaken before its day
            (
                version(at(6, 5), date(2026, 7, 1)),
                version(at(6, 8, 9), date(2026, 6, 20)),
            ),
            [(SPRING, date(2026, 6, 19)), None, (date(2026, 6, 20), YEAR_END)],
        ),
    ],
)
def test_a_version_is_held_to_until_a_newer_one_begins(
    newer: tuple[GoodsVersion, ...], days: list[tuple[date, date] | None]
) -> None:
    history = [FIRST, *newer]
    assert [ruled(history, number) for number in range(len(history))] == days


def test_a_version_that_ran_out_is_not_prolonged_by_the_next() -> None:
    out = replace(FIRST, goods=replace(TIN, until=date(2026, 3, 31)))
    again = version(at(6, 5, 10), date(2026, 6, 5))
    assert ruled([out, again], 0) == (SPRING, date(2026, 3, 31))
    paused = replace(out, at=at(6, 5, 10), state=S.PAUSED)
    assert ruled([out, paused], 1) is None
