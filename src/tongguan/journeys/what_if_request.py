"""试算请求 Reads a what-if request, and names everything that is wrong with it at once.

Amounts are yuan and quantities, as numbers or texts of plain digits, with at most five
decimals. A rate is a fraction below one ("0.13"), or a percentage: with a sign ("13%"),
or a number of one and more (13; so 1 is one per cent). `net_content` is what one piece
holds, with or without a unit ("20g", "700 ml", "0.7L", "5片"); without one it is in the
measure its goods are taxed by.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tongguan.journeys.what_if_fields import DECIMALS, Form, decimals, fault, to_number
from tongguan.trade.money import ZERO, to_fen

REQUEST_FIELDS = ("date", "lines", "freight", "insurance", "used_this_year")
LINE_FIELDS = (
    "hs",
    "quantity",
    "unit_price",
    "total",
    "net_content",
    "vat_rate",
    "consumption_rate",
    "consumption_specific",
    "consumption_quantity",
    "mfn_rate",
)
LINES_AT_MOST = 99
HIGHEST_DUTY = Decimal(10)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
HS_CODE = re.compile(r"[0-9]{10}")
CONTENT = re.compile(r"([0-9]{1,14}(?:\.[0-9]{1,5})?)\s*(\D{0,8})")

# How people write a unit, and the customs code of the unit.
UNITS = {
    **dict.fromkeys(("g", "克"), "036"),
    **dict.fromkeys(("kg", "千克", "公斤"), "035"),
    **dict.fromkeys(("ml", "毫升"), "096"),
    **dict.fromkeys(("l", "升"), "095"),
    **dict.fromkeys(("片", "sheet", "sheets"), "020"),
    "张": "010",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """试算商品项 One line as asked; `content` is an amount and a unit code or none."""

    hs: str
    quantity: Decimal
    total: Decimal
    content: tuple[Decimal, str | None] | None
    rates: Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """试算请求 A whole request, read."""

    day: date
    lines: tuple[AskedLine, ...]
    freight: Decimal
    insurance: Decimal
    used_this_year: Decimal


class BadRequestError(ValueError):
    """请求有误 The request cannot be assessed; `faults` names every reason."""

    def __init__(self, faults: list[dict[str, Any]]) -> None:
        super().__init__(
            "; ".join(f"{it['field']}: {it['rule']['en']}" for it in faults)
        )
        self.faults = faults


Reading = tuple[Asked | None, list[dict[str, Any]]]


def read(request: object, *, today: date, path: str = "") -> Reading:
    """读取请求 Return the request and its faults; one of the two is empty."""
    faults: list[dict[str, Any]] = []
    if not isinstance(request, Mapping):
        rule = ("请求应为对象", "The request must be an object")
        remedy = ('写成 {"lines": [...]}', 'Write {"lines": [...]}')
        return None, [fault(path.rstrip("."), request, rule=rule, remedy=remedy)]
    form = Form(request, path, faults)
    form.refuse_others(REQUEST_FIELDS)
    asked = Asked(
        day=_day(form, today),
        lines=tuple(_lines(form)),
        freight=form.amount("freight"),
        insurance=form.amount("insurance"),
        used_this_year=form.amount("used_this_year"),
    )
    return (None if faults else asked), faults


def _day(form: Form, today: date) -> date:
    value = form.values.get("date")
    if value is None:
        return today
    text = str(value)
    try:
        if DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass  # a day the calendar has not: said below like any other
    rule = ("应为日历上的日期", "Must be a day of the calendar")
    form.fault("date", rule, ("写成 2026-11-01", "Write it as 2026-11-01"))
    return today


def _lines(form: Form) -> Iterator[AskedLine]:
    lines = form.values.get("lines")
    if not isinstance(lines, list | tuple) or not 1 <= len(lines) <= LINES_AT_MOST:
        rule = (
            f"应有 1 至 {LINES_AT_MOST} 个商品项",
            f"Must be a list of 1 to {LINES_AT_MOST} goods lines",
        )
        form.fault("lines", rule, ("列出商品项", "List the goods"))
        return
    for index, line in enumerate(lines):
        path = f"{form.path}lines[{index}]"
        if isinstance(line, Mapping):
            yield _line(Form(line, f"{path}.", form.faults))
        else:
            rule = ("商品项应为对象", "A goods line must be an object")
            remedy = ("写出 hs、quantity、total", "Give hs, quantity and total")
            form.faults.append(fault(path, line, rule=rule, remedy=remedy))


def _line(form: Form) -> AskedLine:
    form.refuse_others(LINE_FIELDS)
    quantity = form.amount("quantity", positive=True)
    return AskedLine(
        hs=_hs(form),
        quantity=quantity,
        total=_total(form, quantity),
        content=_content(form),
        rates={
            "vat": form.rate("vat_rate"),
            "consumption": form.rate("consumption_rate"),
            "duty": form.rate("mfn_rate", HIGHEST_DUTY),
            "specific": _optional(form, "consumption_specific"),
            "specific_quantity": _optional(form, "consumption_quantity"),
        },
    )


def _hs(form: Form) -> str:
    value = form.values.get("hs")
    if value is None and form.has("vat_rate"):
        return ""
    if isinstance(value, str) and HS_CODE.fullmatch(value.strip()):
        return value.strip()
    rule = (
        "应为十位数字的商品编码；给出税率时可省略",
        "Must be a code of ten digits; may be left out where rates are given",
    )
    remedy = ('写成 "1901101090"', 'Write it as a text: "1901101090"')
    form.fault("hs", rule, remedy)
    return ""


def _total(form: Form, quantity: Decimal) -> Decimal:
    if not form.has("unit_price") and not form.has("total"):
        rule = ("单价与总价须有其一", "A unit price or a total is needed")
        form.fault("total", rule, ("给出 total 或 unit_price", "Give one of them"))
        return ZERO
    total, product = form.amount("total"), form.amount("unit_price") * quantity
    if not form.has("total"):
        return product
    if form.has("unit_price") and to_fen(total) != to_fen(product):
        rule = (
            f"总价应等于数量乘单价：{to_fen(product)}",
            f"The total must be quantity × unit price: {to_fen(product)}",
        )
        form.fault("total", rule, ("改正其一，或只给一个", "Correct or drop one"))
    return total


def _content(form: Form) -> tuple[Decimal, str | None] | None:
    if not form.has("net_content"):
        return None
    value = form.values["net_content"]
    number = to_number(value)
    if number is not None and number > 0 and decimals(number) <= DECIMALS:
        return number, None
    met = CONTENT.fullmatch(value.strip()) if isinstance(value, str) else None
    unit = UNITS.get(met[2].strip().lower()) if met else None
    if met and unit and Decimal(met[1]) > 0:
        return Decimal(met[1]), unit
    rule = (
        "应为每件净含量：克、千克、毫升、升或片",
        "Must be the net content of one piece in g, kg, ml, L or sheets",
    )
    form.fault("net_content", rule, ("写成 20g、0.7L 或 5片", "Write 20g, 0.7L or 5片"))
    return None


def _optional(form: Form, name: str) -> Decimal | None:
    return form.amount(name) if form.has(name) else None
