"""Payment data on the pages: an officer asks, the platform sees it and says where."""

from collections.abc import Callable

import psycopg

from tests.papers import SELLER
from tests.portal.visiting import Visitor, World

Visit = Callable[[str], Visitor]
RELEASED = "00001"


def test_an_officer_asks_and_both_sides_see_it(
    visit: Visit, numbers: dict[str, str]
) -> None:
    officer = visit("guanyuan")
    case = f"/declarations/{numbers[RELEASED]}/"
    assert officer.get(case).links(
        "//form[contains(@action, 'payment-data')]/@action/.."
    ) == [None]
    assert officer.post(f"{case}payment-data/").goes_to == "/payment-data/"
    told = officer.get("/payment-data/").says("//tbody/tr/td[position()<4]")
    assert told[0] == "待发问"
    assert told[2] == "关员核查"
    assert visit("dongqian").get("/payment-data/").says("//tbody/tr") == []
    assert visit("lina").post(f"{case}payment-data/").status == 404


def test_a_platform_says_where_it_is_asked_and_nobody_else(
    visit: Visit, world: World
) -> None:
    lina = visit("lina")
    lina.get("/payment-data/")
    lina.post("/payment-data/", url="https://platform.example/platDataOpen")
    assert lina.get("/payment-data/").says("//div[@role='status']") == [
        f"企业“{SELLER.code}”没有类别为“电商平台”的有效备案，不能使用支付数据核查接口。"
    ]
    with psycopg.connect(world.dsn) as connection:
        connection.execute(
            "UPDATE enterprise SET roles = array_append(roles, 'platform')"
            " WHERE code = %s",
            [SELLER.code],
        )
    lina.post("/payment-data/", url="http://10.0.0.1/platDataOpen")
    assert lina.get("/payment-data/").links("//input[@id='url']/..") == [None]
    lina.post("/payment-data/", url="https://platform.example/platDataOpen")
    page = lina.get("/payment-data/")
    assert 'value="https://platform.example/platDataOpen"' in page.body
