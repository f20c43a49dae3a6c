"""The standard's notation for what a field may hold, read as a parser and a printer.

`C4` is exactly four characters, `C..60` one to sixty (none to sixty where the field is
optional), `C0..100` and `C1..18` say the lower bound, `C` has no bound. `C3=142` is
fixed, and an empty element stands for it; `C1{1,2,3}` is one of a set. `N19,5` is a
number of nineteen digits of which five decimals, `N9` a whole number of nine digits,
`Nint` one of 32 bits. `T14`, `T17` and `D8` are instants and days in Shanghai. A `:1`
at the end says what an empty element stands for.

Text is kept exactly as sent, white space included, as the schema's strings are, and is
counted in characters; only under a final `~` white space counts as one blank between
words. Numbers may stand between white space. Texts of at most a hundred
characters (numbers, codes, names) are one line; only longer ones may hold breaks.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache

from tongguan.kit.breaches import (
    CONTROL_CHARACTER,
    NO_NUMBER,
    NOT_LISTED,
    TOO_LONG,
    TOO_MANY_DECIMALS,
    TOO_MANY_DIGITS,
    WRONG_LENGTH,
    BreachError,
    Texts,
)
from tongguan.kit.forms import (
    BREAKS,
    CONTROLS,
    NAMED,
    ONE_LINE,
    SPACE,
    UNBOUNDED,
    Form,
    Sort,
)

LONGEST_NUMBER = 100
TEXT = re.compile(
    r"C(?P<low>\d*)(?P<upto>\.\.)?(?P<high>\d*)"
    r"(?:=(?P<fixed>\w+)|\{(?P<among>[\w.,]+)\})?(?P<loose>~)?"
)
BLANK = re.compile(r"(?P<bare>.+?)(?::(?P<blank>\w+))?")
NUMBER = re.compile(r"N(?P<digits>\d+),(?P<decimals>\d+)")
WHOLE = re.compile(r"N(?P<digits>\d+|int)")
DECIMAL_TEXT = re.compile(
    r"[ \t\r\n]*[+-]?(?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?[ \t\r\n]*"
)
WHOLE_TEXT = re.compile(r"[ \t\r\n]*[+-]?[0-9]+[ \t\r\n]*")


@cache
def form(notation: str, *, required: bool = True) -> Form:
    """Understand a notation, or refuse it."""
    if notation in NAMED:
        return NAMED[notation]
    parts = BLANK.fullmatch(notation)
    bare, blank = (parts["bare"], parts["blank"]) if parts else (notation, None)
    if match := NUMBER.fullmatch(bare):
        found = _number(notation, int(match["digits"]), int(match["decimals"]))
    elif match := WHOLE.fullmatch(bare):
        found = _whole(notation, match["digits"])
    elif match := TEXT.fullmatch(bare):
        found = _text(notation, match, least=1 if required else 0)
    else:
        raise ValueError(f"{notation!r} is not a form the standard uses.")
    return found if blank is None else replace(found, empty=blank)


def _text(notation: str, match: re.Match[str], *, least: int) -> Form:
    if match["among"]:
        return _listed(notation, tuple(match["among"].split(",")))
    if match["fixed"]:
        return _fixed(notation, match["fixed"])
    low, high = _bounds(match, least)
    loose = match["loose"] is not None
    exact = _exactly(low, high)
    return Form(
        notation=notation,
        sort=Sort.TEXT,
        wanted=_length_in_words(low, high),
        parse=(lambda text: exact(SPACE.sub(" ", text).strip(" "))) if loose else exact,
        text=str,
        empty="" if low == 0 else None,
        least=low,
        most=high,
        loose=loose,
    )


def _exactly(low: int, high: int) -> Callable[[str], str]:
    holds = CONTROLS if high > ONE_LINE else BREAKS
    too_long = WRONG_LENGTH if low == high else TOO_LONG

    def parse(text: str) -> str:
        if not low <= len(text) <= high:
            raise BreachError(too_long if len(text) > high else WRONG_LENGTH)
        if not text.isprintable() and holds.search(text):
            raise BreachError(CONTROL_CHARACTER)
        return text

    return parse


def _bounds(match: re.Match[str], least: int) -> tuple[int, int]:
    low, high = match["low"], match["high"]
    if match["upto"]:
        return int(low or least), int(high)
    return (int(low), int(low)) if low else (0, UNBOUNDED)


def _length_in_words(low: int, high: int) -> Texts:
    if high == UNBOUNDED:
        return "文字", "text"
    if low == high:
        return f"{high} 个字符", f"exactly {high} character{'s' * (high > 1)}"
    return f"{low} 至 {high} 个字符", f"{low} to {high} characters"


def _listed(notation: str, among: tuple[str, ...]) -> Form:
    def parse(text: str) -> str:
        if text not in among:
            raise BreachError(NOT_LISTED)
        return text

    return Form(
        notation=notation,
        sort=Sort.TEXT,
        wanted=("、".join(among), " or ".join(among)),
        parse=parse,
        text=str,
        among=among,
    )


def _fixed(notation: str, fixed: str) -> Form:
    found = replace(_listed(notation, (fixed,)), empty=fixed, fixed=fixed)
    return replace(found, wanted=(fixed, fixed))


def _number(notation: str, digits: int, decimals: int) -> Form:
    def parse(text: str) -> Decimal:
        whole, point, part = text.partition(".")
        plain = text.isascii() and whole.isdigit() and (part.isdigit() or not point)
        if not plain or len(part) > decimals or len(whole) + len(part) > digits:
            _measure(text, digits, decimals)
        return Decimal(text)

    return Form(
        notation=notation,
        sort=Sort.DECIMAL,
        wanted=(
            f"最多 {digits} 位数字（其中小数最多 {decimals} 位）",
            f"a number of at most {digits} digits, {decimals} of them decimals",
        ),
        parse=parse,
        text=lambda value: f"{value:f}",
        digits=digits,
        decimals=decimals,
    )


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

    return Form(
        notation=notation,
        sort=Sort.WHOLE,
        wanted=(f"不超过 {bound} 的整数", f"a whole number up to {bound}"),
        parse=parse,
        text=str,
        least=least,
        most=bound,
    )
