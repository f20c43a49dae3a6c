"""报文标准 Every message of the standard has its page, and is found by its words."""

from collections.abc import Callable

from tests.portal.visiting import Visitor

Visit = Callable[[str], Visitor]


def test_every_message_is_listed_for_anybody(visit: Visit) -> None:
    names = visit("").get("/standard/").says("//tbody//th")

    assert len(names) == 42
    assert (names[0], names[-1]) == ("CEB213", "CEB900")


def test_a_message_is_found_by_a_field_it_has(visit: Visit) -> None:
    page = visit("").get("/standard/?q=rkdNo")

    assert page.says("//tbody//th") == ["CEB711", "CEB712"]
    assert visit("").get("/standard/?q=nowhere").says("//tbody//th") == []


def test_a_message_shows_its_fields_in_both_editions(visit: Visit) -> None:
    page = visit("").get("/standard/CEB621/")
    rows = [" ".join(row.split()) for row in page.says("//tbody/tr")]

    assert "itemNo 企业商品货号 InventoryList C..20 2018-113 C..30 否" in rows
    assert page.says("//h1") == ["CEB621 进口清单"]


def test_a_receipt_names_the_statuses_it_may_carry(visit: Visit) -> None:
    page = visit("").get("/standard/CEB624/")

    assert page.says("//p[contains(@class, 'note')]//span") == [
        *("1", "2", "3", "4", "100", "120", "300", "399"),
    ]


def test_there_is_no_page_of_a_message_that_is_none(visit: Visit) -> None:
    assert visit("").get("/standard/CEB999/").status == 404
