"""结果文件 What became of a batch: one line for each draft, with the reason."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter  # type: ignore[import-untyped]

from tongguan.gateway.bulk.forms import Form

HEADINGS = (
    "行 row",
    "编号 number",
    "状态 state",
    "代码 code",
    "栏目 field",
    "原因 reason",
    "办法 remedy",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """结果行 One line: a draft, where it stands, and why."""

    row: int
    number: str
    state: str
    code: str = ""
    field: str = ""
    reason: str = ""
    remedy: str = ""


def outcome_sheet(form: Form, endings: Iterable[Ending]) -> bytes:
    """Write the endings of a batch as a workbook, every cell as text."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(form.name)
    bold = book.add_format({"bold": True})
    for at, heading in enumerate(HEADINGS):
        sheet.write_string(0, at, heading, bold)
    for below, one in enumerate(endings, start=1):
        _write(sheet, below, (str(one.row), one.number, one.state, one.code))
        _write(sheet, below, (one.field, one.reason, one.remedy), at=4)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 4, 22)
    sheet.set_column(5, 6, 60)
    sheet.freeze_panes(1, 0)
    book.close()
    return made.getvalue()


def _write(sheet: object, row: int, texts: Sequence[str], at: int = 0) -> None:
    for column, text in enumerate(texts, start=at):
        sheet.write_string(row, column, text)  # type: ignore[attr-defined]
