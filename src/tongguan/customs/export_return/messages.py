"""出口退货报文 How export returns (CEB213, 214) and tallies (CEB215, 216) travel.

Published receipts on returns are rooted CEB214 and name their sender; both are read,
and neither is written.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import NEWEST, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.export_returns import ExportReturn, ReturnTally
from tongguan.trade.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRefundHead(ExportHead):
    """出口退货申请单表头 Which list comes back, how, and why."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    supervised_site: str | None = wire(
        "loctNo", "C..10", label="监管场所代码", required=False
    )
    platform_code: str = wire("ebpCode", "C0..18", label="电商平台代码")
    platform_name: str = wire("ebpName", "C0..100", label="电商平台名称")
    seller_code: str = wire("ebcCode", "C0..18", label="电商企业代码")
    seller_name: str = wire("ebcName", "C0..100", label="电商企业名称")
    waybill_number: str = wire("logisticsNo", "C0..80", label="物流运单编号")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C0..100", label="物流企业名称")
    reference: str = wire("coElNo", "C0..30", label="企业内部编号")
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    list_number: str = wire("invtNo", "C0..20", label="清单编号")
    supervision_mode: str | None = wire(
        "tradeMode", "C4", label="贸易方式", required=False
    )
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    declarant_name: str = wire("agentName", "C0..100", label="申报企业名称")
    transport_document: str = wire("billNo", "C0..37", label="提运单号")
    direction: str = wire("ieFlag", "C0..1", label="进出口标记")
    transport_mode: str = wire("trafMode", "C0..1", label="运输方式")
    conveyance: str = wire("trafName", "C0..100", label="运输工具名称")
    border_office: str = wire("portCode", "C0..4", label="口岸海关代码")
    reason: str = wire("reason", "C0..500", label="原因")
    dispatched_from: str = wire("country", "C0..3", label="起运国（地区）")
    voyage: str = wire("voyageNo", "C0..32", label="航班航次号")
    note: str | None = wire("note", "C..500", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRefundItem:
    """出口退货申请单表体 One goods item that comes back."""

    number: int = wire("gnum", "N4", label="序号")
    hs_code: str = wire("gcode", "C0..10", label="商品编码")
    name: str = wire("gname", "C0..250", label="商品名称")
    model: str = wire("gmodel", "C0..250", label="规格型号")
    quantity: Decimal = wire("qty", "N19,5", label="数量")
    statutory_quantity: Decimal = wire("qty1", "N19,5", label="法定数量")
    unit: str = wire("unit", "C3", label="计量单位")
    statutory_unit: str = wire("unit1", "C3", label="法定计量单位")
    second_quantity: Decimal | None = wire(
        "qty2", "N19,5", label="第二数量", required=False
    )
    second_unit: str | None = wire("unit2", "C3", label="第二计量单位", required=False)
    note: str | None = wire("note", "C..500", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRefundEntry:
    """出口退货申请单 One request of a message: its head and its goods items."""

    head: ExportRefundHead = wire(
        "InvtRefundHead", "1", of=ExportRefundHead, label="退货申请单表头"
    )
    lines: tuple[ExportRefundItem, ...] = wire(
        "InvtRefundList", "1..100", of=ExportRefundItem, label="退货申请单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRefundReturn:
    """出口退货申请单回执 One answer about one request."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    platform_code: str | None = wire(
        "ebpCode", "C..18", label="电商平台代码", required=False
    )
    seller_code: str | None = wire(
        "ebcCode", "C..18", label="电商企业代码", required=False
    )
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    sender: str | None = wire(
        "appSenderId", "C..100", label="报送方编号", required=False, schema=""
    )
    reference: str = wire("coElNo", "C0..30", label="企业内部编号")
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    list_number: str = wire("invtNo", "C0..20", label="清单编号")
    status: str = wire("returnStatus", "C0..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyEntry(ExportHead):
    """退货理货明细单 One returned parcel of a message."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    operator_code: str = wire("operatorCode", "C0..18", label="监管场所经营人代码")
    operator_name: str = wire("operatorName", "C0..100", label="监管场所经营人名称")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C0..100", label="物流企业名称")
    waybill_number: str = wire("logisticsNo", "C0..80", label="物流运单编号")
    list_number: str | None = wire("invtNo", "C..20", label="清单编号", required=False)
    reference: str = wire("coElNo", "C0..20", label="企业内部编号")
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    transport_document: str = wire("billNo", "C0..37", label="提运单号")
    direction: str = wire("ieFlag", "C1", label="进出口标记")
    transport_mode: str = wire("trafMode", "C1", label="运输方式")
    conveyance: str = wire("trafName", "C0..100", label="运输工具名称")
    voyage: str = wire("voyageNo", "C0..32", label="航班航次号")
    location: str | None = wire("location", "C..250", label="卸货位置", required=False)
    note: str | None = wire("note", "C..250", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TallyReturn:
    """退货理货明细单回执 One answer about one tally."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    operator_code: str = wire("operatorCode", "C0..18", label="监管场所经营人代码")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    waybill_number: str = wire("logisticsNo", "C0..80", label="物流运单编号")
    reference: str = wire("coElNo", "C0..30", label="企业内部编号")
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    status: str = wire("returnStatus", "C0..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


EXPORT_RETURN_MESSAGE = PaperMessage(
    number="213",
    tag="InvtRefund",
    entry=ExportRefundEntry,
    noun=ExportReturn,
    label="出口退货申请单",
    english="Return of an export",
    side=Side.EXPORT,
    editions=(NEWEST,),
    receipt=ReceiptMessage(
        number="214",
        tag="RefundReturn",
        entry=ExportRefundReturn,
        paper=Paper.EXPORT_RETURN,
        label="出口退货申请单回执",
        english="Receipt on the return of an export",
        side=Side.EXPORT,
        editions=(NEWEST,),
        aliases=("CEB214",),
    ),
)


RETURN_TALLY_MESSAGE = PaperMessage(
    number="215",
    tag="InvtRefundDetail",
    entry=TallyEntry,
    noun=ReturnTally,
    label="退货理货明细单",
    english="Tally of a returned parcel",
    side=Side.EXPORT,
    editions=(NEWEST,),
    receipt=ReceiptMessage(
        number="216",
        tag="InvtRefundDetailReturn",
        entry=TallyReturn,
        paper=Paper.RETURN_TALLY,
        label="退货理货明细单回执",
        english="Receipt on a tally",
        side=Side.EXPORT,
        editions=(NEWEST,),
    ),
)
