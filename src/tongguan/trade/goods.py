"""商品备案 What every hall may know of an article that is on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """净含量单位 In what the content of one article is counted."""

    GRAM = "g"
    MILLILITRE = "ml"


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledGoods:
    """备案商品 One version of an article on file, known by seller and item number.

    `net_content` is what one counted unit holds, in grams or millilitres; it is left
    out where the article is not measured so. Days are both included.
    """

    seller_code: str
    item_number: str
    hs_code: str
    name: str
    model: str
    unit: str
    origin: str
    effective: date
    until: date
    english: str = ""
    barcode: str = ""
    net_content: Decimal | None = None
    measure: Measure | None = None
    active: bool = True
    version: int = 1

    def holds_on(self, day: date) -> bool:
        """Tell whether goods may be declared under this version on a day."""
        return self.active and self.effective <= day <= self.until


Versions = Sequence[FiledGoods]
GoodsOnFile = Mapping[tuple[str, str], Versions]


def version_on(versions: Versions, day: date) -> FiledGoods | None:
    """Return the newest version that had taken effect on a day; oldest come first."""
    begun = [one for one in versions if one.effective <= day]
    return begun[-1] if begun else None
