"""税率已知 Whether every rate a list needs is known; none is ever guessed."""

from collections.abc import Iterator

from tongguan.customs.duty.model import Assessment, Missing
from tongguan.kit.checks import Clause, Difference, Place, Severity, check
from tongguan.trade.papers import Paper

NAMES = {
    Missing.TARIFF_LINE: "税则号列",
    Missing.VAT_RATE: "增值税税率",
    Missing.CONSUMPTION_RATE: "消费税税率",
    Missing.NET_CONTENT: "净含量",
    Missing.CONSUMPTION_QUANTITY: "从量计征数量",
    Missing.DUTY_RATE: "关税税率",
}


@check(
    "TAX-3101",
    severity=Severity.HOLD,
    clause=Clause("关税法第二十条；未载明的税率不得推定"),
    remedy=(
        "等待海关人工确定税率；申报内容有误的，核对商品编码与法定数量后重新申报。",
        (
            "Wait for the customs to settle it; if the declaration is at fault, "
            "correct the HS code or the statutory quantity and declare anew."
        ),
    ),
)
def every_rate_is_known(assessment: Assessment) -> Iterator[Difference]:
    """计税所需的{given}未知，转人工审核，不作推定。

    What the tax needs is not known ({given}); an officer settles it, it is not guessed.
    """
    for unknown in assessment.unknowns:
        place = Place(Paper.DECLARATION, "hs_code", unknown.line)
        yield Difference(place, NAMES[unknown.what])


CERTAINTY = (every_rate_is_known,)
