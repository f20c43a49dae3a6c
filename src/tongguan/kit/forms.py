"""The standard's notation for what a field may hold, read as a parser and a printer.

`C4` is exactly four characters, `C..60` one to sixty (none to sixty where the field is
optional), `C0..100` and `C1..18` say the lower bound, `C` has no bound. `C3=142` is
fixed, and an empty element stands for it; `C1{1,2,3}` is one of a set. `N19,5` is a
number of nineteen digits of which five decimals, `N9` a whole number of nine digits,
`Nint` one of 32 bits. `T14`, `T17` and `D8` are instants and days in Shanghai.

Text is kept exactly as sent, white space included, as the schema's strings are, and is
counted in characters. Numbers may stand between white space. Texts of at most a hundred
characters (numbers, codes, names) are one line; only longer ones may hold breaks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from tongguan.kit.breaches import (
    CONTROL_CHARACTER,
    NO_NUMBER,
    NO_TIME,
    NOT_LISTED,
    TOO_LONG,
    TOO_MANY_DECIMALS,
    TOO_MANY_DIGITS,
    WRONG_LENGTH,
    BreachError,
    Texts,
)

SHANGHAI = ZoneInfo("Asia/Shanghai")
ONE_LINE = 100
UNBOUNDED = 2**31 - 1
LONGEST_NUMBER = 100

TEXT = re.compile(
    r"C(?P<low>\d*)(?P<upto>\.\.)?(?P<high>\d*)"
    r"(?:=(?P<fixed>\w+)|\{(?P<among>[\w,]+)\})?"
)
NUMBER = re.compile(r"N(?P<digits>\d+),(?P<decimals>\d+)")
WHOLE = re.compile(r"N(?P<digits>\d+|int)")
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
DECIMAL_TEXT = re.compile(
    r"[ \t\r\n]*[+-]?(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?[ \t\r\n]*"
)
WHOLE_TEXT = re.compile(r"[ \t\r\n]*[+-]?[0-9]+[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of the standard: how it is read, written and put into words.

    `empty` is the least an empty element means: a text, or None where it means nothing.
    """

    notation: str
    wanted: Texts
    parse: Callable[[str], Any]
    text: Callable[[Any], str]
    empty: str | None = None


@cache
def form(notation: str, *, required: bool = True) -> Form:
    """Understand a notation, or refuse it."""
    if notation in MOMENTS:
        return MOMENTS[notation]
    if match := NUMBER.fullmatch(notation):
        return _number(notation, int(match["digits"]), int(match["decimals"]))
    if match := WHOLE.fullmatch(notation):
        return _whole(notation, match["digits"])
    if match := TEXT.fullmatch(notation):
        return _text(notation, match, least=1 if required else 0)
    raise ValueError(f"{notation!r} is not a form the standard uses.")


def _text(notation: str, match: re.Match[str], *, least: int) -> Form:
    if match["among"]:
        return _listed(notation, tuple(match["among"].split(",")))
    if match["fixed"]:
        return _fixed(notation, match["fixed"])
    low, high = _bounds(match, least)
    holds = CONTROLS if high > ONE_LINE else BREAKS
    too_long = WRONG_LENGTH if low == high else TOO_LONG

    def parse(text: str) -> str:
        if not low <= len(text) <= high:
            raise BreachError(too_long if len(text) > high else WRONG_LENGTH)
        if not text.isprintable() and holds.search(text):
            raise BreachError(CONTROL_CHARACTER)
        return text

    wanted = _length_in_words(low, high)
    return Form(notation, wanted, parse, str, empty="" if low == 0 else None)


def _bounds(match: re.Match[str], least: int) -> tuple[int, int]:
    low, high = match["low"], match["high"]
    if match["upto"]:
        return int(low or least), int(high)
    return (int(low), int(low)) if low else (0, UNBOUNDED)


def _length_in_words(low: int, high: int) -> Texts:
    if high == UNBOUNDED:
        return "文字", "text"
    if low == high:
        return f"{high} 个字符", f"exactly {high} characters"
    return f"{low} 至 {high} 个字符", f"{low} to {high} characters"


def _listed(notation: str, among: tuple[str, ...]) -> Form:
    def parse(text: str) -> str:
        if text not in among:
            raise BreachError(NOT_LISTED)
        return text

    return Form(notation, ("、".join(among), " or ".join(among)), parse, str)


