"""净含量 Reads how much one article holds from its model text, or says it cannot."""

import re
from dataclasses import dataclass
from decimal import Decimal

KILOGRAM = "035"
GRAM = "036"
LITRE = "095"
MILLILITRE = "096"
THOUSAND = Decimal(1000)
WEIGHED = {
    "kg": THOUSAND,
    "千克": THOUSAND,
    "公斤": THOUSAND,
    "g": Decimal(1),
    "克": Decimal(1),
}
MEASURED = {
    "l": THOUSAND,
    "升": THOUSAND,
    "ml": Decimal(1),
    "毫升": Decimal(1),
}
# No digit is given back (++): a text may hold bar codes as well.
AMOUNT = re.compile(
    r"([0-9]++(?:\.[0-9]++)?+)\s*+(千克|公斤|毫升|kg|ml|克|升|g|l)(?![a-z])",
    re.IGNORECASE,
)
MULTIPLE = re.compile(r"[*×xX][ ]*[0-9]|[0-9][ ]*[*×xX]")
STATUTORY = {
    KILOGRAM: (WEIGHED, THOUSAND),
    GRAM: (WEIGHED, Decimal(1)),
    LITRE: (MEASURED, THOUSAND),
    MILLILITRE: (MEASURED, Decimal(1)),
}


@dataclass(frozen=True, slots=True)
class Content:
    """净含量 The content of one article, in grams or millilitres."""

    amount: Decimal
    by_weight: bool


def described(model: str, unit: str) -> Decimal | None:
    """Say what a model text says one article holds, in a statutory unit."""
    if unit not in STATUTORY:
        return None
    content = content_of(model)
    return None if content is None else in_statutory_unit(content, unit)


def content_of(model: str) -> Content | None:
    """Read the content of one article; None when there is not exactly one amount.

    A text that multiplies (2×384g) is left alone: it does not say what one article is.
    """
    found = AMOUNT.findall(model)
    if len(found) != 1 or MULTIPLE.search(model):
        return None
    number, unit = found[0]
    unit = unit.lower()
    scale = WEIGHED.get(unit) or MEASURED[unit]
    return Content(Decimal(number) * scale, unit in WEIGHED)


def in_statutory_unit(content: Content, unit: str) -> Decimal | None:
    """Say a content in a statutory unit of the same kind, or None in any other."""
    units, scale = STATUTORY.get(unit, (None, THOUSAND))
    if units is (WEIGHED if content.by_weight else MEASURED):
        return content.amount / scale
    return None
