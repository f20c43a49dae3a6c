"""备案表格 Articles from a sheet, a row each: the template, the rows, the results.

A column is known by the name of its entry or by its Chinese label, in any order.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import xlsxwriter  # type: ignore[import-untyped]

from tongguan.gateway.bulk.cells import SAFE
from tongguan.gateway.bulk.sheets import (
    HEADINGS_WITHIN,
    Cell,
    Line,
    SheetError,
    Trouble,
    lines_of,
)
from tongguan.inspection.goods_filing.entries import entries
from tongguan.journeys.articles import MOST_ARTICLES, Lodged

EXAMPLE = {
    "item_number": "SKU000001",
    "mode": "retail_import",
    "hs_code": "1806900000",
    "name": "巧克力盒装",
    "english": "Boxed chocolate",
    "model": "384g/盒",
    "barcode": "6901234567892",
    "unit": "140",
    "origin": "502",
    "net_content": "384",
    "measure": "g",
    "brand": "示例牌",
}
ROW, OUTCOME, WHAT = "行 row", "结果 outcome", "问题与办法 findings"


@dataclass(frozen=True, slots=True)
class Row:
    """表格行 One row: where it stands, and its entries as texts."""

    number: int
    entries: Mapping[str, str]


def rows_of(data: bytes) -> list[Row]:
    """Read the articles of a file, or raise `SheetError`."""
    lines = list(lines_of(data))
    heading, columns = _headings(lines)
    rows = [
        Row(line.number, {name: _text(line, at) for at, name in columns.items()})
        for line in lines
        if line.number > heading
    ]
    rows = [row for row in rows if any(row.entries.values())]
    if not rows:
        raise SheetError(Trouble.EMPTY)
    if len(rows) > MOST_ARTICLES:
        raise SheetError(Trouble.TOO_LARGE)
    return rows


def _headings(lines: Sequence[Line]) -> tuple[int, Mapping[int, str]]:
    """Find the last row of headings: at least the item number and one more."""
    known = {name: name for name in entries()}
    known |= {entry.chinese: name for name, entry in entries().items()}
    found: tuple[int, Mapping[int, str]] | None = None
    for line in lines[:HEADINGS_WITHIN]:
        named = {
            at: known[str(cell).strip().rstrip("*＊")]
            for at, cell in enumerate(line.cells)
            if str(cell).strip().rstrip("*＊") in known
        }
        if "item_number" in named.values() and len(named) > 1:
            found = line.number, named
        elif found:
            break
    if found is None:
        raise SheetError(Trouble.NO_HEADINGS)
    return found


def _text(line: Line, at: int) -> str:
    return text_of(line.cells[at]) if at < len(line.cells) else ""


def text_of(cell: Cell) -> str:
    """Return the text a cell stands for; a number that lost digits stays as it is."""
    if isinstance(cell, bool):
        return "是" if cell else ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < SAFE:
        return str(int(cell))
    return str(cell).removeprefix("'").strip()


def template() -> bytes:
    """Write the Excel template: labels, names, an example; every cell is text."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("articles")
    text = book.add_format({"num_format": "@"})
    for at, (name, entry) in enumerate(entries().items()):
        sheet.set_column(at, at, max(12, len(entry.chinese) * 2), text)
        sheet.write_string(0, at, entry.chinese, book.add_format({"bold": True}))
        sheet.write_string(1, at, name, text)
        sheet.write_string(2, at, EXAMPLE.get(name, ""), text)
    sheet.freeze_panes(2, 1)
    book.close()
    return made.getvalue()


def template_csv() -> bytes:
    """Write the same as CSV, with the mark that tells Excel it is UTF-8."""
    labels = [entry.chinese for entry in entries().values()]
    return _csv([labels, [*entries()], [EXAMPLE.get(name, "") for name in entries()]])


def results_csv(rows: Iterable[Row], answers: Iterable[Lodged]) -> bytes:
    """Write what became of every row, and all that was found in it."""
    told = [[ROW, "item_number", OUTCOME, "version", WHAT]]
    for row, it in zip(rows, answers, strict=True):
        found = "\n".join(
            f"[{one.code}] {one.chinese()}{one.notice.remedy[0]} · "
            f"{one.english()} {one.notice.remedy[1]}"
            for one in it.findings
        )
        item = f"'{it.item_number}" if it.item_number[:1] in "=+-@" else it.item_number
        told.append([str(row.number), item, it.outcome, str(it.version), found])
    return _csv(told)


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8-sig")
