"""Templates read back as what they are; results say what is wrong beside each row."""

import csv
import io

import pytest
from python_calamine import CalamineWorkbook

from tongguan.gateway.bulk.columns import columns_of
from tongguan.gateway.bulk.imports import Preview, paper_of
from tongguan.gateway.bulk.rows import sheaves_of
from tongguan.gateway.bulk.sheets import lines_of
from tongguan.gateway.bulk.workbooks import (
    GOOD,
    results,
    results_csv,
    template,
    template_csv,
)
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.plumbing import clock
from tongguan.plumbing.files.store import HandedIn
from tongguan.trade.kinds import Paper

GIVEN = {"seed": "test", "reported_at": "20261111093000"}


def tags(paper: Paper) -> set[str]:
    return {it.tag for it in columns_of(paper)}


@pytest.mark.parametrize("paper", list(BY_PAPER))
def test_a_template_is_a_sheet_of_its_paper_with_one_good_row(paper: Paper) -> None:
    for made in (template(paper), template_csv(paper)):
        assert tags(paper_of(made)) == tags(paper)
        (sheaf,) = sheaves_of(list(lines_of(made)), paper, GIVEN)
        assert [(it.column, it.code) for it in sheaf.faults] == []
        assert sheaf.rows == [3]


def test_a_template_names_every_column_twice_and_offers_the_codes() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(template(Paper.ORDER)))
    rows = book.get_sheet_by_index(0).to_python()
    columns = columns_of(Paper.ORDER)
    assert rows[0] == [it.label for it in columns]
    assert rows[1] == [it.tag for it in columns]
    offered = book.get_sheet_by_index(1).to_python()
    assert ["011", "件"] in [[row[0], str(row[1])[:1]] for row in offered]


def seen(data: bytes) -> Preview:
    sheaves = sheaves_of(list(lines_of(data)), Paper.ORDER, GIVEN)
    file = HandedIn(
        firm="1",
        digest="d",
        name="a.csv",
        paper=Paper.ORDER,
        body=b"",
        handed_in_at=clock.now(),
    )
    return Preview(file=file, sheaves=sheaves)


def test_results_stand_beside_the_rows_and_nothing_in_them_runs() -> None:
    good = template_csv(Paper.ORDER).decode("utf-8-sig")
    head = good.splitlines()[1]
    row = good.splitlines()[2]
    spoilt = row.replace("测试平台", '=HYPERLINK(""x"")').replace("476.00", "4-76", 1)
    data = "\r\n".join([head, row.replace("A2026111100001", "A2"), spoilt]).encode()

    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(results(seen(data), data))
    ).get_sheet_by_index(0)
    told = [str(it[0]) for it in sheet.to_python()]
    assert told[1] == GOOD
    assert told[2].startswith("[SCH-1125] 商品价格 4-76：不是数字")

    cells = list(
        csv.reader(io.StringIO(results_csv(seen(data), data).decode("utf-8-sig")))
    )
    assert cells[1][0] == GOOD
    assert not [it for it in cells[2] if it.startswith("=")]
