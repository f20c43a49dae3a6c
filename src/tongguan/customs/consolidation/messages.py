"""清单总分单报文 How a consolidation (CEB607) and its receipt (CEB608) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.kinds import Paper
from tongguan.trade.shipments import Consolidation


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBillHead(ExportHead):
    """清单总分单表头 What the bill of lading says of itself."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号", was={OLDER: "C..30"})
    preliminary_number: str | None = wire(
        "preNo", "C18", label="预录入编号", required=False
    )
    declarant_code: str = wire(
        "agentCode", "C0..18", label="申报企业代码", was={OLDER: "C..18"}
    )
    declarant_name: str = wire(
        "agentName", "C0..100", label="申报企业名称", was={OLDER: "C..100"}
    )
    supervised_site: str | None = wire(
        "loctNo", "C..10", label="监管场所代码", required=False
    )
    transport_mode: str = wire("trafMode", "C1~", label="运输方式", was={OLDER: "C1"})
    conveyance: str = wire(
        "trafName", "C0..100~", label="运输工具名称", was={OLDER: "C..100"}
    )
    voyage: str = wire("voyageNo", "C0..32~", label="航班航次号", was={OLDER: "C..32"})
    transport_document: str = wire(
        "billNo", "C0..37", label="提运单号", was={OLDER: "C..37"}
    )
    domestic_conveyance: str | None = wire(
        "domesticTrafNo", "C..100", label="境内运输工具编号", required=False
    )
    gross_weight_kg: Decimal = wire("grossWeight", "N19,5", label="毛重（公斤）")
    carrier_code: str = wire(
        "logisticsCode", "C0..18", label="物流企业代码", was={OLDER: "C..18"}
    )
    carrier_name: str = wire(
        "logisticsName", "C0..100", label="物流企业名称", was={OLDER: "C..100"}
    )
    parts: int = wire("msgCount", "N9", label="报文总数")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBillItem:
    """清单总分单表体 One parcel under the bill."""

    number: int = wire("gnum", "N5", label="序号")
    bag: str | None = wire("totalPackageNo", "C..60", label="总包号", required=False)
    waybill_number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C..80"}
    )
    list_number: str | None = wire(
        "invtNo", "C..20", label="清单编号", required=False, was={OLDER: "C18"}
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBillEntry:
    """清单总分单 One bill of a message: its head and its parcels."""

    head: WayBillHead = wire("WayBillHead", "1", of=WayBillHead, label="总分单表头")
    lines: tuple[WayBillItem, ...] = wire(
        "WayBillList", "1..n", of=WayBillItem, label="总分单表体", was={OLDER: "1..100"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WayBillReturn:
    """清单总分单回执 One answer about one consolidation."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    declarant_code: str = wire("agentCode", "C0..18", label="申报企业代码")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    transport_document: str = wire("billNo", "C0..37", label="提运单号")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


CONSOLIDATION_MESSAGE = PaperMessage(
    number="607",
    tag="WayBill",
    entry=WayBillEntry,
    noun=Consolidation,
    label="清单总分单",
    english="Consolidation of lists",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="608",
        tag="WayBillReturn",
        entry=WayBillReturn,
        paper=Paper.CONSOLIDATION,
        label="清单总分单回执",
        english="Receipt on a consolidation",
        side=Side.EXPORT,
    ),
)
