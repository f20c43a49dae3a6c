"""Officers' pages of control orders, examinations and goods on file."""

from collections.abc import Callable

import pytest

from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]
Numbers = dict[str, str]
REJECTED = "00002"
PEOPLE = ("", "lina", "dongqian", "guanyuan", "yunying")
NOBODY_ELSE = (302, 404, 404, 200, 404)
ORDER = {
    "target": "hs_prefix",
    "value": "9705",
    "agency": "inspection",
    "effective": "2026-11-01",
    "until": "2099-12-31",
    "reason": "古董专项查验",
}
ARTICLE = {
    "seller_code": "3301969DS2",
    "item_number": "SKU7001",
    "hs_code": "1901101090",
    "name": "婴儿配方奶粉1段",
    "model": "900g/罐",
    "unit": "122",
    "origin": "309",
    "net_content": "900",
    "measure": "g",
    "effective": "2026-01-01",
    "until": "2099-12-31",
    "reason": "企业申请",
}


@pytest.mark.parametrize("path", ["/control/", "/goods/", "/pilots/"])
def test_the_registries_are_open_to_officers_only(visit: Visit, path: str) -> None:
    assert tuple(visit(name).get(path).status for name in PEOPLE) == NOBODY_ELSE


@pytest.mark.parametrize(
    "path",
    [
        "/control/batch/",
        "/control/BK00000001/lift/",
        "/cases/AJ00000001/close/",
        "/goods/change/",
    ],
)
def test_the_acts_are_open_to_officers_only(visit: Visit, path: str) -> None:
    statuses = tuple(visit(name).post(path).status for name in PEOPLE[1:])
    assert statuses == (404, 404, 302, 404)


def confirm(visit: Visit, what: str, **said: str) -> str:
    """Let a second officer confirm what waits for her; return where she is sent."""
    second = visit("fuhe")
    page = second.get("/confirmations/")
    form = f"//section[1]//article[contains(., '{what}')]//form"
    (path,) = page.attributes(form, "action")
    return second.post(path, move="confirm", **said).goes_to


def test_an_order_is_placed_listed_and_lifted(visit: Visit) -> None:
    officer = visit("guanyuan")
    assert officer.post("/control/", **ORDER).goes_to == "/control/"
    page = officer.get("/control/")
    (row,) = [it for it in page.says("//tbody/tr") if "古董专项查验" in it]
    number = row.split()[0][:10]
    assert ("布控中" in row, "9705" in row, "检验检疫" in row) == (True, True, True)
    officer.post(f"/control/{number}/lift/", result="未发现异常")
    page = officer.get("/control/")
    assert "待复核" in "".join(officer.get("/confirmations/").says("//article"))
    (row,) = [it for it in page.says("//tbody/tr") if "古董专项查验" in it]
    assert "布控中" in row
    confirm(visit, number)
    page = officer.get("/control/")
    (row,) = [it for it in page.says("//tbody/tr") if "古董专项查验" in it]
    assert ("已解除" in row, "未发现异常" in row) == (True, True)


def test_a_bad_order_is_told_and_its_fields_are_kept(visit: Visit) -> None:
    officer = visit("guanyuan")
    page = officer.post("/control/", **ORDER | {"value": "古董"})
    assert page.status == 200
    assert "商品编码前缀为2至10位数字" in page.body
    assert 'value="古董专项查验"' in page.body


def test_a_stopped_list_has_a_button_that_needs_a_reason(
    visit: Visit, numbers: Numbers
) -> None:
    officer = visit("guanyuan")
    case = f"/declarations/{numbers[REJECTED]}/"
    assert officer.get(case).says("//form[contains(@action, 'overrule')]//button") == [
        "准予申报"
    ]
    assert officer.post(f"{case}overrule/", reason="").goes_to == case
    assert "须写明处置理由" in officer.get(case).body
    declarant = visit("lina").get(case)
    assert declarant.says("//form[contains(@action, 'overrule')]") == []
    officer.post(f"{case}overrule/", reason="平台已书面更正，准予申报")
    assert officer.get(case).says("//h1")[0].endswith("退单")
    confirm(visit, "平台已书面更正，准予申报")
    page = officer.get(case)
    assert page.says("//h1")[0].endswith("人工审核")
    assert "平台已书面更正，准予申报" in page.body


def test_an_article_is_filed_amended_and_suspended(visit: Visit) -> None:
    officer = visit("guanyuan")
    there = "?seller=3301969DS2&item=SKU7001"
    filed = officer.post("/goods/write/", **ARTICLE)
    assert filed.goes_to == f"/goods/record/{there}"
    officer.post("/goods/write/", **ARTICLE | {"model": "900g/盒"})
    officer.post(f"/goods/change/{there}", move="suspend", reason="抽检不合格")
    (row,) = officer.get("/goods/?text=SKU7001").says("//tbody/tr")
    assert ("v3" in row, "900g/盒" in row, "900 g" in row) == (True, True, True)
    assert ("暂停" in row, "抽检不合格" in row) == (True, True)


def test_pages_speak_english(visit: Visit) -> None:
    officer = visit("guanyuan")
    officer.post("/language/", language="en", next="/")
    assert officer.get("/control/").says("//h1") == ["Control orders"]
    assert officer.get("/goods/").says("//h1") == ["Goods on file"]
