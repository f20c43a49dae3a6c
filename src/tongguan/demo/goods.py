"""演示商品 Consumer articles: real codes, invented brands, what they weigh and cost."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from stdnum import ean

from tongguan.customs.tariff.rules import tariff_on
from tongguan.kit.rulebook import read_table

PAGE = "zone/sandbox_goods.csv"
WITHIN_A_SHOP = "290"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """商品 One article: how it is named, counted, measured and priced.

    `first` and `second` are the statutory quantities of one piece, in the units the
    tariff asks for; prices are whole yuan; `most` is how many one buyer takes.
    """

    hs_code: str
    name: str
    model: str
    unit: str
    origin: str
    low: int
    high: int
    net_kg: Decimal
    first: Decimal
    second: Decimal | None
    most: int
    units: tuple[str, ...]
    item_number: str
    ledger_item: str
    barcode: str


@cache
def catalogue(day: date) -> tuple[Article, ...]:
    """商品目录 List the articles, with the statutory units of that day."""
    rows = enumerate(read_table(PAGE), start=1)
    return tuple(_article(number, row, day) for number, row in rows)


def article(name: str, day: date) -> Article:
    """Return an article by its name."""
    return next(it for it in catalogue(day) if it.name == name)


def _article(number: int, row: dict[str, str], day: date) -> Article:
    line = tariff_on(day).find(row["hs_code"])
    assert line is not None, f"{row['hs_code']} is not in the tariff"
    return Article(
        hs_code=row["hs_code"],
        name=row["name"],
        model=row["model"],
        unit=row["unit"],
        origin=row["origin"],
        low=int(row["low"]),
        high=int(row["high"]),
        net_kg=Decimal(row["net_kg"]),
        first=Decimal(row["first"]),
        second=Decimal(row["second"]) if row["second"] else None,
        most=int(row["most"]),
        units=line.statutory_units,
        item_number=f"YX{number:04d}",
        ledger_item=f"{number:06d}",
        barcode=_barcode(number),
    )


def _barcode(number: int) -> str:
    digits = f"{WITHIN_A_SHOP}{number:09d}"
    return digits + str(ean.calc_check_digit(digits))
