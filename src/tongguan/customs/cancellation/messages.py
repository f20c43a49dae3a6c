"""撤销申请单报文 How a cancellation (CEB623) and its receipts (CEB624) travel.

A return is asked for in the very words of a cancellation, and answered in them. The
published receipts quote a reference with a tab behind it.
"""

from dataclasses import dataclass
from datetime import datetime

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.import_papers import Cancellation
from tongguan.trade.kinds import Paper
from tongguan.trade.masks import mask_id, mask_name, mask_telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationHead(ImportHead):
    """清单申请 What is asked for about a list, who asks, and why."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    order_number: str = wire("orderNo", "C..60", label="订单编号")
    platform_code: str = wire("ebpCode", "C..18", label="电商平台代码")
    platform_name: str = wire("ebpName", "C..100", label="电商平台名称")
    seller_code: str = wire("ebcCode", "C..18", label="电商企业代码")
    seller_name: str = wire("ebcName", "C..100", label="电商企业名称")
    waybill_number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C..100", label="物流企业名称")
    reference: str | None = wire("copNo", "C..20", label="企业内部编号", required=False)
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    list_number: str = wire("invtNo", "C..18", label="清单编号")
    buyer_id_type: str = wire("buyerIdType", "C1", label="订购人证件类型")
    buyer_id_number: str = wire(
        "buyerIdNumber", "C..60", label="订购人证件号码", mask=mask_id
    )
    buyer_name: str = wire("buyerName", "C..60", label="订购人姓名", mask=mask_name)
    buyer_telephone: str = wire(
        "buyerTelephone", "C..30", label="订购人电话", mask=mask_telephone
    )
    declarant_code: str = wire("agentCode", "C..18", label="申报企业代码")
    declarant_name: str = wire("agentName", "C..100", label="申报企业名称")
    reason: str = wire("reason", "C..1000", label="原因")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationReturn:
    """清单申请回执 One answer about one application."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    customs_office: str | None = wire(
        "customsCode", "C4", label="申报海关代码", required=False
    )
    declarant_code: str | None = wire(
        "agentCode", "C1..18", label="申报企业代码", required=False
    )
    platform_code: str | None = wire(
        "ebpCode", "C1..18", label="电商平台代码", required=False
    )
    seller_code: str | None = wire(
        "ebcCode", "C1..18", label="电商企业代码", required=False
    )
    reference: str = wire("copNo", "C..20~", label="企业内部编号", schema="C..20")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    list_number: str | None = wire("invtNo", "C18", label="清单编号", required=False)
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


CANCELLATION_MESSAGE = PaperMessage(
    number="623",
    tag="InvtCancel",
    entry=ApplicationHead,
    noun=Cancellation,
    label="撤销申请单",
    english="Cancellation",
    must_be_signed=True,
    receipt=ReceiptMessage(
        number="624",
        tag="InvtCancelReturn",
        entry=ApplicationReturn,
        paper=Paper.CANCELLATION,
        label="撤销申请单回执",
        english="Receipt on a cancellation",
    ),
)
