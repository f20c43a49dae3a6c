"""运单状态报文 How a delivery status (CEB513) and its receipt (CEB514) travel."""

from dataclasses import dataclass
from datetime import datetime

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.import_papers import DeliveryStatus
from tongguan.trade.kinds import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticsStatus(ImportHead):
    """运单状态 One event in the life of one parcel."""

    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C..100", label="物流企业名称")
    waybill_number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    event: str = wire("logisticsStatus", "C1", label="运单状态")
    happened_at: datetime = wire("logisticsTime", "T14", label="状态时间")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticsStatusReturn:
    """运单状态回执 One answer about one delivery status."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    waybill_number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    event: str = wire("logisticsStatus", "C1", label="运单状态")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


DELIVERY_STATUS_MESSAGE = PaperMessage(
    number="513",
    tag="LogisticsStatus",
    entry=LogisticsStatus,
    noun=DeliveryStatus,
    label="运单状态",
    english="Delivery status",
    receipt=ReceiptMessage(
        number="514",
        tag="LogisticsStatusReturn",
        entry=LogisticsStatusReturn,
        paper=Paper.DELIVERY_STATUS,
        label="运单状态回执",
        english="Receipt on a delivery status",
    ),
)
