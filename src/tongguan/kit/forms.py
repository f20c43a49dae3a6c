"""What a field may hold: its form, and the forms that have a name of their own.

Texts of at most a hundred characters (numbers, codes, names) are one line; only longer
ones may hold breaks.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tongguan.kit import moments
from tongguan.kit.breaches import NO_BASE64, BreachError, Texts

ONE_LINE = 100
UNBOUNDED = 2**31 - 1
SPACE = re.compile(r"[ \t\r\n]+")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Sort(StrEnum):
    """What a form holds."""

    TEXT = "text"
    DECIMAL = "decimal"
    WHOLE = "whole"
    INSTANT = "instant"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of the standard: how it is read, written and put into words.

    `empty` is the least an empty element means: a text, or None where it means nothing.
    `least` and `most` bound the characters of a text, or the value of a whole number;
    `digits` and `decimals` those of a number.
    """

    notation: str
    sort: Sort
    wanted: Texts
    parse: Callable[[str], Any]
    text: Callable[[Any], str]
    empty: str | None = None
    least: int = 0
    most: int = UNBOUNDED
    digits: int = 0
    decimals: int = 0
    among: tuple[str, ...] = ()
    fixed: str | None = None
    loose: bool = False


def _bytes(text: str) -> bytes:
    try:
        return b64decode(SPACE.sub("", text), validate=True)
    except ValueError:
        raise BreachError(NO_BASE64) from None


NAMED = {
    "T14": Form(
        notation="T14",
        sort=Sort.INSTANT,
        wanted=(
            "14 位北京时间 YYYYMMDDhhmmss",
            "14 digits, Beijing time YYYYMMDDhhmmss",
        ),
        parse=moments.second,
        text=moments.second_text,
        digits=14,
    ),
    "T17": Form(
        notation="T17",
        sort=Sort.INSTANT,
        wanted=("17 位北京时间（含毫秒）", "17 digits, Beijing time with milliseconds"),
        parse=moments.millisecond,
        text=moments.millisecond_text,
        digits=17,
    ),
    "D8": Form(
        notation="D8",
        sort=Sort.DAY,
        wanted=("8 位日期 YYYYMMDD", "8 digits YYYYMMDD"),
        parse=moments.day,
        text=moments.day_text,
        digits=8,
    ),
    "xs:dateTime": Form(
        notation="xs:dateTime",
        sort=Sort.INSTANT,
        wanted=("2026-11-11T09:30:00 形式的时间", "an instant as 2026-11-11T09:30:00"),
        parse=moments.iso,
        text=moments.iso_text,
    ),
    "xs:date": Form(
        notation="xs:date",
        sort=Sort.DAY,
        wanted=("2026-11-11 形式的日期", "a day as 2026-11-11"),
        parse=moments.iso_day,
        text=moments.iso_day_text,
    ),
    "xs:base64Binary": Form(
        notation="xs:base64Binary",
        sort=Sort.TEXT,
        wanted=("Base64 编码的内容", "base64"),
        parse=_bytes,
        text=lambda data: b64encode(data).decode(),
        empty="",
    ),
}


def fit(text: str, most: int, *, otherwise: str = "-") -> str:
    """Make free text of ours fit a field: no control characters, cut at `most`."""
    clean = (CONTROLS if most > ONE_LINE else BREAKS).sub(" ", text)
    if len(clean) > most:
        clean = f"{clean[: most - 1]}…"
    return clean or otherwise
