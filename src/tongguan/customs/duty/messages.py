"""电子税单报文 How a tax bill (CEB816) and the news of one (CEB818) travel.

Real tax bills carry the numbers of order and waybill, for which the schema has no room.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import Message
from tongguan.kit.wire import wire
from tongguan.trade.receipts import TaxBill, TaxBillStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxHead:
    """税单表头 The tax owed on a list as a whole, and who owes it."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    list_number: str = wire("invtNo", "C..18", label="清单编号")
    number: str = wire("taxNo", "C..50", label="电子税单编号")
    duty: Decimal = wire("customsTax", "N19,5", label="应征关税")
    vat: Decimal = wire("valueAddedTax", "N19,5", label="应征增值税")
    consumption_tax: Decimal = wire("consumptionTax", "N19,5", label="应征消费税")
    status: str = wire("status", "C1", label="税单状态")
    payment_document: str | None = wire(
        "entDutyNo", "C..50", label="缴款书编号", required=False
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)
    guarantor: str | None = wire(
        "assureCode", "C..64", label="担保企业代码", required=False
    )
    seller_code: str | None = wire(
        "ebcCode", "C..64", label="电商企业代码", required=False
    )
    carrier_code: str | None = wire(
        "logisticsCode", "C..64", label="物流企业代码", required=False
    )
    declarant_code: str | None = wire(
        "agentCode", "C1..18", label="申报企业代码", required=False
    )
    customs_office: str | None = wire(
        "customsCode", "C4", label="申报海关代码", required=False
    )
    order_number: str | None = wire(
        "orderNo", "C..60", label="订单编号", required=False, schema=""
    )
    waybill_number: str | None = wire(
        "logisticsNo", "C..60", label="物流运单编号", required=False, schema=""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxItem:
    """税单表体 The tax owed on one goods item."""

    number: int = wire("gnum", "Nint", label="商品项号")
    hs_code: str = wire("gcode", "C10", label="商品编码")
    dutiable_price: Decimal = wire("taxPrice", "N19,5", label="完税总价格")
    duty: Decimal = wire("customsTax", "N19,5", label="应征关税")
    vat: Decimal = wire("valueAddedTax", "N19,5", label="应征增值税")
    consumption_tax: Decimal = wire("consumptionTax", "N19,5", label="应征消费税")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxEntry:
    """税单 One tax bill of a message: its head and its goods items."""

    head: TaxHead = wire("TaxHeadRd", "1", of=TaxHead, label="税单表头")
    lines: tuple[TaxItem, ...] = wire(
        "TaxListRd", "1..99", of=TaxItem, label="税单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxHeadStatus:
    """税单状态表头 What became of a tax bill."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    list_number: str = wire("invtNo", "C..18", label="清单编号")
    number: str = wire("taxNo", "C..50", label="电子税单编号")
    status: str = wire("status", "C1", label="税单状态")
    payment_document: str | None = wire(
        "entDutyNo", "C..50", label="缴款书编号", required=False
    )
    guarantor: str | None = wire(
        "assureCode", "C..64", label="担保企业代码", required=False
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxStatusEntry:
    """税单状态 What became of one tax bill of a message."""

    head: TaxHeadStatus = wire(
        "TaxHeadStatus", "1", of=TaxHeadStatus, label="税单状态表头"
    )


TAX_BILL_MESSAGE = Message(
    number="816",
    tag="Tax",
    often="1..n",
    entry=TaxEntry,
    noun=TaxBill,
    label="电子税单",
    english="Tax bill",
)
TAX_STATUS_MESSAGE = Message(
    number="818",
    tag="Tax",
    often="1..n",
    entry=TaxStatusEntry,
    noun=TaxBillStatus,
    label="电子税单状态",
    english="Status of a tax bill",
)
