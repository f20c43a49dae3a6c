"""A sheet by hand: handed in on a page, read fault by fault, and sent."""

from collections.abc import Callable
from dataclasses import replace
from urllib.request import Request

from tests.gateway.bulk.test_imports import csv_of, order_rows
from tests.papers import AGREEING
from tests.portal.visiting import Page, Visitor

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


def test_a_sheet_is_read_fault_by_fault_and_its_good_rows_are_sent(
    visit: Visit,
) -> None:
    rows = order_rows(
        replace(AGREEING.order, number="SHEET1"),
        replace(AGREEING.order, number="SHEET2"),
    )
    rows[1]["goodsValue"] = "free"
    lina = visit("lina")
    there = hand_in(lina, csv_of(rows)).goes_to

    page = lina.get(there)
    assert page.says("//dl[@class='figures']/div") == [
        "单证数 2",
        "可以报送 1",
        "已经报送 0",
        "有误 1",
    ]
    assert page.says("//section//tbody/tr/td[position()<4]") == [
        "3",
        "商品价格 goodsValue",
        "free",
    ]
    with lina.opener.open(f"{lina.url}{there}result.xlsx") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.read(2) == b"PK"
    assert lina.post(there).goes_to == there
    assert lina.get(there).says("//h2[@id='receipts']") == ["回执"]
    assert visit("dongqian").get(there).status == 404


def test_what_is_no_sheet_is_told_on_the_page(visit: Visit) -> None:
    lina = visit("lina")
    assert hand_in(lina, b"a,b\n1,2\n").goes_to == ""
    assert lina.get("/sheets/").status == 200
