"""A rejection mended in place, another firm asked, and what a firm sees of its day."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import quote

import psycopg
import pytest
from playwright.sync_api import expect

from tests import papers
from tests.portal.browsing import TELEPHONE, Open, fits
from tests.portal.conftest import World
from tests.portal.mending import (
    HEAVY,
    JOURNEY,
    PAID_LESS,
    STREET,
    TWICE,
    paper_of,
    prepare,
    work,
)
from tests.portal.seed import SERIES
from tests.portal.visiting import Page, Visitor

Visit = Callable[[str], Visitor]
WEIGHT = "0.gross_weight_kg"
MARKED = "//section[@aria-labelledby='wrong']//tbody/tr"
PAID = "商品价格 476.00 + 运费 10.00 + 代扣税款 44.23 − 非现金抵扣 5.00"
NOTES = "//div[contains(@class,'note')]"
ASKS = "//section[@aria-labelledby='act-on']//tbody/tr"


@pytest.fixture(scope="module", autouse=True)
def rejections(world: World) -> Iterator[None]:
    """Have lists rejected for what their firm, and for what others wrote."""
    prepare(world)
    return


def fix(visitor: Visitor, paper: int, act: str, **entries: str) -> Page:
    """Press a button of the page that mends a paper."""
    there = f"/fix/{paper}/"
    visitor.get(there)
    return visitor.post(there, version="1", act=act, **entries)


def case_of(visitor: Visitor, paper: int) -> str:
    """Say where the case of a list is."""
    return visitor.get(f"/fix/{paper}/").links("//div[@class='pagehead']//a")[0]


def messages_of(world: World, firm: str) -> int:
    """Count what a firm has sent."""
    with psycopg.connect(world.dsn) as connection:
        row = connection.execute(
            "SELECT count(*) FROM inbound_message WHERE sender = %s", (firm,)
        ).fetchone()
    assert row is not None
    return int(row[0])


def test_a_rejection_is_shown_entry_by_entry_with_what_is_expected(
    world: World, visit: Visit
) -> None:
    page = visit("lina").get(f"/fix/{paper_of(world, HEAVY)}/")
    assert page.says(f"{MARKED}/th") == ["毛重（公斤） grossWeight"]
    assert page.says(f"{MARKED}/td[1]") == ["3.5"]
    assert page.says(f"{MARKED}/td[2]//p")[0] == (
        "清单“毛重”为“3.5”，运单为“2.30”，应一致。 MAT-3055"
    )
    assert page.says(f"{MARKED}//button") == ["改为 2.30"]
    assert "DD2026070400301" in page.says("//details[1]//tbody/tr[1]/td[1]")


def test_what_has_not_the_form_or_still_differs_is_told_and_not_sent(
    world: World, visit: Visit
) -> None:
    lina, paper = visit("lina"), paper_of(world, HEAVY)
    before = messages_of(world, papers.SELLER.code)
    page = fix(lina, paper, "send", **{WEIGHT: "heavy"})
    assert page.says(NOTES) == ["有栏目不符合格式，没有报送。"]
    assert page.says("//p[@class='fault']") == [
        "不是数字，应为最多 19 位数字（其中小数最多 5 位） SCH-1125"
    ]
    page = fix(lina, paper, "send", **{WEIGHT: "2.4"})
    assert page.says(NOTES) == ["复核未通过，没有报送。请按下列说明继续更正。"]
    assert page.says(f"{MARKED}/td[2]//p")[0] == (
        "清单“毛重”为“2.4”，运单为“2.30”，应一致。 MAT-3055"
    )
    assert messages_of(world, papers.SELLER.code) == before


def test_what_is_about_a_person_is_masked_and_stays_where_nothing_is_typed(
    world: World, visit: Visit
) -> None:
    lina, paper = visit("lina"), paper_of(world, STREET)
    page = lina.get(f"/fix/{paper}/")
    assert page.says(f"{MARKED}/td[1]") == ["浙江省杭州市****"]
    assert page.says(f"{MARKED}//button") == []
    assert "浙江省杭州市西湖区" not in page.body
    empty = fix(lina, paper, "check", **{"0.address": ""})
    assert empty.says(f"{MARKED}/td[2]//a") == ["MAT-3025"]
    whole = {"0.address": "浙江省杭州市西湖区庆春路303号"}
    assert fix(lina, paper, "check", **whole).says(NOTES) == [
        "复核通过，可以报送。 税款 44.23 元。"
    ]


def test_a_paper_mended_is_sent_once_and_becomes_a_newer_version(
    world: World, visit: Visit
) -> None:
    lina, paper = visit("lina"), paper_of(world, TWICE)
    case, before = case_of(lina, paper), messages_of(world, papers.SELLER.code)
    assert fix(lina, paper, "send", **{WEIGHT: "2.30"}).goes_to == case
    assert fix(lina, paper, "send", **{WEIGHT: "2.30"}).goes_to == case
    assert messages_of(world, papers.SELLER.code) == before + 1
    work(world)
    seen = lina.get(case)
    assert seen.says("//h1/span[2]") == ["放行"]
    assert fix(lina, paper, "send", **{WEIGHT: "2.30"}).goes_to.endswith(case[-10:])
    assert messages_of(world, papers.SELLER.code) == before + 1


def test_nobody_mends_what_another_firm_has_sent(world: World, visit: Visit) -> None:
    paper = paper_of(world, HEAVY)
    for name in ("dongqian", "guanyuan", "zhifu"):
        assert visit(name).get(f"/fix/{paper}/").status == 404
    assert fix(visit("zhifu"), paper, "send", **{WEIGHT: "2.30"}).status == 404


def test_who_keeps_the_other_paper_is_asked_mends_it_and_the_list_goes_on(
    world: World, visit: Visit
) -> None:
    lina, partner = visit("lina"), visit("zhifu")
    paper = paper_of(world, PAID_LESS)
    case = case_of(lina, paper)
    page = lina.get(case)
    assert page.says(f"{ASKS}/td[3]") == [
        "实际支付金额 525.23 ，他单为 488.23 MAT-3005",
        "支付金额 488.23 ，他单为 525.23 MAT-3005",
    ]
    assert page.says("//table[contains(@class,'sums')]/tbody/tr") == [
        f"订单实付金额 {PAID} 525.23 525.23 一致",
        "订单商品价格 #1 476.00 476.00 476.00 一致",
        "支付单支付金额 实付金额 525.23 525.23 488.23 -37.00",
    ]
    for said in ("已发出请求，对方在其工作台可见。", "此项已请求过，或已无需请求。"):
        assert lina.post(f"{case}ask/", paper="payment").goes_to == f"{case}#act-on"
        assert said in lina.get(case).says(NOTES)
    assert visit("dongqian").post(f"{case}ask/", paper="payment").status == 404

    asked = partner.get("/today/")
    assert asked.says("//section[@aria-labelledby='asked']//tbody/tr/td[2]") == [
        papers.SELLER.name
    ]
    there = asked.links("//section[@aria-labelledby='asked']//td/a[@class='btn']")[0]
    mended = partner.get(there)
    assert mended.says(f"{MARKED}/th") == ["支付金额 amountPaid"]
    assert partner.post(
        there, version="1", act="send", **{"0.amount": "525.23"}
    ).goes_to.startswith("/sent/")
    work(world)
    assert partner.get("/today/").says("//section[@aria-labelledby='asked']") == []
    assert lina.get(case).says(f"{ASKS}/td[4]/span") == []
    assert fix(lina, paper, "send").goes_to == case
    work(world)
    assert lina.get(case).says("//h1/span[2]") == ["放行"]


def test_a_paper_that_is_not_there_is_asked_for(visit: Visit) -> None:
    lina = visit("lina")
    page = lina.get("/today/")
    (waits,) = page.says("//section[@aria-labelledby='waiting']//tbody/tr/td[2]")
    assert waits == "支付单"
    (case,) = page.links("//section[@aria-labelledby='waiting']//td[1]/a")
    assert lina.get(case).says(f"{ASKS}/td[3]") == ["尚未报送"]
    assert lina.post(f"{case}ask/", paper="payment").status == 302
    asked = visit("zhifu").get("/today/")
    assert f"ZF{SERIES}00005" in asked.body
    assert lina.get("/today/").says(
        "//section[@aria-labelledby='asking']//tbody/tr/td[3]"
    ) == ["尚未报送"]


def test_the_day_begins_with_what_needs_the_firm(visit: Visit, world: World) -> None:
    assert Visitor(world.url).sign_in("lina").goes_to == "/workbench/"
    lina = visit("lina")
    page = lina.get("/today/")
    counts = dict(it.split() for it in page.says("//ul[@class='counts']/li"))
    assert {name: counts[name] for name in ("挂起", "人工审核", "查验")} == {
        "挂起": "1",
        "人工审核": "2",
        "查验": "1",
    }
    for way in page.links("//ul[@class='counts']//a"):
        word = page.says(f"//ul[@class='counts']//a[@href='{way}']")[0].split()
        assert len(lina.get(way).says("//tbody/tr")) == int(word[1])
    assert visit("guanyuan").get("/today/").status == 404


def test_bills_are_filtered_added_up_and_taken_away(visit: Visit) -> None:
    lina = visit("lina")
    page = lina.get("/bills/?state=generated")
    lists, total = int(page.says("//dl//dd")[0]), page.says("//dl//dd")[3]
    assert total == f"{lists * 44.23:,.2f}"
    (older,) = page.links("//nav/a[@rel='next']")
    assert "state=generated" in older
    shown = page.says("//tbody/tr/td[2]") + lina.get(f"/bills/{older}").says(
        "//tbody/tr/td[2]"
    )
    assert len(shown) == len(set(shown)) == lists
    away = lina.get("/bills/?state=generated&as=csv")
    assert away.headers["Content-Disposition"] == 'attachment; filename="bills.csv"'
    rows = away.body.splitlines()
    assert [it.split(",")[0] for it in rows[1:]] == shown
    assert rows[1].split(",")[3:8] == [
        *("税单已生成，待汇总", "0.00", "44.23", "0.00", "44.23")
    ]
    assert lina.get("/bills/?state=paid").says("//h2") == ["没有符合条件的记录"]
    number = shown[-1].removesuffix("_0")
    assert lina.get(f"/bills/?number={number}").says("//tbody/tr/td[2]") == [shown[-1]]


def test_each_movement_of_the_guarantee_says_what_was_left(visit: Visit) -> None:
    lina = visit("lina")
    page, rows = lina.get("/guarantees/"), []
    now_left = page.says("//dl[contains(@class,'money')]/dd")[3]
    while True:
        rows += page.says("//tbody/tr/td[position()>4]")
        older = page.links("//nav/a[@rel='next']")
        if not older:
            break
        page = lina.get(f"/guarantees/{older[0]}")
    moved = [(money(a), money(b)) for a, b in zip(rows[::2], rows[1::2], strict=True)]
    assert moved[0][1] == money(now_left)
    for (change, left), (_, earlier) in pairwise(moved):
        assert earlier + change == left
    assert moved[-1][1] - moved[-1][0] == 50_000_000
    assert visit("zhifu").get("/guarantees/").says("//h2") == ["本企业没有税款担保账户"]


def money(text: str) -> int:
    """Read what a page says as fen."""
    return round(float(text.replace(",", "")) * 100)


def test_allowances_are_shown_by_list_with_their_buyers_masked(visit: Visit) -> None:
    lina = visit("lina")
    number = "DD2026070400001"
    page = lina.get(f"/draws/?number={number}")
    assert page.says("//tbody/tr/td[position()>2]") == [
        *(number, "李*", "2026", "占用", "486.00")
    ]
    assert visit("dongqian").get(f"/draws/?number={number}").says("//tbody/tr") == []
    assert lina.get(f"/draws/?number={quote('没有')}").says("//h2") == [
        "没有符合条件的记录"
    ]


def test_a_rejection_is_mended_in_a_browser_on_a_telephone(
    page_for: Open, world: World
) -> None:
    page = page_for("lina", size=TELEPHONE)
    expect(page).to_have_url(re.compile("/workbench/$"))
    page.goto("/today/")
    assert fits(page)
    paper = paper_of(world, JOURNEY)
    page.click(f"a[href='/fix/{paper}/']")
    page.click("text=改为 2.30")
    expect(page.locator(f"[name='{WEIGHT}']")).to_have_value("2.30")
    assert fits(page)
    page.click("text=复核并报送")
    expect(page.locator("h1 .sign")).to_have_text("退单")
    work(world)
    page.reload()
    expect(page.locator("h1 .sign")).to_have_text("放行")
