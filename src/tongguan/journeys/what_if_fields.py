"""试算字段 Reads numbers, amounts and rates out of plain values, noting every fault."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from tongguan.trade.money import ZERO

Words = tuple[str, str]

DECIMALS = 5
RATE_DECIMALS = 12
BOUND = Decimal(10) ** 14
ONE = Decimal(1)
PLAIN = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
SHOWN = 60

NOT_A_NUMBER = ("应为数字，如 12.50", "Must be a number such as 12.50")
WRITE_DIGITS = ("写成不带单位和逗号的数字", "Write plain digits, no unit, no comma")
RATE_RULE = (
    "应为小于 1 的小数（0.13）或百分数（13%）",
    "Must be a fraction below 1 (0.13) or a percentage (13%)",
)
RATE_REMEDY = ("写成 0.13、13% 或 13", "Write 0.13, 13% or 13")


class Form:
    """Reads the fields of one mapping and keeps a list of what was wrong."""

    def __init__(
        self, values: Mapping[str, Any], path: str, faults: list[dict[str, Any]]
    ) -> None:
        self.values, self.path, self.faults = values, path, faults

    def fault(self, name: str, rule: Words, remedy: Words) -> None:
        """Note what is wrong with a field and what to do."""
        self.faults.append(
            fault(self.path + name, self.values.get(name), rule=rule, remedy=remedy)
        )

    def has(self, name: str) -> bool:
        """Tell whether a field was given; null is the same as absent."""
        return self.values.get(name) is not None

    def refuse_others(self, known: tuple[str, ...]) -> None:
        """Note every field that no rule reads, lest a slip of the pen be ignored."""
        for name in self.values:
            if name not in known:
                rule = ("没有这个字段", "There is no such field")
                listed = "、".join(known)
                self.fault(str(name), rule, (f"改用 {listed}", f"Use one of {listed}"))

    def number(self, name: str) -> Decimal | None:
        """Read a plain number, or note that it is none."""
        found = to_number(self.values[name])
        if found is None:
            self.fault(name, NOT_A_NUMBER, WRITE_DIGITS)
        return found

    def amount(self, name: str, *, positive: bool = False) -> Decimal:
        """Read an amount or a quantity; absent is zero."""
        found = self.number(name) if self.has(name) else ZERO
        if found is None:
            return ZERO
        if found < 0 or (positive and found == 0):
            least = ("应大于 0", "Must be above 0")
            none = ("不得小于 0", "Must not be below 0")
            rule = least if positive else none
            self.fault(name, rule, ("改正数值", "Correct the number"))
        elif found >= BOUND or decimals(found) > DECIMALS:
            rule = (
                f"整数至多 14 位，小数至多 {DECIMALS} 位",
                f"At most 14 digits before the point and {DECIMALS} after it",
            )
            self.fault(name, rule, ("减少位数", "Use fewer digits"))
        return found

    def rate(self, name: str, below: Decimal = ONE) -> Decimal | None:
        """Read a rate as a fraction; absent is None."""
        if not self.has(name):
            return None
        value = self.values[name]
        signed = isinstance(value, str) and value.strip().endswith("%")
        found = to_number(value.strip()[:-1] if signed else value)
        if found is not None and (signed or found >= 1):
            found /= 100
        if found is None or not 0 <= found < below or decimals(found) > RATE_DECIMALS:
            self.fault(name, RATE_RULE, RATE_REMEDY)
            return None
        return found


def fault(field: str, value: object, *, rule: Words, remedy: Words) -> dict[str, Any]:
    """Say one fault as plain values."""
    return {
        "field": field,
        "value": None if value is None else _shown(value),
        "rule": {"zh": rule[0], "en": rule[1]},
        "remedy": {"zh": remedy[0], "en": remedy[1]},
    }


def to_number(value: object) -> Decimal | None:
    """Read a number or a text of plain digits exactly; None when it is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        text = value.strip()
        return Decimal(text) if PLAIN.fullmatch(text) else None
    if not isinstance(value, int | float | Decimal):
        return None
    try:
        found = Decimal(str(value))
    except (InvalidOperation, ValueError):
        return None
    return found if found.is_finite() and abs(found) < BOUND * BOUND else None


def decimals(number: Decimal) -> int:
    """小数位数 Count the digits after the point that say something."""
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _shown(value: object) -> str:
    """Say a value as text that is short and that every encoding can carry."""
    try:
        text = str(value)[:SHOWN]
    except ValueError:  # an integer too long for Python to write out
        return "…"
    return text.encode("utf-8", "replace").decode("utf-8")
