"""A stranger's whole walk: filed, brought in, mended, declared, examined, looked up."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.conftest import KEYS
from tests.gateway.bulk.test_batches import rows_of
from tests.portal.browsing import DESK, TELEPHONE, Open, fits
from tests.portal.test_consumer_pages import NEEDED, answer, code_sent, entries
from tests.portal.test_drafts import others_send, parcels, xlsx_of
from tests.portal.test_operator_pages import FORM
from tests.portal.visiting import Visitor, World
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.trade.papers import Dossier

pytestmark = pytest.mark.browser
FIRST, MANY = 300, 200
FAULTS = {
    "goodsValue": "free",
    "buyerIdNumber": "110101199003070031",
    "item.unit": "千克",
    "buyerTelephone": "",
    "tradeMode": "9999",
    "item.country": "ZZZ",
    "item.gcode": "12",
    "buyerName": "",
    "item.qty": "two",
    "grossWeight": "heavy",
}
FIRST_TEXTS = "all => all.map(it => it.firstChild.textContent)"
DOMAINS = ["海关", "外汇", "税务", "检验检疫", "商务", "物流", "金融"]
DOMAINS += ["质量", "信用风险", "统计"]
SIGNS = ["放行", "已审结", "税单已生成，待汇总", "无需查验"]
ARTICLE = {
    "item_number": "S-001",
    "hs_code": "1901101090",
    "name": "婴儿配方奶粉1段",
    "model": "900g/罐",
    "unit": "122",
    "origin": "309",
}


@pytest.fixture
def rooms(world: World) -> Iterator[tuple[Rooms, psycopg.Connection]]:
    """Open the rooms over the served database, where persons are verified."""
    with psycopg.connect(world.dsn) as connection:
        opened = Rooms.over(connection, KEYS)
        with connection.transaction():
            opened.agencies.use(NEEDED, clock.now())
        yield opened, connection


def applies(page: Page) -> None:
    """File a firm, from the entrance."""
    page.goto("/")
    page.get_by_role("link", name="主体备案申请").first.click()
    for name, value in FORM.items():
        if name in {"roles", "directions"}:
            page.check(f"[name={name}][value={value}]")
        else:
            page.fill(f"[name={name}]", value)
    assert fits(page)
    page.click("button[name=apply]")
    expect(page.locator("main")).to_contain_text("核验中")


def files_an_article(page: Page) -> None:
    """File one article by hand."""
    page.goto("/articles/write/")
    for name, value in ARTICLE.items():
        page.fill(f"[name={name}]", value)
    page.locator("form.pad button.btn-primary").click()
    expect(page).to_have_url("/articles/record/?item=S-001")


def brings_in(page: Page, dossiers: list[Dossier], file: Path) -> None:
    """Bring a sheet in, mend what is wrong in place, try it, and declare it."""
    rows = rows_of(*dossiers)
    right = {row: rows[row][tag] for row, tag in enumerate(FAULTS)}
    for row, (tag, wrong) in enumerate(FAULTS.items()):
        rows[row][tag] = wrong
    file.write_bytes(xlsx_of(rows))
    page.goto("/sheets/")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="导入").first.click()
    page.get_by_role("link", name=f"改正有误的 {len(FAULTS)} 票").click()
    fields = page.locator(".mend input[name=text]").all()
    for field, text in zip(fields, right.values(), strict=True):
        field.fill(text)
        field.press("Tab")
    expect(page.locator(".mend-good")).to_have_count(len(FAULTS))
    page.get_by_role("link", name="逻辑校验（试申报）").click()
    expect(page.locator("dl.figures dd").first).to_have_text(str(MANY))
    page.get_by_role("button", name="申报无误的各票").click()
    expect(page.locator(".note-success")).to_have_text(f"已申报 {MANY} 票。")


def stands(page: Page, number: str) -> None:
    """See where a released consignment stands in every domain."""
    page.goto(f"/declarations/?number={number}")
    page.locator("tbody a").first.click()
    words = page.locator(".domains b").evaluate_all(FIRST_TEXTS)
    assert words == DOMAINS
    said = page.locator(".domains .sign").all_inner_texts()
    assert [it.strip() for it in said[:4]] == SIGNS
    assert "放行通知" in page.locator(".stages").inner_text()


def examines(page: Page, number: str) -> None:
    """Open a parcel by telephone, find it as declared, and sign."""
    page.goto("/queue/")
    page.click(f"#open-{number}")
    page.get_by_role("link", name="查验记录").click()
    for box in page.get_by_label("是", exact=True).all():
        box.check()
    page.fill("[name=found-1]", "2")
    page.get_by_label("相符", exact=True).check()
    page.fill("#note", "与申报一致")
    assert fits(page)
    page.click("button[value=sign]")
    expect(page.locator(".agencies article").first).to_contain_text("相符")


def register(world: World, rooms: tuple[Rooms, psycopg.Connection]) -> None:
    """Open the account of a buyer, who proves to be that person."""
    visitor = Visitor(world.url)
    visitor.get("/me/register/")
    visitor.post("/me/register/", **entries(FIRST))
    visitor.get("/me/")
    visitor.post("/me/code/", code=code_sent(*rooms))
    answer(*rooms)


def looks_up(page: Page) -> None:
    """See, in English, what was bought in one's name and its tax."""
    page.goto("/me/records/")
    row = page.locator("tbody tr")
    expect(row).to_have_count(1)
    expect(row.locator(".num").nth(1)).to_have_text("44.23")
    row.locator("a").first.click()
    expect(page.locator("#tax")).to_have_text("Tax")
    assert fits(page)


def test_a_stranger_gets_from_filing_to_the_record_of_a_buyer(
    page_for: Open,
    world: World,
    rooms: tuple[Rooms, psycopg.Connection],
    numbers: dict[str, str],
    tmp_path: Path,
) -> None:
    applies(page_for("", TELEPHONE))
    dossiers = parcels(FIRST, MANY)
    desk = page_for("lina", DESK)
    expect(desk.locator("#functions + .shelf article")).to_have_count(7)
    expect(desk.locator("#areas + .shelf article")).to_have_count(6)
    files_an_article(desk)
    brings_in(desk, dossiers, tmp_path / "订单.xlsx")
    others_send(world, dossiers)
    desk.reload()
    expect(desk.locator("#tally .sign-good")).to_have_text("全部办结")
    stands(desk, dossiers[0].order.number)
    examines(page_for("guanyuan", TELEPHONE), numbers["00004"])
    register(world, rooms)
    looks_up(page_for(f"person-{FIRST}", TELEPHONE, "en"))
