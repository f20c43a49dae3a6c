"""商户名单文件 The template of a list of merchants, and a list with its results."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter  # type: ignore[import-untyped]

from tongguan.gateway.bulk.merchants import Merchant, columns
from tongguan.gateway.bulk.sheets import lines_of

HEADS = ("结果 result", "备案号 filing", "状态 state")
GOOD = "可以备案 in order"
EXAMPLE = {
    "kind": "境内企业",
    "code": "91990100MA10PT3C12",
    "name": "测试企业",
    "roles": "电商企业",
    "directions": "出口",
    "legal_person": "测试法人",
    "bank_account": "6222020200112233",
    "telephone": "0571-88990011",
}
RUNS = ("=", "+", "-", "@", "\t", "\r")


def merchants_template() -> bytes:
    """Write the template: headings, the names of entries, one example."""
    rows = [list(columns().values()), list(columns())]
    rows.append([EXAMPLE.get(name, "") for name in columns()])
    return _workbook(rows)


def merchants_result(merchants: Sequence[Merchant], data: bytes) -> bytes:
    """Write a list again with what became of every row, as a workbook."""
    return _workbook(_told(merchants, data))


def merchants_result_csv(merchants: Sequence[Merchant], data: bytes) -> bytes:
    """Write the same as CSV; what a spreadsheet would run is quoted."""
    made = io.StringIO(newline="")
    rows = _told(merchants, data)
    csv.writer(made).writerows([[_quoted(it) for it in row] for row in rows])
    return made.getvalue().encode("utf-8-sig")


def result_of(merchant: Merchant) -> str:
    """Say what became of a row: on file, in order, or all that is wrong with it."""
    if merchant.number:
        return "已有备案 on file"
    if merchant.good:
        return GOOD
    return "\n".join(
        f"[{it.code}] {it.chinese()}{it.notice.remedy[0]} · "
        f"{it.english()} {it.notice.remedy[1]}"
        for it in merchant.findings
    )


def _told(merchants: Sequence[Merchant], data: bytes) -> list[list[str]]:
    by_row = {it.row: it for it in merchants}
    rows: list[list[str]] = []
    for line in lines_of(data):
        one = by_row.get(line.number)
        told = [result_of(one), one.number, one.state] if one else ["", "", ""]
        rows.append([*(told if rows else HEADS), *(str(it) for it in line.cells)])
    return rows


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet()
    wrapped = book.add_format({"text_wrap": True, "num_format": "@"})
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(at, column, text, wrapped)
    sheet.set_column(0, len(rows[0]), 24)
    book.close()
    return made.getvalue()


def _quoted(text: str) -> str:
    return f"'{text}" if text.startswith(RUNS) else text
