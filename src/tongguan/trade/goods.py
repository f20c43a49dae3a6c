"""商品备案 What every hall may know of an article that is on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Measure(StrEnum):
    """净含量单位 In what the content of one article is counted."""

    GRAM = "g"
    MILLILITRE = "ml"


class Listed(StrEnum):
    """清单结论 Whether a list has a code on it; unsure where a person must look."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class FilingMode(StrEnum):
    """备案业务 In what kind of trade an article is to be declared."""

    DIRECT = "retail_import"
    BONDED = "bonded"
    EXPORT = "retail_export"
    B2B = "b2b"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """试点资格 A firm's leave to trade in goods of a pilot; days are both included."""

    kind: str
    effective: date
    until: date

    def holds_on(self, day: date) -> bool:
        """Tell whether the leave covers a day."""
        return self.effective <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class FiledGoods:
    """备案商品 One version of an article on file, known by seller and item number.

    `net_content` is what one counted unit holds, in grams or millilitres; it is left
    out where the article is not measured so. Days are both included. `licence` is that
    of food or medicine, in force until `licence_until` where the licensing authority
    said so; `permit` that of controlled goods; `untested` marks a small lot free of
    compulsory certification testing. `details` are the entries only some goods have,
    `pilots` the leaves of its seller.
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
    mode: str = FilingMode.DIRECT
    licence: str = ""
    licence_until: date | None = None
    permit: str = ""
    untested: bool = False
    details: Mapping[str, str] = field(default_factory=dict)
    pilots: tuple[Pilot, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Tell whether goods may be declared under this version on a day."""
        return self.active and self.effective <= day <= self.until


Versions = Sequence[FiledGoods]
GoodsOnFile = Mapping[tuple[str, str], Versions]


def version_on(versions: Versions, day: date) -> FiledGoods | None:
    """Return the newest version that had taken effect on a day; oldest come first."""
    if versions and versions[-1].effective <= day:
        return versions[-1]
    begun = [one for one in versions if one.effective <= day]
    return begun[-1] if begun else None
