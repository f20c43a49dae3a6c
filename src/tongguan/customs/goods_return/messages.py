"""退货申请单报文 How a return (CEB625) and its receipts (CEB626) travel."""

from dataclasses import dataclass
from decimal import Decimal

from tongguan.customs.cancellation.messages import ApplicationHead, ApplicationReturn
from tongguan.kit.messages import PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.import_papers import GoodsReturn
from tongguan.trade.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class InvtRefundItem:
    """退货申请单表体 How much of a line of the list comes back."""

    number: int = wire("gnum", "Nint", label="序号")
    hs_code: str = wire("gcode", "C10", label="商品编码")
    name: str = wire("gname", "C..250", label="商品名称")
    quantity: Decimal = wire("qty", "N19,5", label="数量")
    unit: str = wire("unit", "C3", label="计量单位")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvtRefundEntry:
    """退货申请单 One return of a message: its head and its goods items."""

    head: ApplicationHead = wire(
        "InvtRefundHead", "1", of=ApplicationHead, label="退货申请单表头"
    )
    lines: tuple[InvtRefundItem, ...] = wire(
        "InvtRefundList", "1..99", of=InvtRefundItem, label="退货申请单表体"
    )


GOODS_RETURN_MESSAGE = PaperMessage(
    number="625",
    tag="InvtRefund",
    entry=InvtRefundEntry,
    noun=GoodsReturn,
    label="退货申请单",
    english="Return of goods",
    must_be_signed=True,
    receipt=ReceiptMessage(
        number="626",
        tag="InvtRefundReturn",
        entry=ApplicationReturn,
        paper=Paper.GOODS_RETURN,
        label="退货申请单回执",
        english="Receipt on a return of goods",
    ),
)
