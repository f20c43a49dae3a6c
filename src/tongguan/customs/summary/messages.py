"""汇总申请报文 How a summary (CEB701, CEB702) and its result (CEB792) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import (
    OLDER,
    ExportHead,
    Message,
    PaperMessage,
    ReceiptMessage,
    Side,
)
from tongguan.kit.wire import wire
from tongguan.trade.kinds import Paper
from tongguan.trade.reporting import DRAFT
from tongguan.trade.shipments import Summary, SummaryResult


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryApplyHead(ExportHead):
    """汇总申请单表头 Whose lists are merged, by whom, and how."""

    heading_draft: bool = wire(
        "appStatus", "C1{1,2}:2", label="业务状态", means=DRAFT, schema="C1:2"
    )
    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号", was={OLDER: "C..30"})
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    number: str | None = wire("sumNo", "C..18", label="汇总申请编号", required=False)
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
    broker_code: str = wire(
        "declAgentCode", "C0..18", label="报关单位代码", was={OLDER: "C..18"}
    )
    broker_name: str = wire(
        "declAgentName", "C0..100", label="报关单位名称", was={OLDER: "C..100"}
    )
    since: datetime | None = wire(
        "startTime", "T14", label="汇总开始时间", required=False
    )
    until: datetime | None = wire(
        "endTime", "T14", label="汇总结束时间", required=False
    )
    supervised_site: str | None = wire(
        "loctNo", "C..10", label="监管场所代码", required=False
    )
    grouping: str = wire("summaryFlag", "C1", label="收发货人汇总标志")
    name_grouping: str = wire("itemNameFlag", "C1", label="按商品名汇总标志")
    parts: int = wire("msgCount", "N9", label="报文总数")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryApplyItem:
    """汇总申请单表体 One list to be merged."""

    list_number: str = wire("invtNo", "C0..20", label="清单编号", was={OLDER: "C18"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryApplyEntry:
    """汇总申请单 One request of a message: its head and its lists."""

    head: SummaryApplyHead = wire(
        "SummaryApplyHead", "1", of=SummaryApplyHead, label="汇总申请单表头"
    )
    lines: tuple[SummaryApplyItem, ...] = wire(
        "SummaryApplyList",
        "0..n",
        of=SummaryApplyItem,
        label="汇总申请单表体",
        was={OLDER: "1..100"},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryReturn:
    """汇总申请单回执 One answer about one request."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    seller_code: str = wire("ebcCode", "C0..18", label="收发货人代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    number: str | None = wire("sumNo", "C18", label="汇总申请编号", required=False)
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryResultHead:
    """汇总结果单表头 The declaration that came of it."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    summary_number: str = wire("sumNo", "C18", label="汇总申请编号")
    at: datetime = wire("opDate", "T17", label="汇总处理时间")
    unified_number: str = wire("declSeqNo", "C18", label="汇总统一编号")
    draft_number: str | None = wire(
        "decTmpNo", "C18", label="报关单暂存编号", required=False
    )
    preliminary_number: str | None = wire(
        "decPreNo", "C18", label="报关单预录入编号", required=False
    )
    declaration_number: str | None = wire(
        "entryId", "C18", label="报关单编号", required=False
    )
    state: str = wire("decState", "C..3", label="报关单状态")
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    declarant_name: str = wire("agentName", "C0..100", label="申报企业名称")
    seller_code: str = wire("ebcCode", "C0..18", label="收发货人代码")
    seller_name: str = wire("ebcName", "C0..100", label="收发货人名称")
    broker_code: str = wire("declAgentCode", "C0..18", label="报关单位代码")
    broker_name: str = wire("declAgentName", "C0..100", label="报关单位名称")
    gross_weight_kg: Decimal = wire("grossWeight", "N19,5", label="毛重（公斤）")
    net_weight_kg: Decimal = wire("netWeight", "N19,5", label="净重（公斤）")
    parts: int = wire("msgCount", "N9", label="报文总数")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryResultItem:
    """汇总结果单表体 Where one goods item went."""

    list_number: str = wire("invtNo", "C0..20", label="清单编号", was={OLDER: "C18"})
    waybill_number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C0..80"}
    )
    sequence: int | None = wire("gseqno", "N5", label="汇总结果单序号", was={OLDER: ""})
    number: int = wire("gnum", "N5", label="清单商品项序号")
    hs_code: str = wire("gcode", "C10", label="商品编码")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryResultEntry:
    """汇总结果单 One declaration of a message, and what was merged into it."""

    head: SummaryResultHead = wire(
        "SummaryResultHead", "1", of=SummaryResultHead, label="汇总结果单表头"
    )
    lines: tuple[SummaryResultItem, ...] = wire(
        "SummaryResultList",
        "0..n",
        of=SummaryResultItem,
        label="汇总结果单表体",
        was={OLDER: "0..100"},
    )


SUMMARY_MESSAGE = PaperMessage(
    number="701",
    tag="SummaryApply",
    entry=SummaryApplyEntry,
    noun=Summary,
    label="汇总申请单",
    english="Request for a summary",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="702",
        tag="SummaryReturn",
        entry=SummaryReturn,
        paper=Paper.SUMMARY,
        label="汇总申请单回执",
        english="Receipt on a request for a summary",
        side=Side.EXPORT,
    ),
)


SUMMARY_RESULT_MESSAGE = Message(
    number="792",
    tag="SummaryResult",
    entry=SummaryResultEntry,
    noun=SummaryResult,
    label="汇总结果单",
    english="Result of a summary",
    side=Side.EXPORT,
)
