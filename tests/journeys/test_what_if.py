"""The calculator: plain values in, plain values out, every fault at once."""

import json
from datetime import date
from decimal import Decimal
from time import process_time
from typing import Any

import pytest

from tongguan.journeys.what_if import BadRequestError, assess, assess_many

TODAY = date(2026, 11, 1)
MILK = {"hs": "1901101090", "quantity": 6, "unit_price": "238.00"}
CREAM = {"hs": "3304990029", "quantity": 1, "total": 199}
NOT_ADMITTED = "价值超过 1000 且不止一件，不得按个人邮递物品进境"
WHISKY = {"hs": "2208300000", "quantity": 1, "total": 450}


def ask(*lines: dict[str, Any], **rest: object) -> dict[str, Any]:
    return assess({"lines": list(lines), **rest}, today=TODAY)


def faults(request: object) -> list[tuple[str, str | None]]:
    with pytest.raises(BadRequestError) as refused:
        assess(request, today=TODAY)  # type: ignore[arg-type]
    assert all(it["rule"]["zh"] and it["rule"]["en"] for it in refused.value.faults)
    assert all(it["remedy"]["zh"] and it["remedy"]["en"] for it in refused.value.faults)
    return [(it["field"], it["value"]) for it in refused.value.faults]


def test_an_answer_has_amounts_comparison_and_workings() -> None:
    answer = ask(MILK)
    trace = answer.pop("trace")

    assert answer == {
        "date": "2026-11-01",
        "treatment": "reduced",
        "dutiable_price": "1428.00",
        "lines": [
            {
                "duty": "0.00",
                "consumption_tax": "0.00",
                "vat": "129.95",
                "payable": "129.95",
            }
        ],
        "payable": "129.95",
        "allowance_after": "24572.00",
        "comparison": {"personal_mail": "185.64", "general_trade": "266.32"},
        "unknown": [],
    }
    assert [(it["label"]["zh"], it["formula"], it["result"]) for it in trace] == [
        ("完税价格（货价、运费、保费）", "1428.00 + 0.00 + 0.00", "1428.00"),
        (
            "限值判定",
            "单次 1428.00 ≤ 5000；年度 0 + 1428.00 ≤ 26000；1 项 6 件；限值以内",
            "reduced",
        ),
        ("关税", "1428.00 × 0%", "0.00"),
        ("增值税", "1428.00 × 13% × 70%", "129.95"),
        ("应纳税额合计", "129.95", "129.95"),
        ("年度限值余额", "26000 − 0 − 1428.00", "24572.00"),
        (
            "对比：按个人邮递物品征税",
            "物品价值（不含运费）× 13% = 185.64；" + NOT_ADMITTED,
            "185.64",
        ),
        (
            "对比：按一般贸易征税",
            "1428.00 × （关税 5%，消费税 0%，增值税 13%）",
            "266.32",
        ),
    ]


def test_an_answer_is_plain_json() -> None:
    answer = ask(MILK, CREAM, freight=1.5)

    assert json.loads(json.dumps(answer)) == answer


def test_workings_say_the_composite_price_and_its_sources() -> None:
    trace = ask({**WHISKY, "net_content": "0.7L"})["trace"]
    taxed = next(it for it in trace if it["label"]["en"] == "Consumption tax")

    assert taxed == {
        "line": 1,
        "label": {"zh": "消费税", "en": "Consumption tax"},
        "formula": "((450.00 + 0.912 × 0.7) ÷ (1 − 20%) × 20% + 0.912 × 0.7) × 70%",
        "result": "79.31",
        "cites": "国务院令第539号 消费税暂行条例；财关税〔2016〕18号",
        "confirmed": True,
    }


@pytest.mark.parametrize(
    ("content", "payable"),
    [
        ("20g", "47.04"),
        ("20 克", "47.04"),
        ("20ml", "47.04"),
        (20, "47.04"),
        (Decimal("20.0"), "47.04"),
        ("0.02kg", "47.04"),
        ("21g", "18.56"),
        ("10片", "47.04"),
        ("14 片", "18.56"),
    ],
)
def test_the_content_of_one_piece_decides_the_floor(
    content: object, payable: str
) -> None:
    assert ask({**CREAM, "net_content": content}, freight=5)["payable"] == payable


@pytest.mark.parametrize("content", ["0.7L", "0.7", 0.7, "700ml", "700 毫升", "0.7升"])
def test_a_drink_is_measured_in_litres(content: object) -> None:
    assert ask({**WHISKY, "net_content": content})["payable"] == "130.57"


@pytest.mark.parametrize("rate", ["0.13", "13%", 13, 0.13, "13", Decimal("0.130")])
def test_a_rate_is_a_fraction_or_a_percentage(rate: object) -> None:
    line = {"quantity": 1, "total": 100, "vat_rate": rate}

    assert ask(line)["payable"] == "9.10"


def test_rates_on_a_line_take_the_place_of_the_tariffs() -> None:
    line = {
        "hs": "9999999999",
        "quantity": 1,
        "total": 12000,
        "vat_rate": "13%",
        "consumption_rate": "20%",
        "mfn_rate": "8%",
    }

    assert ask(line)["lines"][0] == {
        "duty": "960.00",
        "consumption_tax": "3240.00",
        "vat": "2106.00",
        "payable": "6306.00",
    }


def test_a_given_consumption_rate_applies_unless_a_content_says_it_is_below() -> None:
    given = {**CREAM, "consumption_rate": "15%"}

    assert ask(given)["payable"] == "45.88"
    assert ask({**given, "net_content": "20g"})["payable"] == "18.11"
    assert ask({**given, "net_content": "19g"})["payable"] == "45.88"


