"""One purchase brought in three ways: open or not, its tax, its law, and advice."""

from typing import Any

from tests.journeys.test_what_if import MILK, TODAY
from tongguan.journeys.what_if import compare


def compared(*lines: dict[str, Any], **rest: object) -> dict[str, Any]:
    return compare({"lines": list(lines), **rest}, today=TODAY)


def test_three_ways_are_compared_line_by_line_with_their_law() -> None:
    answer = compared(MILK)
    ways = {it.pop("way"): it for it in answer["ways"]}
    assert [(it["open"], it["tax"]) for it in ways.values()] == [
        (True, "129.95"),
        (False, "185.64"),
        (True, "266.32"),
    ]
    assert answer["cheapest"] == "retail"
    mail, general = ways["personal_mail"], ways["general_trade"]
    assert [(it["line"], it["formula"], it["result"]) for it in mail["trace"]] == [
        (1, "1428.00 × 13%", "185.64"),
        (None, "185.64 > 50，全额征收", "185.64"),
    ]
    assert (mail["cites"], mail["confirmed"]) == (
        ["关税法 第五条；税委会公告2024年第11号"],
        False,
    )
    assert [(it["formula"], it["result"]) for it in general["trace"]][1:] == [
        ("1428.00 × 5%", "71.40"),
        ("(1428.00 + 71.4) × 13%", "194.92"),
        ("266.32", "266.32"),
    ]


def test_a_small_tax_on_post_is_waived_and_then_post_is_cheapest() -> None:
    answer = compared({"hs": "1901101090", "quantity": 1, "total": 300})
    assert answer["cheapest"] == "personal_mail"
    mail = answer["ways"][1]
    assert (mail["open"], mail["tax"]) == (True, "0.00")
    assert mail["trace"][-1]["formula"] == "39.00 ≤ 50，免征"
    assert answer["advice"] == []


def test_above_a_limit_retail_is_closed_and_splitting_explained() -> None:
    dear = {"hs": "1901101090", "quantity": 2, "total": 6000}
    answer = compared(dear, used_this_year="21000")
    retail = answer["ways"][0]
    assert (retail["open"], retail["tax"]) == (False, None)
    assert answer["cheapest"] == "general_trade"
    said = [it["zh"] for it in answer["advice"]]
    assert said[:2] == [
        "本单完税价格6000.00元，超过单次限值1000.00元。",
        "加上本年已用，合计27000.00元，超过年度限值1000.00元。",
    ]
    assert said[2].startswith("拆成几单不省税也不省额度")
    one = compared({"hs": "1901101090", "quantity": 1, "total": 6000})
    assert (one["ways"][0]["open"], one["ways"][0]["tax"]) == (True, "1119.00")
