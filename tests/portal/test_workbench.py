"""The workbench of all, the domains of a case, and how long its stages took."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.portal.visiting import Visitor
from tongguan.journeys.offering import front_ends, sections
from tongguan.portal import policy
from tongguan.portal.policy import POLICY

Visit = Callable[[str], Visitor]
OWN, EXAMINE, WAITING = "00001", "00004", "00005"
OFFERED = {route for one in sections() for it in one.services for route in it.routes}
MENU = Path(policy.__file__).with_name("context.py")
NAMES = [it.name for one in sections() for it in one.services]


def domains(visitor: Visitor, number: str) -> dict[str, str]:
    """Read where a case stands, domain by domain."""
    page = visitor.get(f"/declarations/{number}/")
    said = page.says("//ul[@class='domains']//span[contains(@class, 'sign')]")
    words = [it.split()[0] for it in page.says("//ul[@class='domains']//b")]
    return dict(zip(words, said, strict=True))


def test_every_service_leads_to_pages_there_are() -> None:
    menu = set(re.findall(r'\("([a-z-]+)", _\(', MENU.read_text(encoding="utf-8")))
    assert OFFERED - menu == set()
    assert OFFERED - set(POLICY) == set()
    assert [len(one.services) for one in sections()] == [7, 6]
    shown = [name for one in front_ends().values() for name in one.services]
    assert sorted(shown) == sorted(NAMES)


@pytest.mark.parametrize(
    ("name", "begins", "offers"),
    [
        ("lina", "今日工作台", ["清单查询", "批量导入", "已报报文"]),
        ("guanyuan", "审核查验", ["清单查询", "已报报文", "审核查验", "双人复核"]),
        ("shuiwu", "部门工作台", ["清单查询"]),
    ],
)
def test_a_post_finds_its_own_and_what_is_owed(
    visit: Visit, name: str, begins: str, offers: list[str]
) -> None:
    page = visit(name).get("/workbench/")
    assert page.says("//p[@class='begin']") == [begins]
    links = page.says("//article[.//h3[contains(., '通关服务')]]//li")
    assert links[: len(offers)] == offers
    assert len(page.says("//article[contains(@class, 'offer')]")) == 13
    owed = page.says("//article[.//h3[contains(., '海外服务')]]/p")
    assert owed == ["海外仓、境外维权与展会 · 尚未开办"]
    ways = page.links("//main//li/a")  # a firm that never applied is led to do so
    assert {visit(name).get(way).status for way in ways} <= {200, 302}


def test_a_front_end_shows_its_services_only(visit: Visit) -> None:
    page = visit("lina").get("/workbench/?front=clearance")
    assert page.says("//nav[@class='tabs']/a[@aria-current]") == ["通关服务平台"]
    assert len(page.says("//article[contains(@class, 'offer')]")) == 6


def test_every_domain_of_a_case_is_told_and_nothing_hidden(
    visit: Visit, numbers: dict[str, str]
) -> None:
    own = domains(visit("lina"), numbers[OWN])
    assert list(own)[:4] == ["海关", "外汇", "税务", "检验检疫"]
    assert list(own.values())[:4] == [
        "放行",
        "已审结",
        "税单已生成，待汇总",
        "无需查验",
    ]
    assert (own["信用风险"], own["统计"]) == ("不对外公开", "已计入统计")
    assert domains(visit("yunying"), numbers[OWN])["信用风险"] == "放行"
    assert domains(visit("lina"), numbers[EXAMINE])["检验检疫"] == "查验中"
    assert domains(visit("guanyuan"), numbers[EXAMINE])["检验检疫"] == "无需查验"
    assert domains(visit("lina"), numbers[WAITING])["外汇"] == "尚未到达"


def test_who_is_awaited_and_what_the_inspection_is_told(
    visit: Visit, numbers: dict[str, str]
) -> None:
    waiting = visit("lina").get(f"/declarations/{numbers[WAITING]}/")
    stages = waiting.says("//ul[contains(@class, 'stages')]/li")
    assert stages[-1] == "等待办理 支付企业"
    page = visit("lina").get(f"/declarations/{numbers[OWN]}/")
    section = "//section[@aria-labelledby='inspected']"
    told = dict(
        zip(page.says(f"{section}//dt"), page.says(f"{section}//dd"), strict=True)
    )
    assert (told["商品编码"], told["商品名称"]) == ("1901101090", "婴儿配方奶粉1段")


def test_stages_are_summed_by_month(visit: Visit) -> None:
    (row,) = visit("yunying").get("/stage-times/").says("//tbody/tr")
    assert row.split()[1:] == ["货物通关", "66", "不足", "1", "秒", "不足", "1", "秒"]
