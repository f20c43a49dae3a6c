"""担保审核 Whether a guarantee still covers the tax of one more list."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tongguan.kit.checks import Clause, Difference, Place, Severity, check
from tongguan.trade.papers import Paper

BOOK = "guarantee"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """担保占用 The tax of a list and what is left of its guarantee, in yuan."""

    tax: Decimal
    left: Decimal


@check(
    "GUA-4001",
    severity=Severity.HOLD,
    clause=Clause("海关总署公告2018年第194号；担保余额须覆盖未缴税款", confirmed=False),
    remedy=(
        "追加担保或缴清已放行清单的税款；追加后清单自动继续办理，无需重发。",
        (
            "Add to the guarantee or pay the tax of released lists; the list then goes "
            "on by itself, without a resend."
        ),
    ),
)
def guarantee_covers_tax(cover: Cover) -> Iterator[Difference]:
    """担保可用余额{expected}元，不足以覆盖本单税款{given}元。

    The guarantee has {expected} left, which does not cover the tax of {given}.
    """
    if cover.tax > cover.left:
        place = Place(Paper.DECLARATION, "guarantor")
        yield Difference(place, f"{cover.tax:.2f}", f"{cover.left:.2f}")


GUARANTEE = (guarantee_covers_tax,)
