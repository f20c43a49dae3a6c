"""工作簿 What is written for people: templates, and a sheet with its results.

Every cell of theirs is written as text, so nothing that stands in it is ever run.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from tongguan.gateway.bulk.columns import Column, columns_of
from tongguan.gateway.bulk.examples import example_of
from tongguan.gateway.bulk.forms import Form, form_named
from tongguan.gateway.bulk.imports import Preview
from tongguan.gateway.bulk.rows import CellFault
from tongguan.gateway.bulk.sheets import lines_of
from tongguan.kit.codes import codes
from tongguan.trade.kinds import Paper

ROWS_READY = 1000  # rows below the headings that are formatted and offer codes
WIDEST = 28
RUNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
RESULT = ("导入结果", "result")
GOOD = "可以报送 ready to be sent"
DONE = "已经报送 lodged before"
CODES = "代码 codes"


def template(paper: Paper) -> bytes:
    """Write the Excel template of a kind of paper: headings, an example, the codes."""
    return template_of(form_named(paper))


def template_of(form: Form) -> bytes:
    """Write the Excel template of a form."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(form.name)
    columns = form.columns
    named = _codes(book, columns)
    text = book.add_format({"num_format": "@"})
    for at, column in enumerate(columns):
        _head(book, sheet, at, (column, form.needs(column)))
        sheet.set_column(at, at, _width(column), text)
        if column.table in named:
            sheet.data_validation(
                2, at, ROWS_READY, at, _choice(named[column.table], column)
            )
    for below, row in enumerate(example_of(form), start=2):
        for at, column in enumerate(columns):
            sheet.write_string(below, at, row.get(column.tag, ""), text)
    sheet.freeze_panes(2, 0)
    book.close()
    return made.getvalue()


def template_csv(paper: Paper) -> bytes:
    """Write the same as CSV, with the mark that tells Excel it is UTF-8."""
    return csv_of(form_named(paper))


def csv_of(form: Form) -> bytes:
    """Write the template of a form as CSV."""
    columns = form.columns
    rows = [[it.label for it in columns], [it.tag for it in columns]]
    rows += [[row.get(it.tag, "") for it in columns] for row in example_of(form)]
    return _csv(rows)


def _head(book: Any, sheet: Any, at: int, told: tuple[Column, bool]) -> None:
    column, is_needed = told
    shade = "#f8d7da" if is_needed else "#e7f1ff" if column.of_line else "#eeeeee"
    look = {"bold": True, "bg_color": shade, "border": 1, "text_wrap": True}
    sheet.write_string(0, at, column.label, book.add_format(look))
    sheet.write_string(1, at, column.tag, book.add_format({"font_color": "#555555"}))
    zh, en = column.slot.wanted
    needed = "必填 required" if is_needed else "可空 may be empty"
    sheet.write_comment(0, at, f"{column.tag}\n{needed}\n{zh}\n{en}")


def _width(column: Column) -> int:
    form = column.slot.form
    assert form is not None, "a column holds a value, not a part"
    return max(10, min(WIDEST, form.most, 60), len(column.label) * 2)


def _codes(book: Any, columns: Iterable[Column]) -> dict[str, str]:
    """Write the codes that cells may hold on a sheet, and say where they stand."""
    tables = list(dict.fromkeys(it.table for it in columns if it.table))
    if not tables:
        return {}
    sheet = book.add_worksheet(CODES)
    named = {}
    for number, table in enumerate(tables):
        at = number * 3
        entries = list(codes(table))
        for row, entry in enumerate(entries):
            sheet.write_string(row, at, entry.code)
            sheet.write_string(row, at + 1, f"{entry.chinese} {entry.english}".strip())
        sheet.set_column(at + 1, at + 1, WIDEST)
        letter = xlsxwriter.utility.xl_col_to_name(at)
        named[table] = f"='{CODES}'!${letter}$1:${letter}${len(entries)}"
    return named


def _choice(source: str, column: Column) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "warning",
        "error_title": column.label[:32],
        "error_message": "不在代码表内 not in the table of codes",
    }


def results(seen: Preview, data: bytes) -> bytes:
    """Write the sheet again with a column that says what became of every row."""
    told = _told(seen)
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    bad = book.add_format({"bg_color": "#f8d7da", "text_wrap": True})
    spoilt = {(fault.row, fault.column) for fault in seen.faults}
    heads: dict[int, str] = {}
    for line in lines_of(data):
        known = {it.tag for it in columns_of(seen.paper)}
        for at, cell in enumerate(line.cells, start=1):
            if line.number < min(told, default=0) and str(cell) in known:
                heads[at] = str(cell)
            wrong = (line.number, heads.get(at, "")) in spoilt
            sheet.write_string(line.number - 1, at, str(cell), bad if wrong else None)
        said = told.get(line.number, "")
        look = bad if said and said not in {GOOD, DONE} else None
        sheet.write_string(line.number - 1, 0, said, look)
    sheet.write_string(0, 0, " ".join(RESULT))
    sheet.set_column(0, 0, 60)
    book.close()
    return made.getvalue()


def results_csv(seen: Preview, data: bytes) -> bytes:
    """Write the same as CSV; what a spreadsheet would run is quoted."""
    told = _told(seen)
    rows: list[list[str]] = []
    for line in lines_of(data):
        first = " ".join(RESULT) if not rows else told.get(line.number, "")
        rows.append([first, *(_quoted(str(cell)) for cell in line.cells)])
    return _csv(rows)


def _quoted(text: str) -> str:
    return f"'{text}" if text.startswith(RUNS) else text


def _told(seen: Preview) -> dict[int, str]:
    """Say of every row that it is good, or all that is wrong with it."""
    wrong: dict[int, list[CellFault]] = {}
    for fault in seen.faults:
        wrong.setdefault(fault.row, []).append(fault)
    told = {
        row: DONE if sheaf.done else GOOD
        for sheaf in seen.sheaves
        for row in sheaf.rows
    }
    for sheaf in seen.sheaves:
        if sheaf.faults:
            told |= dict.fromkeys(sheaf.rows, "同一单证有错 see the paper's other rows")
    return told | {row: "\n".join(map(_said, faults)) for row, faults in wrong.items()}


def _said(fault: CellFault) -> str:
    named = f"{fault.label} " if fault.label else ""
    return (
        f"[{fault.code}] {named}{fault.value}：{fault.chinese.rstrip('。')}。"
        f"{fault.remedy[0]} · {fault.english.rstrip('.')}. {fault.remedy[1]}"
    )


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    made = io.StringIO(newline="")
    csv.writer(made).writerows(rows)
    return made.getvalue().encode("utf-8-sig")
