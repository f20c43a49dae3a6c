"""运抵单报文 How an arrival (CEB507) and its receipt (CEB508) travel."""

from dataclasses import dataclass
from datetime import datetime

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.kinds import Paper
from tongguan.trade.reporting import DRAFT
from tongguan.trade.shipments import SiteArrival


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalHead(ExportHead):
    """运抵单表头 What has come, where, and with what."""

    heading_draft: bool = wire(
        "appStatus", "C1{1,2}:1", label="业务状态", means=DRAFT, schema="C1:1"
    )
    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号", was={OLDER: "C..30"})
    preliminary_number: str | None = wire(
        "preNo", "C18", label="预录入编号", required=False
    )
    operator_code: str = wire(
        "operatorCode", "C0..18", label="监管场所经营人代码", was={OLDER: "C..18"}
    )
    operator_name: str = wire(
        "operatorName", "C0..100", label="监管场所经营人名称", was={OLDER: "C..100"}
    )
    supervised_site: str | None = wire(
        "loctNo", "C..10", label="监管场所代码", required=False
    )
    direction: str = wire("ieFlag", "C1", label="进出口标记")
    transport_mode: str = wire("trafMode", "C1~", label="运输方式", was={OLDER: "C1"})
    transport_document: str | None = wire(
        "billNo", "C..37", label="提运单号", required=False
    )
    domestic_conveyance: str = wire(
        "domesticTrafNo", "C0..100~", label="境内运输工具编号", was={OLDER: "C..100"}
    )
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
class ArrivalItem:
    """运抵单表体 One parcel that has come."""

    number: int = wire("gnum", "N5", label="序号")
    waybill_number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C..80"}
    )
    bag: str | None = wire("totalPackageNo", "C..37", label="总包号", required=False)
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalEntry:
    """运抵单 One arrival of a message: its head and its parcels."""

    head: ArrivalHead = wire("ArrivalHead", "1", of=ArrivalHead, label="运抵单表头")
    lines: tuple[ArrivalItem, ...] = wire(
        "ArrivalList", "0..n", of=ArrivalItem, label="运抵单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalReturn:
    """运抵单回执 One answer about one arrival."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    operator_code: str = wire("operatorCode", "C0..18", label="监管场所经营人代码")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    reference: str = wire("copNo", "C0..30", label="企业内部编号")
    transport_document: str = wire("billNo", "C0..37", label="提运单号")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


ARRIVAL_MESSAGE = PaperMessage(
    number="507",
    tag="Arrival",
    entry=ArrivalEntry,
    noun=SiteArrival,
    label="运抵单",
    english="Arrival at the site",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="508",
        tag="ArrivalReturn",
        entry=ArrivalReturn,
        paper=Paper.ARRIVAL,
        label="运抵单回执",
        english="Receipt on an arrival",
        side=Side.EXPORT,
    ),
)
