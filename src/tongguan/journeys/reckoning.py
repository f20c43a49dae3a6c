"""重算 The workings of a decision, reckoned again when somebody looks.

A decision keeps its amounts and what the buyer had used. Its steps follow from those,
from the list as it was decided and from the law of its day; should they come to other
amounts than the ones kept, because a page of the rulebook was changed since, whoever
looks is told so.
"""

from decimal import Decimal
from typing import Any

from tongguan.customs.declaration.model import Assessed
from tongguan.customs.duty.model import Assessment
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.customs.duty.workings import explain
from tongguan.kit.trace import plain
from tongguan.trade.papers import Declaration

CHINESE = (
    "决定之后规则已变更，按现行规则重算与所作决定不符。"
    "计算过程仅供参考，以决定的金额为准。"
)
ENGLISH = (
    "The rules were changed after this was decided: reckoned again, it comes to other "
    "amounts. These workings are for reference; the amounts decided stand."
)


def amounts(assessment: Assessment, used: Decimal) -> Assessed:
    """核定 Return what an assessment comes to, as a decision keeps it."""
    return Assessed(
        treatment=assessment.treatment.value,
        dutiable_price=assessment.dutiable_price,
        payable=assessment.payable,
        charge=assessment.counted_against_allowance,
        used=used,
    )


def told(kept: Assessed) -> dict[str, Any]:
    """Say amounts as data, as text."""
    payable = kept.payable
    return {
        "treatment": kept.treatment,
        "dutiable_price": f"{kept.dutiable_price:.2f}",
        "payable": None if payable is None else f"{payable:.2f}",
        "charge": f"{kept.charge:.2f}",
        "used": f"{kept.used:.2f}",
    }


def reckoned(listed: Declaration, kept: Assessed) -> dict[str, Any]:
    """重算 Say the amounts that were decided with their workings.

    `differs` is there where reckoning again comes to other amounts, with those.
    """
    purchase = from_declaration(listed, kept.used)
    assessment = assess(purchase)
    trace = plain(explain(purchase, assessment))
    said = told(kept) | {"trace": trace}
    again = amounts(assessment, kept.used)
    if again == kept:
        return said
    return said | {"differs": {"zh": CHINESE, "en": ENGLISH, "again": told(again)}}
