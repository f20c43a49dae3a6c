"""一单一用 A paper serves one list only."""

from collections.abc import Iterator
from dataclasses import dataclass

from tongguan.kit.checks import Clause, Difference, Place, check
from tongguan.trade.papers import Paper


@dataclass(frozen=True, slots=True)
class Use:
    """单证使用 A paper of a set, its number, and whether another list has used it."""

    paper: Paper
    number: str
    free: bool


@check(
    "MAT-3090",
    clause=Clause("海关跨境统一版系统企业对接报文规范：一票运单对应一份清单"),
    remedy=(
        "核对运单编号；本单应使用自己的运单，重新申报清单。",
        "Check the waybill number; declare the list again with its own waybill.",
    ),
)
def paper_serves_one_list(use: Use) -> Iterator[Difference]:
    """运单{given}已用于另一份清单。

    Waybill {given} has already been used for another list.
    """
    if not use.free:
        place = Place(Paper.DECLARATION, "waybill_number")
        yield Difference(place, use.number)


SINGLE_USE = (paper_serves_one_list,)
