"""离境单报文 How a departure (CEB509) and its receipt (CEB510) travel."""

from dataclasses import dataclass
from datetime import datetime

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.kinds import Paper
from tongguan.trade.shipments import Departure


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureHead(ExportHead):
    """离境单表头 What left, when, and with what."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号", was={OLDER: "C..30"})
    preliminary_number: str | None = wire(
        "preNo", "C18", label="预录入编号", required=False
    )
    carrier_code: str = wire(
        "logisticsCode", "C0..18", label="物流企业代码", was={OLDER: "C..18"}
    )
    carrier_name: str = wire(
        "logisticsName", "C0..100", label="物流企业名称", was={OLDER: "C..100"}
    )
    transport_mode: str = wire("trafMode", "C1~", label="运输方式", was={OLDER: "C1"})
    conveyance: str | None = wire(
        "trafName", "C..100", label="运输工具名称", required=False
    )
    voyage: str | None = wire("voyageNo", "C..32", label="航班航次号", required=False)
    transport_document: str | None = wire(
        "billNo", "C..37", label="提运单号", required=False
    )
    left_at: datetime = wire("leaveTime", "T14", label="离境时间")
    parts: int = wire("msgCount", "N9", label="报文总数")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureItem:
    """离境单表体 One parcel that left."""

    number: int = wire("gnum", "N5", label="序号")
    bag: str | None = wire("totalPackageNo", "C..37", label="总包号", required=False)
    waybill_number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C..80"}
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureEntry:
    """离境单 One departure of a message: its head and its parcels."""

    head: DepartureHead = wire(
        "DepartureHead", "1", of=DepartureHead, label="离境单表头"
    )
    lines: tuple[DepartureItem, ...] = wire(
        "DepartureList",
        "1..n",
        of=DepartureItem,
        label="离境单表体",
        was={OLDER: "1..100"},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartureReturn:
    """离境单回执 One answer about one departure."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    reference: str = wire("copNo", "C0..30", label="企业内部编号")
    preliminary_number: str = wire("preNo", "C18", label="预录入编号")
    part: int = wire("msgSeqNo", "N9", label="报文序号")
    status: str = wire("returnStatus", "C..10", label="回执状态", was={OLDER: "C0..10"})
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


DEPARTURE_MESSAGE = PaperMessage(
    number="509",
    tag="Departure",
    entry=DepartureEntry,
    noun=Departure,
    label="离境单",
    english="Departure",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="510",
        tag="DepartureReturn",
        entry=DepartureReturn,
        paper=Paper.DEPARTURE,
        label="离境单回执",
        english="Receipt on a departure",
        side=Side.EXPORT,
    ),
)
