"""The states and moves of a tax bill on its way to payment, and of a payment notice."""

from enum import StrEnum

from tongguan.kit.lifecycle import Lifecycle, Move


class BillState(StrEnum):
    """税单状态 How far the tax of one list has come."""

    GENERATED = "generated"
    MERGED = "merged"
    VOIDED = "voided"
    PAID = "paid"


class NoticeState(StrEnum):
    """缴款书状态 Whether a payment notice is paid."""

    ISSUED = "issued"
    PAID = "paid"


class Actor(StrEnum):
    """Who moves a tax bill or a notice."""

    SYSTEM = "system"
    AGENT = "agent"  # 代收代缴义务人, who pays for the buyer


B, N, A = BillState, NoticeState, Actor
PUBLISHED = {B.GENERATED: "1", B.MERGED: "2", B.VOIDED: "3"}
# fmt: off
TAX_BILL = Lifecycle(B.GENERATED, [
    #    move    from         to        by
    Move("merge", B.GENERATED, B.MERGED, A.SYSTEM),
    Move("void",  B.GENERATED, B.VOIDED, A.SYSTEM),
    Move("void",  B.MERGED,    B.VOIDED, A.SYSTEM),
    Move("pay",   B.MERGED,    B.PAID,   A.AGENT),
])
NOTICE = Lifecycle(N.ISSUED, [
    #    move   from      to      by
    Move("pay", N.ISSUED, N.PAID, A.AGENT),
])
# fmt: on
