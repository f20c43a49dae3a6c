"""电子订单报文 How an order (CEB311) and its receipt (CEB312) travel.

Every field bears the path of the noun's field, so the translation follows from names.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.fold import fold, unfold
from tongguan.kit.forms import fit
from tongguan.kit.wire import wire
from tongguan.trade.masks import mask_address, mask_id, mask_name, mask_telephone
from tongguan.trade.papers import Action, Order, OrderLine, Paper
from tongguan.trade.receipts import Receipt
from tongguan.trade.reporting import ACTIONS, DRAFT

MOST_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderHead:
    """订单表头 What the order says of itself, its parties and its amounts."""

    heading_guid: str = wire("guid", "C36", label="系统唯一序号")
    heading_action: Action = wire(
        "appType", "C1{1,2,3}", label="报送类型", means=ACTIONS
    )
    heading_reported_at: datetime = wire("appTime", "T14", label="报送时间")
    heading_draft: bool = wire("appStatus", "C1{1,2}", label="业务状态", means=DRAFT)
    kind: str = wire("orderType", "C1{I}", label="订单类型", default="I")
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


def to_order(entry: OrderEntry) -> Order:
    """Say in our words what the message says in its own."""
    lines = tuple(fold(OrderLine, line) for line in entry.lines)
    return fold(Order, entry.head, lines=lines)


def from_order(order: Order) -> OrderEntry:
    """Say an order in the words of the message."""
    return OrderEntry(
        head=unfold(OrderHead, order),
        lines=tuple(unfold(OrderItem, line) for line in order.lines),
    )


def to_receipt(answer: OrderReturn) -> Receipt:
    """Read a receipt about an order."""
    return Receipt(
        guid=answer.guid,
        paper=Paper.ORDER,
        status=answer.status,
        text=answer.text,
        at=answer.at,
        keys={
            "platform_code": answer.platform_code,
            "seller_code": answer.seller_code,
            "number": answer.number,
        },
    )


def from_receipt(receipt: Receipt) -> OrderReturn:
    """Say a receipt about an order in the words of the message."""
    keys = receipt.keys
    return OrderReturn(
        guid=receipt.guid,
        platform_code=fit(keys.get("platform_code", ""), 18),
        seller_code=fit(keys.get("seller_code", ""), 18),
        number=fit(keys.get("number", ""), 60),
        status=receipt.status,
        at=receipt.at,
        text=fit(receipt.text, MOST_TEXT),
    )
