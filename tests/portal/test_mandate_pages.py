"""Mandates on a page: given, given back, refused when they make no sense."""

import re
from collections.abc import Callable

import pytest

from tests import papers
from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]


def test_a_firm_gives_a_mandate_and_its_agent_gives_it_back(visit: Visit) -> None:
    principal, agent = visit("lina"), visit("dongqian")
    principal.get("/mandates/")
    days = {"effective": "2026-01-01", "until": "2099-12-31"}
    words = {"agent": "3302969DS9", "acts": "lodge", "papers": "order"}
    assert principal.post("/mandates/", **words, **days).goes_to == "/mandates/"

    held = agent.get("/mandates/")
    ours = "//section[@aria-labelledby='held']//td"
    cells = held.says(ours)
    assert cells[:2] == ["有效", papers.SELLER.code]
    assert cells[2:5] == ["新增申报", "订单", "2026-01-01 – 2099-12-31"]
    number = re.search(r'name="end" value="(\d+)"', held.body)
    assert number
    assert agent.post("/mandates/", end=number[1]).goes_to == "/mandates/"
    assert agent.get("/mandates/").says(ours)[0] == "已终止"
    assert principal.get("/mandates/").says("//tbody//button") == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"agent": "9999999999"}, "没有备案：9999999999"),
        ({"until": "2025-01-01"}, "止期2025-01-01早于起期2026-01-01"),
        ({"agent": papers.SELLER.code}, "委托人与受托人应为两家企业"),
        ({"until": "soon"}, "未登记：请核对各栏目。"),
    ],
)
def test_a_mandate_that_makes_no_sense_is_refused(
    visit: Visit, said: dict[str, str], told: str
) -> None:
    principal = visit("lina")
    principal.get("/mandates/")
    days = {"effective": "2026-01-01", "until": "2099-12-31"}
    words = {"agent": "3302969DS9", "acts": "lodge"}
    page = principal.post("/mandates/", **(words | days | said))

    assert page.says("//div[@role='status']") == [told]
