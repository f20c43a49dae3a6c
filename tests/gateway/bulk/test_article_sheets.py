"""Articles in sheets: columns in any order, numbers as they were typed."""

import io

import pytest
import xlsxwriter

from tongguan.gateway.bulk.article_sheets import (
    EXAMPLE,
    rows_of,
    template,
    template_csv,
)
from tongguan.gateway.bulk.sheets import SheetError, Trouble


def test_both_templates_hold_the_same_example() -> None:
    for made in (template(), template_csv()):
        (row,) = rows_of(made)
        said = {name: text for name, text in row.entries.items() if text}
        assert (row.number, said) == (3, EXAMPLE)


def test_columns_are_known_by_label_or_name_and_numbers_keep_their_digits() -> None:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["商品编码*", "备注", "item_number", "净含量"])
    sheet.write_row(1, 0, [1901101090, "x", "SKU1", 0.9])
    sheet.write_row(3, 0, ["", "", "SKU2", 900])
    book.close()
    rows = rows_of(made.getvalue())
    assert [(it.number, dict(it.entries)) for it in rows] == [
        (2, {"hs_code": "1901101090", "item_number": "SKU1", "net_content": "0.9"}),
        (4, {"hs_code": "", "item_number": "SKU2", "net_content": "900"}),
    ]


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        (b"a,b\n1,2\n", Trouble.NO_HEADINGS),
        ("企业货号,商品编码\n".encode(), Trouble.EMPTY),
    ],
)
def test_a_file_that_is_no_sheet_of_articles_is_told(
    data: bytes, trouble: Trouble
) -> None:
    with pytest.raises(SheetError) as told:
        rows_of(data)
    assert told.value.trouble is trouble
