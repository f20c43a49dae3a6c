"""入库明细单报文 How a warehousing detail (CEB711) and its receipts (CEB712) travel.

A message carries one detail, of any number of parcels.
"""

from dataclasses import dataclass
from datetime import datetime

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.import_papers import Warehousing
from tongguan.trade.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryHead(ImportHead):
    """入库明细单表头 On what the parcels came, and who took them in."""

    customs_office: str = wire("customsCode", "C4", label="申报海关代码")
    reference: str | None = wire("copNo", "C..20", label="企业内部编号", required=False)
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    number: str | None = wire("rkdNo", "C..18", label="入库单编号", required=False)
    operator_code: str = wire("operatorCode", "C..18", label="监管场所经营人代码")
    operator_name: str = wire("operatorName", "C..100", label="监管场所经营人名称")
    direction: str = wire("ieFlag", "C1", label="进出口标记")
    transport_mode: str = wire("trafMode", "C1", label="运输方式")
    conveyance: str = wire("trafNo", "C..100", label="运输工具编号")
    voyage: str = wire("voyageNo", "C..32", label="航班航次号")
    transport_document: str = wire("billNo", "C..37", label="提运单号")
    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C..100", label="物流企业名称")
    location: str | None = wire(
        "unloadLocation", "C..100", label="卸货位置", required=False
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryItem:
    """入库明细单表体 One parcel that reached the site."""

    number: int = wire("gnum", "Nint", label="序号")
    waybill_number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryEntry:
    """入库明细单 The detail of a message: its head and its parcels."""

    head: DeliveryHead = wire(
        "DeliveryHead", "1", of=DeliveryHead, label="入库明细单表头"
    )
    lines: tuple[DeliveryItem, ...] = wire(
        "DeliveryList", "1..n", of=DeliveryItem, label="入库明细单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReturn:
    """入库明细单回执 One answer about one warehousing detail."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    customs_office: str | None = wire(
        "customsCode", "C4", label="申报海关代码", required=False
    )
    operator_code: str | None = wire(
        "operatorCode", "C1..18", label="监管场所经营人代码", required=False
    )
    reference: str | None = wire("copNo", "C..20", label="企业内部编号", required=False)
    preliminary_number: str | None = wire(
        "preNo", "C..18", label="预录入编号", required=False
    )
    number: str | None = wire("rkdNo", "C..18", label="入库单编号", required=False)
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


WAREHOUSING_MESSAGE = PaperMessage(
    number="711",
    tag="Delivery",
    often="1..1",
    entry=DeliveryEntry,
    noun=Warehousing,
    label="入库明细单",
    english="Warehousing detail",
    must_be_signed=True,
    receipt=ReceiptMessage(
        number="712",
        tag="DeliveryReturn",
        entry=DeliveryReturn,
        paper=Paper.WAREHOUSING,
        label="入库明细单回执",
        english="Receipt on a warehousing detail",
    ),
)