def test_a_given_rate_is_all_that_is_levied_where_the_content_is_not_known() -> None:
    given = {**WHISKY, "consumption_rate": "20%"}

    assert ask(given)["lines"][0]["consumption_tax"] == "78.75"
    assert ask({**given, "net_content": "0.7L"})["payable"] == "130.57"


def test_a_given_specific_rate_is_on_the_quantity_given_or_the_litres() -> None:
    beer = {"quantity": 24, "total": 120, "vat_rate": 13, "consumption_specific": 0.253}

    assert ask({**beer, "consumption_quantity": "7.92"})["payable"] == "12.50"
    assert ask({**beer, "net_content": "0.33"})["payable"] == "12.50"
    assert ask(beer)["unknown"] == [
        {
            "line": 1,
            "what": "consumption_quantity",
            "remedy": {
                "zh": "给出从量计征的总数量，或每件净含量",
                "en": "Give the quantity the specific rate is on, or the net content",
            },
        }
    ]


def test_what_is_not_known_is_null_and_named() -> None:
    answer = ask(MILK, CREAM)

    assert answer["treatment"] == "reduced"
    assert answer["payable"] is None
    assert answer["lines"][1] == {
        "duty": None,
        "consumption_tax": None,
        "vat": None,
        "payable": None,
    }
    assert answer["comparison"] == {"personal_mail": None, "general_trade": None}
    assert [(it["line"], it["what"]) for it in answer["unknown"]] == [
        (2, "net_content")
    ]


def test_the_day_decides_the_law() -> None:
    line = {"hs": "1901101090", "quantity": 1, "total": 300}

    assert ask(line, date="2018-06-01")["payable"] == "33.60"
    assert ask(line, date="2016-06-15")["payable"] == "35.70"
    assert ask(line, date=None)["payable"] == "27.30"


def test_general_trade_leaves_the_allowance_as_it_was() -> None:
    answer = ask({**MILK, "total": "1428.00"}, used_this_year="25000")

    assert answer["treatment"] == "general_trade"
    assert answer["allowance_after"] == "1000.00"
    assert answer["payable"] == answer["comparison"]["general_trade"] == "266.32"


def test_all_faults_are_named_at_once() -> None:
    request = {
        "date": "2026-02-30",
        "lines": [
            {"hs": "190110", "quantity": 0, "total": "1,428"},
            {"hs": 1901101090, "quantity": True, "unit_price": "-1", "vat": "13%"},
            {**MILK, "total": "1", "net_content": "20 lbs", "vat_rate": "x"},
            "a line",
            {**MILK, "consumption_rate": "100%", "mfn_rate": -1},
        ],
        "freight": "nan",
        "insurance": float("inf"),
        "used_this_year": "0.000001",
        "currency": "CNY",
    }

    assert faults(request) == [
        ("currency", "CNY"),
        ("date", "2026-02-30"),
        ("lines[0].quantity", "0"),
        ("lines[0].hs", "190110"),
        ("lines[0].total", "1,428"),
        ("lines[1].vat", "13%"),
        ("lines[1].quantity", "True"),
        ("lines[1].hs", "1901101090"),
        ("lines[1].unit_price", "-1"),
        ("lines[2].total", "1"),
        ("lines[2].net_content", "20 lbs"),
        ("lines[2].vat_rate", "x"),
        ("lines[3]", "a line"),
        ("lines[4].consumption_rate", "100%"),
        ("lines[4].mfn_rate", "-1"),
        ("freight", "nan"),
        ("insurance", "inf"),
        ("used_this_year", "0.000001"),
    ]


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        ([], ""),
        (None, ""),
        ({}, "lines"),
        ({"lines": []}, "lines"),
        ({"lines": {"hs": "1"}}, "lines"),
        ({"lines": [{"hs": "1901101090", "quantity": 1}]}, "lines[0].total"),
        ({"lines": [{"hs": "1901101090", "total": 1}]}, "lines[0].quantity"),
        ({"lines": [MILK], "date": "2016-04-07"}, "date"),
        ({"lines": [MILK], "date": 20260101}, "date"),
        ({"lines": [MILK], "freight": "１２"}, "freight"),
        ({"lines": [MILK], "freight": 1e300}, "freight"),
        ({"lines": [MILK], "freight": {}}, "freight"),
        ({"lines": [MILK], "freight": 10**5000}, "freight"),
    ],
)
def test_one_fault_is_named_by_its_field(request_: object, field: str) -> None:
    assert [name for name, _ in faults(request_)] == [field]


def test_a_value_is_quoted_short_and_encodable() -> None:
    assert faults({"lines": [MILK], "freight": "\ud800" + "9" * 99}) == [
        ("freight", "?" + "9" * 59)
    ]


def test_the_faults_of_many_requests_are_named_by_their_place() -> None:
    with pytest.raises(BadRequestError) as refused:
        assess_many(
            [{"lines": [MILK]}, {"lines": [{"total": 1}]}, {"date": "x", "lines": []}],
            today=TODAY,
        )

    assert [it["field"] for it in refused.value.faults] == [
        "[1].lines[0].quantity",
        "[1].lines[0].hs",
        "[2].date",
        "[2].lines",
    ]


def test_a_thousand_requests_are_answered_within_a_second() -> None:
    request = {"lines": [MILK, {**CREAM, "net_content": "20g"}], "freight": "5"}
    began = process_time()

    answers = assess_many([request] * 1000, today=TODAY)
    assert process_time() - began < 1.0
    assert len(answers) == 1000
    assert {answer["payable"] for answer in answers} == {"148.51"}
