"""单元格 A cell as the text its field would travel as, mended where Excel spoilt it.

Only what cannot be meant otherwise is mended: a whole number written as `12.0`, a day
that became a date. A number that lost digits is told, never guessed.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from tongguan.gateway.bulk.columns import Column
from tongguan.gateway.bulk.sheets import LONGEST_CELL, Cell
from tongguan.kit.breaches import Breach, BreachError
from tongguan.kit.forms import Sort

# Excel keeps fifteen digits of a number; what it shows of more is not what was typed.
SAFE = 10**15
SCIENTIFIC = re.compile(r"\s*\d(?:\.\d+)?E\+?\d+\s*", re.IGNORECASE)
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
MOMENT = re.compile(DAY.pattern + r"[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
LOST_DIGITS = Breach(
    "SCH-1161",
    "表格软件把编号变成了数字，后面的位数已经丢失",
    "The spreadsheet turned a number into a figure and lost its last digits",
    (
        "把该列设为“文本”格式后重新填写",
        "Format the column as text and type the number again",
    ),
)
NO_CELL = Breach(
    "SCH-1162",
    "单元格内容过长或不是文字、数字、日期",
    "The cell is too long, or neither text, number nor date",
    ("填写文字、数字或日期", "Write a text, a number or a date"),
)


def text_of(cell: Cell, column: Column) -> str:
    """Return the text a cell stands for, or raise `BreachError`."""
    form = column.slot.form
    assert form is not None, "a column holds a value, not a part"
    if isinstance(cell, str):
        return _typed(cell, form.sort)
    if isinstance(cell, (bool, time, timedelta)):
        raise BreachError(NO_CELL)
    if isinstance(cell, (date, datetime)):
        return _dated(cell, form.sort)
    return _figure(cell, form.sort)


def _typed(cell: str, sort: Sort) -> str:
    text = cell.removeprefix("'").strip()
    if len(text) > LONGEST_CELL:
        raise BreachError(NO_CELL)
    if sort is Sort.TEXT and SCIENTIFIC.fullmatch(text):
        raise BreachError(LOST_DIGITS)
    if sort is Sort.INSTANT and (found := MOMENT.fullmatch(text)):
        year, month, day, hour, minute, second = found.groups(default="0")
        return (
            f"{year}{int(month):02}{int(day):02}{int(hour):02}{minute}{int(second):02}"
        )
    if sort is Sort.DAY and (found := DAY.fullmatch(text)):
        year, month, day = found.groups()
        return f"{year}{int(month):02}{int(day):02}"
    return text


def _dated(cell: date, sort: Sort) -> str:
    if sort is Sort.INSTANT and isinstance(cell, datetime):
        return f"{cell:%Y%m%d%H%M%S}"
    return f"{cell:%Y%m%d}"


def _figure(cell: float, sort: Sort) -> str:
    if float(cell).is_integer():
        if abs(cell) >= SAFE and sort is not Sort.DECIMAL:
            raise BreachError(LOST_DIGITS)
        return str(int(cell))
    return f"{Decimal(repr(cell)):f}"
