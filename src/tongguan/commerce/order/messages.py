"""电子订单报文 How an order (CEB311) and its receipt (CEB312) travel.

Every field bears the path of the noun's field, so the translation follows from names.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.masks import mask_address, mask_id, mask_name, mask_telephone
from tongguan.trade.papers import Order, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHead(ImportHead):
    """订单表头 What the order says of itself, its parties and its amounts."""

    kind: str = wire("orderType", "C1{I}", label="订单类型", default="I", schema="C1")
    number: str = wire("orderNo", "C..60", label="订单编号")
    platform_code: str = wire("ebpCode", "C..18", label="电商平台代码")
    platform_name: str = wire("ebpName", "C..100", label="电商平台名称")
    seller_code: str = wire("ebcCode", "C..18", label="电商企业代码")
    seller_name: str = wire("ebcName", "C..100", label="电商企业名称")
    goods_value: Decimal = wire("goodsValue", "N19,5", label="商品价格")
    freight: Decimal = wire("freight", "N19,5", label="运杂费")
    discount: Decimal = wire("discount", "N19,5", label="非现金抵扣金额")
    tax_withheld: Decimal = wire("taxTotal", "N19,5", label="代扣税款")
    paid: Decimal = wire("acturalPaid", "N19,5", label="实际支付金额")  # spelt so
    currency: str = wire("currency", "C3=142", label="币制")
    account: str = wire("buyerRegNo", "C..60", label="订购人注册号", mask=mask_id)
    buyer_name: str = wire("buyerName", "C..60", label="订购人姓名", mask=mask_name)
    buyer_telephone: str = wire(
        "buyerTelephone", "C..30", label="订购人电话", mask=mask_telephone
    )
    buyer_id_type: str = wire("buyerIdType", "C1", label="订购人证件类型")
    buyer_id_number: str = wire(
        "buyerIdNumber", "C..60", label="订购人证件号码", mask=mask_id
    )
    provider_code: str | None = wire(
        "payCode", "C..18", label="支付企业代码", required=False
    )
    provider_name: str | None = wire(
        "payName", "C..100", label="支付企业名称", required=False
    )
    transaction: str | None = wire(
        "payTransactionId", "C..60", label="支付流水号", required=False
    )
    batch_numbers: str | None = wire(
        "batchNumbers", "C..100", label="商品批次号", required=False
    )
    consignee_name: str = wire(
        "consignee", "C..100", label="收货人姓名", mask=mask_name
    )
    consignee_telephone: str = wire(
        "consigneeTelephone", "C..50", label="收货人电话", mask=mask_telephone
    )
    consignee_address: str = wire(
        "consigneeAddress", "C..200", label="收货地址", mask=mask_address
    )
    consignee_district: str | None = wire(
        "consigneeDistrict", "C6", label="收货人行政区划代码", required=False
    )
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderItem:
    """订单表体 One article of the order."""

    number: int = wire("gnum", "Nint", label="序号")
    item_number: str | None = wire(
        "itemNo", "C..30", label="企业商品货号", required=False
    )
    name: str = wire("itemName", "C..250", label="企业商品名称")
    model: str = wire("gmodel", "C..510", label="规格型号")
    description: str | None = wire(
        "itemDescribe", "C..1000", label="商品描述", required=False
    )
    barcode: str | None = wire("barCode", "C..50", label="条形码", required=False)
    unit: str = wire("unit", "C3", label="计量单位")
    quantity: Decimal = wire("qty", "N19,5", label="数量")
    price: Decimal = wire("price", "N19,5", label="单价")
    total: Decimal = wire("totalPrice", "N19,5", label="总价")
    currency: str = wire("currency", "C3=142", label="币制")
    origin: str = wire("country", "C3", label="原产国")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderEntry:
    """订单 One order of a message: its head and its articles."""

    head: OrderHead = wire("OrderHead", "1", of=OrderHead, label="订单表头")
    lines: tuple[OrderItem, ...] = wire(
        "OrderList", "1..99", of=OrderItem, label="订单表体"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderReturn:
    """订单回执 One answer about one order."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    platform_code: str = wire("ebpCode", "C..18", label="电商平台代码")
    seller_code: str = wire("ebcCode", "C..18", label="电商企业代码")
    number: str = wire("orderNo", "C..60", label="订单编号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


ORDER_MESSAGE = PaperMessage(
    number="311",
    tag="Order",
    entry=OrderEntry,
    noun=Order,
    label="电子订单",
    english="Order",
    receipt=ReceiptMessage(
        number="312",
        tag="OrderReturn",
        entry=OrderReturn,
        paper=Paper.ORDER,
        label="电子订单回执",
        english="Receipt on an order",
    ),
)