def _fixed(notation: str, fixed: str) -> Form:
    def parse(text: str) -> str:
        if text != fixed:
            raise BreachError(NOT_LISTED)
        return text

    return Form(notation, (fixed, fixed), parse, str, empty=fixed)


def _number(notation: str, digits: int, decimals: int) -> Form:
    def parse(text: str) -> Decimal:
        whole, point, part = text.partition(".")
        plain = text.isascii() and whole.isdigit() and (part.isdigit() or not point)
        if not plain or len(part) > decimals or len(whole) + len(part) > digits:
            _measure(text, digits, decimals)
        return Decimal(text)

    wanted = (
        f"最多 {digits} 位数字（其中小数最多 {decimals} 位）",
        f"a number of at most {digits} digits, {decimals} of them decimals",
    )
    return Form(notation, wanted, parse, lambda value: f"{value:f}")


def _measure(text: str, digits: int, decimals: int) -> None:
    """Take a number that is not plain by the schema's own measure, or refuse it."""
    match = DECIMAL_TEXT.fullmatch(text, 0, LONGEST_NUMBER)
    if match is None or len(text) > LONGEST_NUMBER:
        raise BreachError(NO_NUMBER)
    whole, part = match["whole"], match["part"] or ""
    if not (whole or part):
        raise BreachError(NO_NUMBER)
    if len(part.rstrip("0")) > decimals:
        raise BreachError(TOO_MANY_DECIMALS)
    if len(whole.lstrip("0")) + len(part.rstrip("0")) > digits:
        raise BreachError(TOO_MANY_DIGITS)


def _whole(notation: str, digits: str) -> Form:
    bound = UNBOUNDED if digits == "int" else 10 ** int(digits) - 1
    least = -bound - 1 if digits == "int" else -bound

    def parse(text: str) -> int:
        if len(text) > LONGEST_NUMBER or not WHOLE_TEXT.fullmatch(text):
            raise BreachError(NO_NUMBER)
        value = int(text)
        if not least <= value <= bound:
            raise BreachError(TOO_MANY_DIGITS)
        return value

    wanted = (f"不超过 {bound} 的整数", f"a whole number up to {bound}")
    return Form(notation, wanted, parse, str)


def _digits(text: str, size: int) -> None:
    if len(text) != size or not (text.isascii() and text.isdigit()):
        raise BreachError(NO_TIME)


def _instant(text: str, milliseconds: int) -> datetime:
    try:
        return datetime(
            int(text[:4]),
            int(text[4:6]),
            int(text[6:8]),
            int(text[8:10]),
            int(text[10:12]),
            int(text[12:14]),
            milliseconds * 1000,
            SHANGHAI,
        )
    except ValueError:
        raise BreachError(NO_TIME) from None


def _second(text: str) -> datetime:
    _digits(text, 14)
    return _instant(text, 0)


def _millisecond(text: str) -> datetime:
    _digits(text, 17)
    return _instant(text, int(text[14:]))


def _day(text: str) -> date:
    _digits(text, 8)
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise BreachError(NO_TIME) from None


def _second_text(at: datetime) -> str:
    local = at.astimezone(SHANGHAI)
    return f"{local.year:04}{local:%m%d%H%M%S}"


def _millisecond_text(at: datetime) -> str:
    return f"{_second_text(at)}{at.microsecond // 1000:03}"


def _day_text(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


MOMENTS = {
    "T14": Form(
        "T14",
        ("14 位北京时间 YYYYMMDDhhmmss", "14 digits, Beijing time YYYYMMDDhhmmss"),
        _second,
        _second_text,
    ),
    "T17": Form(
        "T17",
        ("17 位北京时间（含毫秒）", "17 digits, Beijing time with milliseconds"),
        _millisecond,
        _millisecond_text,
    ),
    "D8": Form("D8", ("8 位日期 YYYYMMDD", "8 digits YYYYMMDD"), _day, _day_text),
}


def fit(text: str, most: int, *, otherwise: str = "-") -> str:
    """Make free text of ours fit a field: no control characters, cut at `most`."""
    clean = (CONTROLS if most > ONE_LINE else BREAKS).sub(" ", text)
    if len(clean) > most:
        clean = f"{clean[: most - 1]}…"
    return clean or otherwise
