"""前端 What each front end offers, to whom, and the interfaces anybody may use."""

from collections.abc import Callable

import pytest

from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]
MENU = "//nav[@class='mainnav']//a"
ACCOUNT = (
    *("/account/", "/account/password/", "/account/totp/"),
    *("/account/passkey/", "/account/certificate/"),
)
BRAND = "//a[@class='brand']//small"


def test_a_front_end_shows_its_own_services_over_the_same_data(visit: Visit) -> None:
    firm = visit("lina")
    hosts = ("127.0.0.1", "clearance.test", "integrated.test")
    pages = [firm.get("/workbench/", Host=host) for host in hosts]
    whole, clearance, integrated = (set(page.says(MENU)) for page in pages)
    lists = [firm.get("/declarations/", Host=host).says("//tbody/tr") for host in hosts]

    assert [page.says(BRAND) for page in pages] == [
        ["跨境电商单一窗口"],
        ["通关服务平台"],
        ["综合服务平台"],
    ]
    assert clearance | integrated == whole
    assert whole - clearance >= {"回执推送", "支付数据核查", "开放接口"}
    assert whole - integrated >= {"批量导入", "商品备案", "我的备案"}
    assert "清单查询" in clearance & integrated
    assert [len(page.says("//nav[@class='tabs']/a")) for page in pages] == [3, 0, 0]
    assert lists[0] == lists[1] == lists[2] != []
    assert firm.get("/workbench/", Host="elsewhere.test").status == 400


@pytest.mark.parametrize(
    ("name", "there", "absent"),
    [
        ("", {"签名医生", "系统接入", "开放接口"}, {"我的备案"}),
        ("lina", {"签名医生", "系统接入", "税款试算"}, {"税款征收统计"}),
        ("guanyuan", {"签名医生", "报文标准"}, {"系统接入", "开放接口"}),
        ("shuiwu", {"报文标准", "个人信息查阅"}, {"签名医生", "系统接入"}),
        ("shenji", {"公告", "规则库"}, {"签名医生", "系统接入", "税款试算"}),
    ],
)
def test_a_menu_names_what_is_of_use_to_whoever_reads_it(
    visit: Visit, name: str, there: set[str], absent: set[str]
) -> None:
    offered = set(visit(name).get("/announcements/").says(MENU))
    assert there <= offered
    assert not absent & offered


def test_every_page_of_a_firm_s_menu_and_account_can_be_read(visit: Visit) -> None:
    firm = visit("lina")
    paths = {*firm.get("/workbench/").links(MENU), *ACCOUNT}
    statuses = {path: firm.opens(path) for path in paths}
    assert len(statuses) > 25
    assert {it: status for it, status in statuses.items() if status != 200} == {
        "/filing/": 302  # lina's firm applied for nothing yet
    }


def test_open_interfaces_are_listed_as_the_program_has_them(visit: Visit) -> None:
    page = visit("").get("/interfaces/")
    assert page.says("//div[@role='status']") == []
    assert page.says("//nav//summary | //nav//a") == visit("").get("/errors/").says(
        "//nav//summary | //nav//a"
    )
    rows = page.says("//section[@aria-labelledby='doors']//tbody/tr/th")
    assert rows == [
        *("/healthz", "/ceb/messages", "/ceb/receipts", "/ceb/receipts/cursor"),
        *("/ceb2grab/grab/realTimeDataUpload", "tongguan folder", "tongguan simulator"),
    ]
    calls = page.says("//section[@aria-labelledby='calls']//tbody/tr")
    assert "POST /api/v1/check 试申报 须有" in calls
    assert "GET /api/v1/rules 规则目录 不须" in calls
    assert page.says("//h2[@id='calls']/small") == [str(len(calls))]
    events = page.says("//section[@aria-labelledby='push']//span")
    assert events == [
        *("correction.requested", "endpoint.challenge"),
        *("endpoint.test", "receipts.available"),
    ]
    messages = page.says("//section[@aria-labelledby='types']//tbody/tr/th")
    assert {"CEB311", "CEB621", "CEB622"} <= set(messages)
    assert page.says("//h2[@id='types']/small") == [str(len(messages))]
