"""出口运单报文 How an export waybill (CEB505) and its receipt (CEB506) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import OLDER, ExportHead, PaperMessage, ReceiptMessage, Side
from tongguan.kit.wire import wire
from tongguan.trade.exports import ExportWaybill
from tongguan.trade.kinds import Paper
from tongguan.trade.masks import mask_telephone
from tongguan.trade.reporting import DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLogisticsEntry(ExportHead):
    """出口运单 One waybill of a message."""

    heading_draft: bool = wire(
        "appStatus", "C1{1,2}:2", label="业务状态", means=DRAFT, schema="C1:2"
    )
    carrier_code: str = wire(
        "logisticsCode", "C0..18", label="物流企业代码", was={OLDER: "C..18"}
    )
    carrier_name: str = wire(
        "logisticsName", "C0..100", label="物流企业名称", was={OLDER: "C..100"}
    )
    number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C..80"}
    )
    freight: Decimal = wire("freight", "N19,5", label="运费")
    insurance: Decimal = wire("insuredFee", "N19,5", label="保价费")
    currency: str = wire("currency", "C3", label="币制")
    gross_weight_kg: Decimal = wire("grossWeight", "N19,5", label="毛重（公斤）")
    packages: int = wire("packNo", "N9", label="件数")
    goods: str = wire(
        "goodsInfo", "C0..200~", label="主要货物信息", was={OLDER: "C..200"}
    )
    seller_code: str | None = wire(
        "ebcCode", "C..18", label="收发货人代码", required=False
    )
    seller_name: str | None = wire(
        "ebcName", "C..100", label="收发货人名称", required=False
    )
    seller_telephone: str | None = wire(
        "ebcTelephone",
        "C..50",
        label="收发货人电话",
        required=False,
        mask=mask_telephone,
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportLogisticsReturn:
    """出口运单回执 One answer about one waybill."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    carrier_code: str = wire("logisticsCode", "C0..18", label="物流企业代码")
    number: str = wire(
        "logisticsNo", "C0..32", label="物流运单编号", was={OLDER: "C0..80"}
    )
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C0..1000", label="回执信息")


EXPORT_WAYBILL_MESSAGE = PaperMessage(
    number="505",
    tag="Logistics",
    entry=ExportLogisticsEntry,
    noun=ExportWaybill,
    label="出口运单",
    english="Export waybill",
    side=Side.EXPORT,
    receipt=ReceiptMessage(
        number="506",
        tag="LogisticsReturn",
        entry=ExportLogisticsReturn,
        paper=Paper.EXPORT_WAYBILL,
        label="出口运单回执",
        english="Receipt on an export waybill",
        side=Side.EXPORT,
    ),
)
