"""物流运单报文 How a waybill (CEB511) and its receipt (CEB512) travel.

The schema demands the order number while the printed standard of 2022 does not have
it; a waybill without one, or with an empty one, is accepted.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.masks import mask_address, mask_name, mask_telephone
from tongguan.trade.papers import Paper, Waybill


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticsHead(ImportHead):
    """物流运单表头 All that a waybill says."""

    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    carrier_name: str = wire("logisticsName", "C..100", label="物流企业名称")
    number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    transport_document: str | None = wire(
        "billNo", "C..37", label="提运单号", required=False
    )
    order_number: str | None = wire(
        "orderNo", "C..60", label="订单编号", required=False, demanded=True
    )
    freight: Decimal | None = wire("freight", "N19,5", label="运费", required=False)
    insurance: Decimal | None = wire(
        "insuredFee", "N19,5", label="保价费", required=False
    )
    currency: str = wire("currency", "C3=142", label="币制")
    gross_weight_kg: Decimal = wire("weight", "N19,5", label="毛重")
    packages: int = wire("packNo", "N9", label="件数")
    goods: str | None = wire("goodsInfo", "C..200", label="商品信息", required=False)
    consignee_name: str = wire(
        "consignee", "C..100", label="收货人姓名", mask=mask_name
    )
    consignee_address: str = wire(
        "consigneeAddress", "C..200", label="收货地址", mask=mask_address
    )
    consignee_telephone: str = wire(
        "consigneeTelephone", "C..50", label="收货人电话", mask=mask_telephone
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticsEntry:
    """物流运单 One waybill of a message."""

    head: LogisticsHead = wire(
        "LogisticsHead", "1", of=LogisticsHead, label="物流运单表头"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticsReturn:
    """物流运单回执 One answer about one waybill."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    carrier_code: str = wire("logisticsCode", "C..18", label="物流企业代码")
    number: str = wire("logisticsNo", "C..60", label="物流运单编号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


WAYBILL_MESSAGE = PaperMessage(
    number="511",
    tag="Logistics",
    entry=LogisticsEntry,
    noun=Waybill,
    label="物流运单",
    english="Waybill",
    receipt=ReceiptMessage(
        number="512",
        tag="LogisticsReturn",
        entry=LogisticsReturn,
        paper=Paper.WAYBILL,
        label="物流运单回执",
        english="Receipt on a waybill",
    ),
)
