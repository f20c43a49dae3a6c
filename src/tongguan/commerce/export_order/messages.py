"""出口订单报文 How an export order (CEB303) and its receipt (CEB304) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.exports import ExportOrder
from tongguan.trade.kinds import Paper
from tongguan.trade.reporting import DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrderHead(ExportHead):
    """出口订单表头 What the order says of itself, its parties and its amounts."""

    heading_draft: bool = wire(
        "appStatus",
        "C1{1,2}:1",
        label="业务状态",
        means=DRAFT,
        schema="C1:1",
        was={OLDER: "C1{1,2}:2"},
    )
    kind: str = wire("orderType", "C1{E,B,W}", label="订单类型", schema="C1")
    number: str = wire("orderNo", "C0..60", label="订单编号", was={OLDER: "C..60"})
    platform_code: str = wire(
        "ebpCode", "C0..18", label="电商平台代码", was={OLDER: "C..50"}
    )
    platform_name: str = wire(
        "ebpName", "C0..100", label="电商平台名称", was={OLDER: "C..100"}
    )
    seller_code: str = wire(
        "ebcCode", "C0..18", label="电商企业代码", was={OLDER: "C..18"}
    )
    seller_name: str = wire(
        "ebcName", "C0..100", label="电商企业名称", was={OLDER: "C..100"}
    )
    goods_value: Decimal = wire("goodsValue", "N19,5", label="商品金额")
    freight: Decimal = wire("freight", "N19,5:0", label="运杂费")
    currency: str = wire("currency", "C3", label="币制")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrderItem:
    """出口订单表体 One article of the order."""

    number: int = wire("gnum", "N5", label="序号")
    item_number: str = wire(
        "itemNo", "C0..30", label="企业商品货号", was={OLDER: "C..30"}
    )
    name: str = wire("itemName", "C0..250", label="企业商品名称", was={OLDER: "C..250"})
    description: str | None = wire(
        "itemDescribe", "C..1000", label="企业商品描述", required=False
    )
    barcode: str | None = wire("barCode", "C..50", label="条形码", required=False)
    unit: str = wire("unit", "C3", label="计量单位")
    currency: str = wire("currency", "C3", label="币制")
    quantity: Decimal = wire("qty", "N19,5", label="数量")
    price: Decimal = wire("price", "N19,5", label="单价")
    total: Decimal = wire("totalPrice", "N19,5", label="总价")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrderEntry:
    """出口订单 One order of a message: its head and its articles."""

    head: ExportOrderHead = wire("OrderHead", "1", of=ExportOrderHead, label="订单表头")
    lines: tuple[ExportOrderItem, ...] = wire(
        "OrderList", "1..100", of=ExportOrderItem, label="订单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportOrderReturn:
    """出口订单回执 One answer about one export order."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    platform_code: str = wire(
        "ebpCode", "C0..18", label="电商平台代码", was={OLDER: "C..50"}
    )
    seller_code: str = wire("ebcCode", "C0..18", label="电商企业代码")
    number: str = wire("orderNo", "C0..60", label="订单编号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


EXPORT_ORDER_MESSAGE = PaperMessage(
    number="303",
    tag="Order",
    entry=ExportOrderEntry,
    noun=ExportOrder,
    label="出口订单",
    english="Export order",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="304",
        tag="OrderReturn",
        entry=ExportOrderReturn,
        paper=Paper.EXPORT_ORDER,
        label="出口订单回执",
        english="Receipt on an export order",
        side=Side.EXPORT,
    ),
)
