"""A sheet by hand: brought in, mended in place, tried, declared, seen released."""

import io
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request

import pytest
import xlsxwriter
from playwright.sync_api import expect

from tests import papers
from tests.gateway.bulk.test_batches import rows_of
from tests.gateway.bulk.test_imports import csv_of
from tests.portal.browsing import DESK, Open, fits
from tests.portal.seed import arrivals, set_of
from tests.portal.visiting import Page, Visitor, World
from tests.window import Window
from tongguan.journeys.intake import take_in
from tongguan.plumbing import clock
from tongguan.trade.papers import Dossier

Visit = Callable[[str], Visitor]
EDGE = "edge"


def hand_in(visitor: Visitor, data: bytes, name: str = "orders.csv") -> Page:
    """Choose a file and press the button."""
    visitor.get("/sheets/")
    parts = [
        f'--{EDGE}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"'
        f"\r\n\r\n{visitor.token}\r\n".encode(),
        f'--{EDGE}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
        "\r\nContent-Type: text/csv\r\n\r\n".encode(),
        data,
        f"\r\n--{EDGE}--\r\n".encode(),
    ]
    headers = {
        "Content-Type": f"multipart/form-data; boundary={EDGE}",
        "Referer": f"{visitor.url}/sheets/",
    }
    return visitor._ask(  # noqa: SLF001 - a form that holds a file
        Request(f"{visitor.url}/sheets/", b"".join(parts), headers)  # noqa: S310
    )


def type_in(visitor: Visitor, path: str, **values: str) -> Page:
    """Type into one field, as the page sends it by itself."""
    body = urlencode(values | {"csrfmiddlewaretoken": visitor.token}).encode()
    headers = {"Referer": visitor.url + path, "HX-Request": "true"}
    return visitor._ask(  # noqa: SLF001 - a part of a page
        Request(visitor.url + path, body, headers)  # noqa: S310 - our own server
    )


def parcels(first: int, many: int) -> list[Dossier]:
    at = clock.now().replace(microsecond=0)
    return [set_of(serial, at) for serial in range(first, first + many)]


def others_send(world: World, dossiers: list[Dossier]) -> None:
    """Let the payment firm and the carrier send theirs, and the worker work."""
    window = Window(world.dsn)
    window.worker.drain()
    theirs = [paper for one in dossiers for paper in arrivals(one)[1:3]]
    with window.connection.transaction():
        take_in(window.rooms, theirs, clock.now())
    window.worker.drain()
    window.close()


