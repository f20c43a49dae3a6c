"""表格文件 A file of rows, whatever wrote it: CSV of any usual encoding, or Excel.

Nothing of a file is run: formulas are read as the values that were saved with them,
links and macros not at all. What a file may amount to is bounded before it is opened.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from python_calamine import CalamineError, CalamineWorkbook

from tongguan.gateway.bulk.packages import OverlargePackageError, repacked
from tongguan.kit.breaches import Texts

Cell = str | float | int | bool | date | datetime | time | timedelta

MOST_ROWS = 100_000
MOST_COLUMNS = 400
LONGEST_CELL = 10_000
PANIC = "PanicException"
HEADINGS_WITHIN = 20


class Trouble(Enum):
    """Why a file can't be read as a sheet: code, what is wrong, what to do."""

    EMPTY = (
        "TRN-1101",
        ("文件没有数据行", "The file has no rows of data"),
        ("在表头下一行起填写数据", "Fill in rows below the headings"),
    )
    TOO_LARGE = (
        "TRN-1102",
        (
            f"文件过大：最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列，解压后不超过 256 MiB",
            f"The file is too large: {MOST_ROWS} rows, {MOST_COLUMNS} columns at most",
        ),
        ("拆成几个文件分别导入", "Split it into several files"),
    )
    NO_SHEET = (
        "TRN-1103",
        (
            "文件不是可读取的 Excel 工作簿（.xlsx）或 CSV",
            "The file is neither a readable Excel workbook (.xlsx) nor CSV",
        ),
        (
            "另存为 .xlsx（无密码）或 CSV 后重新上传",
            "Save it as .xlsx without a password, or as CSV",
        ),
    )
    NO_TEXT = (
        "TRN-1104",
        (
            "CSV 既不是 UTF-8 也不是 GB18030（GBK）文字",
            "The CSV is neither UTF-8 nor GB18030 (GBK) text",
        ),
        ("另存为“CSV UTF-8”后重新上传", "Save it as CSV UTF-8"),
    )
    NO_HEADINGS = (
        "TRN-1105",
        (
            "前几行中没有可识别的表头",
            "None of the first rows has headings that are known",
        ),
        (
            "使用本类单证的模板，保留中文名称行或字段名行",
            "Use the template of this paper and keep one of its rows of headings",
        ),
    )

    @property
    def code(self) -> str:
        """The code of the trouble."""
        return self.value[0]

    @property
    def what(self) -> Texts:
        """What is wrong, in both languages."""
        return self.value[1]

    @property
    def remedy(self) -> Texts:
        """What to do, in both languages."""
        return self.value[2]


class SheetError(Exception):
    """A file that can't be read as a sheet."""

    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble
        super().__init__(trouble.code)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it stands in the file: its number from 1, its cells."""

    number: int
    cells: Sequence[Cell]


def lines_of(data: bytes) -> Iterator[Line]:
    """Yield the rows of a file that hold anything, or raise `SheetError`."""
    rows = _workbook(data) if data.startswith(b"PK") else _csv(data)
    for number, cells in enumerate(rows, start=1):
        if number > MOST_ROWS + HEADINGS_WITHIN or len(cells) > MOST_COLUMNS:
            raise SheetError(Trouble.TOO_LARGE)
        if any(cell != "" for cell in cells):
            yield Line(number, cells)


def _workbook(data: bytes) -> Iterator[Sequence[Cell]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(repacked(data)))
        sheet = book.get_sheet_by_index(0)
    except OverlargePackageError:
        raise SheetError(Trouble.TOO_LARGE) from None
    except (CalamineError, ValueError, IndexError, OSError):
        raise SheetError(Trouble.NO_SHEET) from None
    except BaseException as panic:
        # What its reader panics at is no `Exception`, and has no name to catch it by.
        if type(panic).__name__ != PANIC:
            raise
        raise SheetError(Trouble.NO_SHEET) from None
    # Rows above the first that is filled count, so that numbers are those people see.
    rows: Iterator[Sequence[Cell]] = sheet.iter_rows()
    return rows


def _csv(data: bytes) -> Iterator[Sequence[Cell]]:
    text = _decoded(data)
    first = text[: text.find("\n") + 1 or len(text)]
    mark = max((",", "\t", ";"), key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    except csv.Error:
        raise SheetError(Trouble.TOO_LARGE) from None


def _decoded(data: bytes) -> str:
    for codec in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetError(Trouble.NO_TEXT)
