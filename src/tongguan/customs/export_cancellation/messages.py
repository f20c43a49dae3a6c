"""出口撤销报文 How the cancellation of an export list (CEB605, CEB606) travels."""

from dataclasses import dataclass
from datetime import datetime

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.exports import ExportCancellation
from tongguan.trade.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCancelEntry(ExportHead):
    """出口撤销申请单 One request of a message."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号", was={OLDER: "C..30"})
    preliminary_number: str | None = wire(
        "preNo", "C18", label="预录入编号", required=False
    )
    list_number: str = wire("invtNo", "C0..20", label="清单编号", was={OLDER: "C18"})
    reason: str = wire("reason", "C0..1000~", label="原因", was={OLDER: "C..1000"})
    declarant_code: str = wire(
        "agentCode", "C0..18", label="申报企业代码", was={OLDER: "C..18"}
    )
    declarant_name: str = wire(
        "agentName", "C0..100", label="申报企业名称", was={OLDER: "C..100"}
    )
    seller_code: str = wire(
        "ebcCode", "C0..18", label="收发货人代码", was={OLDER: "C..18"}
    )
    seller_name: str = wire(
        "ebcName", "C0..100", label="收发货人名称", was={OLDER: "C..100"}
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportCancelReturn:
    """出口撤销申请单回执 One answer about one request."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    list_number: str = wire("invtNo", "C0..20", label="清单编号", was={OLDER: "C18"})
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


EXPORT_CANCELLATION_MESSAGE = PaperMessage(
    number="605",
    tag="InvtCancel",
    entry=ExportCancelEntry,
    noun=ExportCancellation,
    label="出口撤销申请单",
    english="Cancellation of an export list",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="606",
        tag="InvtCancelReturn",
        entry=ExportCancelReturn,
        paper=Paper.EXPORT_CANCELLATION,
        label="出口撤销申请单回执",
        english="Receipt on a cancellation",
        side=Side.EXPORT,
    ),
)
