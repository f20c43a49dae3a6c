"""演练商品 The articles of the sandbox: those of invented sellers, and the samples'."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from stdnum import ean

from tongguan.customs.risk.content import content_of
from tongguan.kit.rulebook import read_table
from tongguan.trade.goods import FiledGoods, Measure

SEEDS = "zone/sandbox_goods.csv"
SANDBOX = "zone/sandbox.yaml"
INVENTED = "99"
WITHIN_A_SHOP = "290"
FOREVER = date(2099, 12, 31)


def invented_sellers(page: dict[str, Any]) -> list[str]:
    """Name the sellers of the sandbox that nobody is."""
    sellers = [it["code"] for it in page["firms"] if "seller" in it["roles"]]
    return [code for code in sellers if INVENTED in {code[:2], code[2:4]}]


def seeds(page: dict[str, Any], filed_on: date) -> Iterator[FiledGoods]:
    """Make the articles of every invented seller, and those of the sample messages."""
    invented = invented_sellers(page)
    for number, row in enumerate(read_table(SEEDS), start=1):
        numbers = {"item_number": f"YX{number:04d}", "barcode": barcode(number)}
        article = seed("", {**row, **numbers}, filed_on)
        yield from (replace(article, seller_code=seller) for seller in invented)
    for row in page["goods"]:
        yield seed(row["seller"], row, filed_on)


def seed(seller: str, row: dict[str, str], filed_on: date) -> FiledGoods:
    """Make one article; its content is what its model says of one piece."""
    content = content_of(row["model"])
    measure, amount = None, None
    if content is not None:
        measure = Measure.GRAM if content.by_weight else Measure.MILLILITRE
        amount = Decimal(content.amount)
    return FiledGoods(
        seller_code=seller,
        item_number=row["item_number"],
        hs_code=row["hs_code"],
        name=row["name"],
        english=row.get("english", ""),
        model=row["model"],
        barcode=row.get("barcode", ""),
        unit=row["unit"],
        origin=row["origin"],
        net_content=amount,
        measure=measure,
        effective=filed_on,
        until=FOREVER,
    )


def barcode(number: int) -> str:
    """Return the barcode of an invented article: of a range used within a shop."""
    digits = f"{WITHIN_A_SHOP}{number:09d}"
    return digits + str(ean.calc_check_digit(digits))
