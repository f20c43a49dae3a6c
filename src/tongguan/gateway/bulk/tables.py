"""表格文件 A table as a file, for whoever works on it further: CSV, or a workbook.

Amounts are written as numbers, everything else as text; what a spreadsheet would run
is quoted.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum

import xlsxwriter  # type: ignore[import-untyped]

RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
WIDTH = 22
Cell = str | Decimal
Row = Sequence[Cell]


class Form(StrEnum):
    """文件格式 The forms a table is given in."""

    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        """What it is called where it travels."""
        sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return {Form.CSV: "text/csv; charset=utf-8", Form.XLSX: sheet}[self]


def table_file(form: Form, headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Write a table in a form."""
    return (as_csv if form is Form.CSV else as_xlsx)(headings, rows)


def as_csv(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Write a table as CSV, with the mark that tells a spreadsheet it is UTF-8."""
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow(headings)
    writer.writerows([_quoted(cell) for cell in row] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def _quoted(cell: Cell) -> str:
    text = str(cell)
    return f"'{text}" if isinstance(cell, str) and text.startswith(RUNS) else text


def as_xlsx(headings: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Write a table as a workbook."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": 4})
    for at, heading in enumerate(headings):
        sheet.write_string(0, at, heading, bold)
    for down, row in enumerate(rows, start=1):
        for at, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(down, at, cell, money)
            else:
                sheet.write_string(down, at, cell)
    sheet.set_column(0, len(headings) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()
