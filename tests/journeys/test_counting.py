"""A released list is counted the same day; one that comes back is told apart."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.letters import papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.commerce.statistics.model import Dimension, Fact, StatisticsTable
from tongguan.commerce.statistics.telling import table_told
from tongguan.journeys.counting import statistics_table
from tongguan.journeys.month_end import void_bill
from tongguan.plumbing import clock

FACT = Fact(
    paper=1,
    line=1,
    released_on=date(2026, 4, 30),
    mode="1210",
    hs2="33",
    origin="304",
    firm="1100EC0001",
    value_fen=10_000,
    tax_fen=910,
)


def counted(window: Window, by: Dimension, first: date, last: date) -> StatisticsTable:
    with window.connection.transaction():
        return statistics_table(
            window.rooms.statistics, by, first=first, last=last, on=clock.today()
        )


def put(window: Window, *facts: Fact) -> None:
    with window.connection.transaction():
        window.rooms.statistics.put(facts)


def test_a_released_list_is_counted_the_same_day(window: Window) -> None:
    today = clock.today()
    window.send(*papers(parcel(1)), *papers(parcel(2)))

    table = counted(window, Dimension.HS2, today, today)

    totals = table.totals
    assert (totals.lists, totals.value_fen, totals.tax_fen) == (2, 2 * 48600, 2 * 4423)
    assert [(c.heading, c.suppressed) for c in table.cells] == [("19", True)]
    yesterday = today - timedelta(days=1)
    assert counted(window, Dimension.DAY, yesterday, yesterday).totals.lists == 0


def test_a_list_an_officer_releases_is_counted_as_well(window: Window) -> None:
    doubtful = parcel(1)
    line = replace(doubtful.declaration.lines[0], statutory_quantity=Decimal("2.4"))
    listed = replace(doubtful.declaration, lines=(line,))
    window.send(doubtful.order, doubtful.payment, doubtful.waybill, listed)
    assert (window.states(listed), counted_today(window)) == (["examined"], 0)

    window.rule(listed, "release")

    assert (window.states(listed), counted_today(window)) == (["released"], 1)


def counted_today(window: Window) -> int:
    today = clock.today()
    return counted(window, Dimension.DAY, today, today).totals.lists


def test_a_list_that_comes_back_counts_no_longer(window: Window) -> None:
    today, one = clock.today(), parcel(1)
    window.send(*papers(one), *papers(parcel(2)))
    with window.connection.transaction():
        void_bill(window.rooms, window.standing(one.declaration).id, clock.now())

    totals = counted(window, Dimension.DAY, today, today).totals

    assert (totals.lists, totals.value_fen) == (1, 48600)
    assert (totals.returned_lists, totals.returned_value_fen) == (1, 48600)


def test_a_return_counts_in_the_month_it_comes_back(window: Window) -> None:
    put(window, FACT, FACT._replace(paper=2))
    with window.connection.transaction():
        window.rooms.statistics.take_back(2, date(2026, 5, 3))

    april = counted(window, Dimension.DAY, date(2026, 4, 1), date(2026, 4, 30)).totals
    may = counted(window, Dimension.DAY, date(2026, 5, 1), date(2026, 5, 31)).totals

    assert (april.lists, april.returned_lists) == (1, 0)
    assert (may.lists, may.returned_lists, may.returned_value_fen) == (0, 1, 10_000)


@pytest.mark.parametrize(
    ("by", "heading"),
    [
        (Dimension.DAY, "2026-04-30"),
        (Dimension.MODE, "1210"),
        (Dimension.HS2, "33"),
        (Dimension.ORIGIN, "304"),
    ],
)
def test_a_cell_says_what_three_firms_sold(
    window: Window, by: Dimension, heading: str
) -> None:
    others = [FACT._replace(paper=n, firm=f"1100EC000{n}") for n in (2, 3)]
    lonely = FACT._replace(
        paper=4,
        released_on=date(2026, 4, 29),
        mode="9610",
        hs2="22",
        origin="305",
    )
    alone = {"released_on": date(2026, 4, 28), "mode": "1239", "hs2": "95"}
    lonelier = lonely._replace(paper=5, origin="502", **alone)
    second_line = FACT._replace(line=2, value_fen=50, tax_fen=5)
    put(window, FACT, second_line, *others, lonely, lonelier)

    table = table_told(counted(window, by, date(2026, 4, 1), date(2026, 4, 30)))

    cells = {cell["heading"]: cell for cell in table["cells"]}
    shown = cells.pop(heading)
    assert (shown["lists"], shown["value"], shown["tax"]) == (3, "300.50", "27.35")
    kept_back = [(c["lists"], c["suppressed"]) for c in cells.values()]
    assert kept_back == [(None, True), (None, True)]
    assert table["total"] == {"lists": 5, "value": "500.50", "tax": "45.55"}
