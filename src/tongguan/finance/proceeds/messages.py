"""收款单报文 How a record of proceeds (CEB403) and its receipt (CEB404) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.exports import Proceeds
from tongguan.trade.kinds import Paper
from tongguan.trade.reporting import DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsEntry(ExportHead):
    """收款单 One record of proceeds of a message."""

    heading_draft: bool = wire(
        "appStatus",
        "C1{1,2}:1",
        label="业务状态",
        means=DRAFT,
        schema="C1:1",
        was={OLDER: "C1{1,2}:2"},
    )
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
    order_number: str = wire(
        "orderNo", "C0..60", label="订单编号", was={OLDER: "C..60"}
    )
    provider_code: str | None = wire(
        "payCode", "C..18", label="支付企业代码", required=False
    )
    provider_name: str = wire(
        "payName", "C0..100", label="支付企业名称", was={OLDER: "C..100"}
    )
    transaction: str | None = wire(
        "payNo", "C..60", label="支付交易编号", required=False
    )
    amount: Decimal = wire("charge", "N19,5", label="收款金额")
    currency: str = wire("currency", "C3", label="币制")
    received_at: datetime = wire("accountingDate", "T14", label="到账时间")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsReturn:
    """收款单回执 One answer about one record of proceeds."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    seller_code: str = wire("ebcCode", "C0..18", label="电商企业代码")
    order_number: str = wire("orderNo", "C0..60", label="订单编号")
    transaction: str | None = wire(
        "payNo", "C..60", label="支付交易编号", required=False
    )
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


PROCEEDS_MESSAGE = PaperMessage(
    number="403",
    tag="Receipts",
    entry=ReceiptsEntry,
    noun=Proceeds,
    label="收款单",
    english="Proceeds of an export",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="404",
        tag="ReceiptsReturn",
        entry=ReceiptsReturn,
        paper=Paper.PROCEEDS,
        label="收款单回执",
        english="Receipt on proceeds",
        side=Side.EXPORT,
    ),
)
