"""规则库 The rulebook through three doors: pages, the interface, the command line."""

import json
from collections.abc import Callable
from datetime import date

import pytest

from tests.portal.visiting import Visitor
from tongguan.commands.rulebook import compare, list_pages, show

Visit = Callable[[str], Visitor]
LIMITS = "customs/duty/limits"
OLDER, NEWER = "财关税〔2016〕18号", "财关税〔2018〕49号"
EVE, DAY = date(2018, 12, 31), date(2019, 1, 1)


def test_editions_stand_side_by_side_and_the_one_in_force_is_marked(
    visit: Visit,
) -> None:
    page = visit("").get(f"/rules/{LIMITS}?on=2018-12-31")
    assert page.says("//h1") == ["跨境电商零售进口交易限值"]
    assert page.says("//tbody/tr[2]") == ["单次交易限值 2000 5000"]
    assert page.says("//th[contains(@class, 'standing')]") == [
        "2016-04-08 起 当日适用 财关税〔2016〕18号"
    ]


def test_what_changed_is_told_with_the_law_of_both_sides(visit: Visit) -> None:
    asked = f"/rules/compare/?from={EVE}&to={DAY}&page={LIMITS}"
    rows = visit("").get(asked).says("//tbody/tr")
    assert rows[:2] == [
        f"修改 跨境电商零售进口交易限值 {OLDER} (2016-04-08) {NEWER} (2019-01-01)",
        "单次交易限值 2000 5000",
    ]
    same = visit("").get(f"/rules/compare/?from={DAY}&to={DAY}")
    assert same.says("//h2") == ["两个日期之间没有变化"]


def test_a_rule_is_found_and_leads_to_where_it_stands(visit: Visit) -> None:
    found = visit("").get("/rules/?q=0302340000&on=2026-11-21")
    (link,) = found.links("//main//li/a")
    assert link == "/rules/customs/tariff/lines?on=2026-11-21&q=0302340000"
    assert visit("").get(link).says("//tbody//th") == ["0302340000"]
    assert visit("").get("/rules/?q=nowhere").says("//h2") == ["没有符合条件的规则"]


def test_a_long_table_is_cut_into_pages(visit: Visit) -> None:
    last = visit("").get("/rules/customs/tariff/lines?page=999")
    first = visit("").get("/rules/customs/tariff/lines")
    assert (len(first.says("//tbody/tr")), len(last.says("//tbody/tr"))) == (100, 32)


def test_a_day_nobody_can_read_is_today(visit: Visit) -> None:
    assert visit("").get(f"/rules/{LIMITS}?on=2018-13-99").status == 200
    assert visit("").get("/rules/customs/duty/nothing").status == 404


def test_the_interface_says_the_same(visit: Visit) -> None:
    page = json.loads(visit("").get(f"/api/v1/rules/{LIMITS}?on={EVE}").body)
    (rule,) = page["rules"]
    assert rule == {
        "place": "",
        "effective": "2016-04-08",
        "until": "2019-01-01",
        "cites": "财关税〔2016〕18号",
        "confirmed": True,
        "says": {
            "unit": "CNY",
            "single_limit": "2000",
            "annual_limit": "20000",
            "dear_article_may_pass": "no",
            "dear_article_strictly_below_annual": "no",
        },
    }
    asked = f"/api/v1/rules/compare?from={EVE}&to={DAY}&page={LIMITS}"
    (changed,) = json.loads(visit("").get(asked).body)["pages"]
    assert changed["changes"][0]["facts"][0] == {
        "name": "single_limit",
        "before": "2000",
        "after": "5000",
    }
    missing = visit("").get("/api/v1/rules/customs/duty/limit")
    assert missing.status == 404
    assert LIMITS in json.loads(missing.body)["near"]


def test_the_command_line_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    show(f"{LIMITS}.yaml", on=EVE, json=True)
    (rule,) = json.loads(capsys.readouterr().out)["rules"]
    assert rule["says"]["single_limit"] == "2000"
    compare(EVE, DAY, page=LIMITS, json=True)
    assert len(json.loads(capsys.readouterr().out)["pages"]) == 1
    list_pages("滞纳金", on=DAY, json=True)
    found = [it["name"] for it in json.loads(capsys.readouterr().out)["pages"]]
    assert "customs/duty/payment" in found
    with pytest.raises(SystemExit) as ended:
        show("customs/duty/nothing")
    assert ended.value.code == 1
