"""清单版本 Reads the list's rows and says what it was on a day."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from tongguan.customs.filing.model import Listing, NeverListed, PositiveList, Remark
from tongguan.kit.dated import Dated, Edition
from tongguan.kit.rulebook import TRUTHS, load, read_page, read_table

ROWS = "customs/filing/positive_list.csv"
EDITIONS = "customs/filing/list_editions.yaml"
NEVER = "customs/filing/never_listed.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """清单公告 What a notice printed: how many lines, and whether we hold them all."""

    lines: int
    complete: bool


def positive_list_on(day: date) -> PositiveList:
    """Return the list in force on `day`; raise NotInForceError before the first."""
    return _lists().on(day).says


def edition_on(day: date) -> Edition[PositiveList]:
    """Return the list of `day` with the day it began and the notice it stands on."""
    return _lists().on(day)


@cache
def _lists() -> Dated[PositiveList]:
    editions = load(EDITIONS, Printed)
    never = [NeverListed(**heading) for heading in read_page(NEVER)["headings"]]
    return Dated(
        [
            Edition(
                it.effective,
                it.cites,
                PositiveList(_as_of(it.effective), never, lines=_lines(it.says)),
                it.confirmed,
            )
            for it in editions
        ]
    )


def _lines(printed: Printed) -> int:
    """Count what must be loaded before a missing code may be refused."""
    return 0 if printed.complete else printed.lines


def _as_of(day: date) -> list[Listing]:
    return [
        Listing(
            code=row["code"],
            remark=Remark(row["remark"]),
            parameter=row["parameter"],
            chinese=row["chinese"],
            english=row["english"],
            confirmed=TRUTHS[row["confirmed"]],
        )
        for row in read_table(ROWS)
        if row["effective"] <= day.isoformat() < (row["until"] or "9999-12-31")
    ]
