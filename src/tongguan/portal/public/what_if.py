"""税款试算 The tax calculator anybody may use; the address holds the whole question."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.customs.tariff.rules import edition_on
from tongguan.journeys.what_if import BadRequestError, assess, compare
from tongguan.plumbing.clock import today
from tongguan.portal import formats
from tongguan.portal.counter import is_part
from tongguan.portal.traces import TraceRow, present_trace
from tongguan.portal.words import TREATMENTS, Word

HEAD = ("date", "freight", "insurance", "used_this_year")
LINE = (
    "hs",
    "quantity",
    "unit_price",
    "net_content",
    "vat_rate",
    "consumption_rate",
    "mfn_rate",
)
EXAMPLE = "hs=1901101090&quantity=2&unit_price=238&freight=10"
NAMES: dict[str, Word] = {
    "retail": _("跨境电商零售进口"),
    "personal_mail": _("个人邮递物品"),
    "general_trade": _("一般贸易"),
}
ENTRIES: dict[str, Word] = {
    "date": _("日期"),
    "freight": _("运费（元）"),
    "insurance": _("保费（元）"),
    "used_this_year": _("本年已用额度（元）"),
    "hs": _("商品编码"),
    "quantity": _("数量"),
    "unit_price": _("单价（元）"),
    "net_content": _("每件净含量"),
    "vat_rate": _("增值税率"),
    "consumption_rate": _("消费税率"),
    "mfn_rate": _("关税税率"),
}
LINES_SHOWN = 1


@dataclass(frozen=True, slots=True)
class Way:
    """进境方式 One way of bringing the goods in: whether it is open, what it owes."""

    name: Word
    tax: str
    number: str | None
    cheapest: bool
    open: bool
    why: str
    cites: tuple[str, ...]
    confirmed: bool
    trace: tuple[TraceRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """试算结果 Everything the page says about one question."""

    treatment: Word
    payable: str
    dutiable_price: str
    allowance_after: str
    ways: tuple[Way, ...]
    lines: tuple[Mapping[str, str], ...]
    advice: tuple[str, ...]
    unknown: tuple[str, ...]
    chart: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /what-if/ — the form, and the answer to what it asks."""
    asked, day = request.GET or QueryDict(EXAMPLE), today()
    words = answered(asked, day)
    if is_part(request):
        return render(request, "public/what_if_answer.html", words)
    words |= {
        "lines": line_values(asked),
        "head": {name: asked.get(name, "") for name in HEAD} | {"today": str(day)},
        "tariff": [
            (line.hs_code, formats.either(line.chinese, line.english))
            for line in edition_on(day).says
        ],
    }
    return render(request, "public/what_if.html", words)


def answered(asked: QueryDict, day: date) -> dict[str, Any]:
    """Return the answer, or everything that is wrong with the question."""
    try:
        question = to_request(asked)
        ways = compare(question, today=day)
        return {"answer": present(assess(question, today=day), ways)}
    except BadRequestError as bad:
        return {"faults": [present_fault(fault) for fault in bad.faults]}


def line_values(asked: QueryDict) -> list[dict[str, str]]:
    """Return the goods lines as they were typed, at least one."""
    columns = {name: [str(it) for it in asked.getlist(name)] for name in LINE}
    count = max(LINES_SHOWN, *(len(column) for column in columns.values()))
    return [
        {name: (column + [""] * count)[row] for name, column in columns.items()}
        for row in range(count)
    ]


def to_request(asked: QueryDict) -> dict[str, Any]:
    """Make a request of what was typed; empty entries are left out."""
    lines = [
        {name: text.strip() for name, text in line.items() if text.strip()}
        for line in line_values(asked)
    ]
    head = {name: str(asked.get(name, "")).strip() for name in HEAD}
    given = {name: text for name, text in head.items() if text}
    return given | {"lines": [line for line in lines if line]}


def present(answer: Mapping[str, Any], compared: Mapping[str, Any]) -> Answer:
    """Say an assessment and the comparison in the words of the page."""
    ways = tuple(present_way(it, compared["cheapest"]) for it in compared["ways"])
    return Answer(
        treatment=TREATMENTS[answer["treatment"]],
        payable=formats.amount(answer["payable"]),
        dutiable_price=formats.amount(answer["dutiable_price"]),
        allowance_after=formats.amount(answer["allowance_after"]),
        ways=ways,
        advice=tuple(formats.either(it["zh"], it["en"]) for it in compared["advice"]),
        lines=tuple(
            {name: formats.amount(value) for name, value in line.items()}
            for line in answer["lines"]
        ),
        unknown=tuple(
            formats.either(it["remedy"]["zh"], it["remedy"]["en"])
            for it in answer["unknown"]
        ),
        chart=json.dumps(
            [{"name": str(it.name), "tax": it.number} for it in ways if it.open]
        ),
    )


def present_way(one: Mapping[str, Any], cheapest: str | None) -> Way:
    """Say one way of bringing the goods in."""
    return Way(
        name=NAMES[one["way"]],
        tax=formats.amount(one["tax"]),
        number=one["tax"],
        cheapest=one["way"] == cheapest,
        open=one["open"],
        why=formats.either(one["why"]["zh"], one["why"]["en"]),
        cites=tuple(one["cites"]),
        confirmed=one["confirmed"],
        trace=present_trace(one["trace"]),
    )


def present_fault(fault: Mapping[str, Any]) -> dict[str, str]:
    """Say what is wrong with one field."""
    return {
        "entry": str(ENTRIES.get(fault["field"].rpartition(".")[2], "")),
        "field": fault["field"],
        "value": fault["value"] or "",
        "rule": formats.either(fault["rule"]["zh"], fault["rule"]["en"]),
        "remedy": formats.either(fault["remedy"]["zh"], fault["remedy"]["en"]),
    }
