"""Pages of articles: filed by a firm, seen by the agencies with their remarks."""

from collections.abc import Callable
from datetime import datetime
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.portal.browsing import TELEPHONE, Open, fits
from tests.portal.visiting import Page, Visitor
from tongguan.kit.moments import SHANGHAI

Visit = Callable[[str], Visitor]
SELLER = "3301969DS2"
TIN = {
    "item_number": "P-001",
    "mode": "retail_import",
    "hs_code": "1901101090",
    "name": "婴儿配方奶粉1段",
    "model": "900g/罐",
    "barcode": "6901234567892",
    "unit": "122",
    "origin": "309",
    "net_content": "900",
    "measure": "g",
}
FIRM_PAGES = ("/articles/", "/articles/write/", "/articles/sheet/")
RECORD = "/articles/record/?item="
GOODS = f"/goods/record/?seller={SELLER}&item="


def filed(visitor: Visitor, item: str, **changes: str) -> Page:
    visitor.get("/articles/write/")
    return visitor.post("/articles/write/", **TIN | {"item_number": item} | changes)


@pytest.mark.parametrize("path", FIRM_PAGES)
def test_firms_alone_write_down_their_own_articles(visit: Visit, path: str) -> None:
    names = ("", "lina", "guanyuan", "yunying")
    assert [visit(it).get(path).status for it in names] == [302, 200, 404, 404]


def test_an_article_is_filed_changed_and_its_differences_are_shown(
    visit: Visit,
) -> None:
    firm = visit("lina")
    assert filed(firm, "P-001").goes_to == f"{RECORD}P-001"
    filed(firm, "P-001", brand="牧歌", model="800g/罐")
    page = firm.get(f"{RECORD}P-001")
    changes = page.says("//li[@id='v2']//tbody/tr")
    assert changes == ["规格型号 900g/罐 800g/罐", "品牌 — 牧歌"]
    assert page.says("//li[@id='v1']//tbody/tr") == []
    signs = [
        page.says(f"//li[@id='v{n}']//*[contains(@class, 'sign-')]") for n in (1, 2)
    ]
    assert signs == [["已被替代"], ["有效"]]
    days = [page.says(f"//li[@id='v{n}']//small")[0] for n in (1, 2)]
    today = f"{datetime.now(SHANGHAI):%Y-%m-%d}"
    assert days == [f"lina · {today} – {today}", f"lina · {today} – 2099-12-31"]
    copy = firm.get("/articles/write/?copy=P-001")
    assert copy.body.count('value="牧歌"') == 1
    assert 'name="item_number" maxlength="60" value=""' in copy.body


def test_codes_are_said_by_name_in_the_language_of_the_page(visit: Visit) -> None:
    firm = visit("lina")
    filed(firm, "P-010")
    filed(firm, "P-010", unit="142")
    page = f"{RECORD}P-010"
    path = "//section[@aria-labelledby='onfile']//dd"
    told = firm.get(page).says(path)
    assert {"142 瓶", "309 荷兰"} <= set(told)
    firm.post("/language/", language="en", next=page)
    here = firm.get(page)
    firm.post("/language/", language="zh-hans", next=page)
    assert {"142 bottle", "309 Netherlands", "31 Dec 2099"} <= set(here.says(path))
    assert here.says("//li[@id='v2']//tbody/tr") == ["Unit 122 can 142 bottle"]
    assert here.says(f"{path}[.='142 bottle'][@lang]") == []


def test_what_is_wrong_is_told_beside_the_entries_and_nothing_typed_is_lost(
    visit: Visit,
) -> None:
    page = filed(visit("lina"), "P-002", barcode="6901234567890", unit="")
    assert page.status == 200
    codes = page.says("//article[contains(@class,'advice')]//a[@class='chip']")
    assert codes == ["LST-2201", "LST-2203"]
    assert 'value="6901234567890"' in page.body
    assert visit("lina").get(f"{RECORD}P-002").status == 404