def xlsx_of(rows: list[dict[str, str]]) -> bytes:
    """Write rows as people do, below the headings of the template."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    tags = list(dict.fromkeys(tag for row in rows for tag in row))
    for at, row in enumerate([dict(zip(tags, tags, strict=True)), *rows]):
        sheet.write_row(at, 0, [row.get(tag, "") for tag in tags])
    book.close()
    return made.getvalue()


def shown(page: Page) -> dict[str, str]:
    """Read the tally of a batch."""
    told = page.says("//*[@id='tally']//dl/div")
    return dict(one.split(" ") for one in told)


def test_faults_are_told_in_place_and_what_is_typed_is_kept(visit: Visit) -> None:
    rows = rows_of(*parcels(500, 2))
    right, rows[0]["goodsValue"] = rows[0]["goodsValue"], "free"
    lina = visit("lina")
    there = hand_in(lina, csv_of(rows)).goes_to
    assert shown(lina.get(there)) == {
        "有误": "1",
        "可以申报": "1",
        "办理中": "0",
        "退单": "0",
        "已办结": "0",
    }
    page = lina.get(f"{there}?shelf=faulty")
    assert page.says("//*[@class='mend-wrong']") == [
        "不是数字，应为最多 19 位数字（其中小数最多 5 位） SCH-1125"
    ]
    (draft,) = set(page.links("//article//h3/a"))
    typed = {"field": "goodsValue", "was": "free", "text": right, "shown": "goodsValue"}
    said = type_in(lina, draft, **typed)
    assert said.headers["HX-Trigger"] == "drafted"
    assert said.says("//*[@class='mend-good']") == ["已保存"]
    late = type_in(lina, draft, **{**typed, "text": "1"})
    assert f"改为“{right}”" in late.says("//*[@class='fault']")[0]
    assert shown(lina.get(there))["可以申报"] == "2"
    assert type_in(lina, draft, field="strange", text="1").status == 400


def test_a_batch_is_its_firm_s_own(visit: Visit) -> None:
    lina = visit("lina")
    there = hand_in(lina, csv_of(rows_of(*parcels(510, 1)))).goes_to
    number = lina.get(there).links("//tbody//td/a[@class='code']")[0]
    stranger = visit("dongqian")
    paths = [there, f"{there}try/", f"{there}receipts/", f"{there}result.xlsx", number]
    assert {lina.get(path).status for path in paths[:3]} == {200}
    assert [stranger.get(path).status for path in paths] == [404] * 5
    assert stranger.post(f"{there}declare/").status == 404
    assert stranger.post(f"{number}act/", act="remove").status == 404
    assert visit("guanyuan").get(there).status == 404


def test_headings_that_are_guessed_are_shown_before_the_import(visit: Visit) -> None:
    rows = rows_of(*parcels(520, 1))
    rows = [
        {("身份证号" if k == "buyerIdNumber" else k): v for k, v in rows[0].items()}
    ]
    lina = visit("lina")
    there = hand_in(lina, csv_of(rows)).goes_to
    page = lina.get(there)
    assert page.says("//tr[.//label[.='身份证号']]/td[4]") == ["推测"]
    assert page.says("//tr[.//label[.='身份证号']]/td[2]") == ["•••"]
    assert page.says("//tr[.//label[.='身份证号']]//option[@selected]") == [
        "订购人证件号码 buyerIdNumber"
    ]
    assert re.fullmatch(r"/drafts/\d+/", lina.post(there).goes_to)


def test_one_is_copied_from_an_earlier_list_without_persons(
    visit: Visit, numbers: dict[str, str]
) -> None:
    lina = visit("lina")
    there = lina.post("/drafts/new/", copy=numbers["00001"]).goes_to
    page = lina.get(there)
    fields = page.attributes("//form[@class='mend']/input[@name='field']", "value")
    said = page.attributes("//form[@class='mend']//input[@name='text']", "value")
    values = dict(zip(fields, said, strict=True))
    assert (values["orderNo"], values["buyerIdNumber"]) == ("", "")
    assert values["ebcCode"] == papers.SELLER.code
    missing = lina.post("/drafts/new/", copy="B20260101000000000")
    assert missing.goes_to == "/sheets/"


def test_what_is_no_sheet_is_told_on_the_page(visit: Visit) -> None:
    lina = visit("lina")
    page = hand_in(lina, b"a,b\n1,2\n")
    assert page.status == 200
    assert page.says("//*[contains(@class, 'note-error')]") == [
        "前几行中没有可识别的表头 使用本类单证的模板，保留中文名称行或字段名行"
    ]


@pytest.mark.browser
def test_a_stranger_mends_tries_declares_and_sees_twenty_released(
    page_for: Open, world: World, tmp_path: Path
) -> None:
    dossiers = parcels(640, 20)  # none of these is drawn for examination
    rows = rows_of(*dossiers)
    right = [rows[0]["goodsValue"], rows[5]["item.unit"], rows[9]["buyerTelephone"]]
    rows[0]["goodsValue"], rows[5]["item.unit"] = "free", "千克"
    rows[9].pop("buyerTelephone")
    file = tmp_path / "订单.xlsx"
    file.write_bytes(xlsx_of(rows))
    page = page_for("lina", DESK)
    page.goto("/sheets/")
    page.set_input_files("#file", file)
    page.get_by_role("button", name="导入").first.click()
    page.get_by_role("link", name="改正有误的 3 票").click()
    for field, text in zip(
        page.locator(".mend input[name=text]").all(), right, strict=True
    ):
        field.fill(text)
        field.press("Tab")
    expect(page.locator(".mend-good")).to_have_count(3)
    expect(page.locator("#tally dd").nth(1)).to_have_text("20")
    assert fits(page)
    page.get_by_role("link", name="逻辑校验（试申报）").click()
    expect(page.locator("tbody tr")).to_have_count(20)
    page.get_by_role("button", name="申报无误的各票").click()
    expect(page.locator(".note-success")).to_have_text("已申报 20 票。")
    others_send(world, dossiers)
    expect(page.locator("#tally .sign-good")).to_have_text("全部办结", timeout=15_000)
    expect(page.locator("#found .sign-good")).to_have_count(20, timeout=15_000)