def test_the_trade_says_which_entries_are_marked(visit: Visit) -> None:
    firm = visit("lina")
    part = firm.get("/articles/write/?mode=bonded&name=x", **{"HX-Request": "true"})
    marked = part.says("//div[.//b[@class='needed']]/label")
    assert [it.removesuffix(" *") for it in marked] == [
        *("企业货号", "商品编码", "商品名称", "规格型号"),
        *("计量单位", "原产国（地区）", "生产企业"),
    ]
    assert 'value="x"' in part.body


def test_the_filter_is_in_the_address_and_firms_see_their_own(visit: Visit) -> None:
    filed(visit("lina"), "P-003", name="牛奶巧克力", hs_code="1806900000")
    by_name = f"/articles/?state=filed&text={quote('牛奶巧克力')}"
    assert len(visit("lina").get(by_name).says("//tbody/tr")) == 1
    rows = visit("lina").get("/articles/?text=P-003").says("//tbody/tr")
    assert len(rows) == 1
    assert visit("lina").get("/articles/?text=P-003&state=paused").says(
        "//div[@id='found']//h2"
    ) == ["没有符合条件的备案"]
    assert visit("dongqian").get("/articles/?text=P-003").says("//tbody/tr") == []


def test_both_agencies_see_one_filing_and_each_other_s_remarks(visit: Visit) -> None:
    firm, customs = visit("lina"), visit("guanyuan")
    filed(firm, "P-004")
    customs.get(f"{GOODS}P-004")
    customs.post(f"/goods/remark/?seller={SELLER}&item=P-004", text="归类已核")
    inspection = visit("jianyan")
    page = inspection.get(f"{GOODS}P-004")
    assert page.says("//section[@aria-labelledby='remarks']//li//p") == ["归类已核"]
    change = f"/goods/change/?seller={SELLER}&item=P-004"
    inspection.post(change, move="suspend", reason="抽检不合格")
    page = firm.get(f"{RECORD}P-004")
    assert page.says("//li[@id='v2']//p") == ["抽检不合格"]
    (remark,) = page.says("//section[@aria-labelledby='remarks']//li")
    assert "海关" in remark
    refused = filed(firm, "P-004", brand="新")
    assert "LST-2208" in refused.body


def test_codes_are_suggested_by_names_digits_and_barcodes(visit: Visit) -> None:
    firm = visit("lina")
    filed(firm, "P-005", barcode="4006381333931")
    part = firm.get("/articles/codes/?hs_code=4006381333931", **{"HX-Request": "1"})
    assert part.says("//button[@data-fill='id_hs_code']") == ["1901101090"]
    assert "1 家企业按此编码备案" in part.body
    wrong = firm.get("/articles/codes/?q=6901234567890", **{"HX-Request": "1"})
    (fault,) = wrong.says("//p[@role='alert']")
    assert fault == "条码不符合 GS1 规则：校验位应为 2"


def test_a_firm_gets_leave_for_a_pilot_and_loses_it(visit: Visit) -> None:
    firm, officer = visit("lina"), visit("jianyan")
    food = {"hs_code": "2309101000", "name": "猫罐头"}
    assert "LST-2107" in filed(firm, "P-006", **food).body
    officer.get("/pilots/")
    given = {
        "firm": SELLER,
        "kind": "pet_food",
        "effective": "2026-01-01",
        "until": "2099-12-31",
        "reason": "试点第一批",
    }
    assert officer.post("/pilots/", **given).goes_to == "/pilots/"
    assert filed(firm, "P-006", **food).status == 302
    latest = officer.get("/pilots/").body.partition('name="end" value="')[2]
    officer.post("/pilots/", end=latest.partition('"')[0])
    assert "LST-2107" in filed(firm, "P-006", **food, brand="x").body


def test_a_suggested_code_is_chosen_by_a_click(page_for: Open) -> None:
    page = page_for("lina", TELEPHONE)
    page.goto("/articles/write/")
    page.fill("#id_hs_code", "猫粮")
    page.click("button[data-value='2309101000']")
    expect(page.locator("#id_hs_code")).to_have_value("2309101000")
    page.select_option("#id_mode", "bonded")
    expect(page.locator("label[for=id_maker]")).to_contain_text("*")
    expect(page.locator("#id_hs_code")).to_have_value("2309101000")
    assert fits(page)
