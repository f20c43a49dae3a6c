"""支付原始数据报文 How the raw data of a payment travel: JSON of announcement 179.

Names are the standard's, `initalRequest` as it is spelt there.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.finance.payment_data.model import Proof
from tongguan.kit.wire import wire


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentHead:
    """支付原始数据表头 What was said between the platform and the payment firm."""

    guid: str = wire("guid", "C..36", label="系统唯一序号")
    request: str = wire("initalRequest", "C..8000", label="原始请求")
    response: str = wire("initalResponse", "C..8000", label="原始响应")
    platform_code: str = wire("ebpCode", "C..18", label="电商平台代码")
    provider_code: str = wire("payCode", "C..18", label="支付企业代码")
    transaction: str = wire("payTransactionId", "C..60", label="交易流水号")
    total: Decimal = wire("totalAmount", "N19,5", label="交易金额")
    currency: str = wire("currency", "C..4", label="币制")
    verifier: str = wire("verDept", "C1{1,2,3}", label="验核机构")
    channel: str | None = wire(
        "payType", "C1{1,2,3,4}", label="支付类型", required=False
    )
    traded_at: datetime = wire("tradingTime", "T14", label="交易成功时间")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldGoods:
    """商品信息 One article and the page it was sold on."""

    name: str = wire("gname", "C..250", label="商品名称")
    link: str = wire("itemLink", "C..3000", label="商品展示链接地址")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOrder:
    """订单信息 One order the payment was for, and who received the money."""

    number: str = wire("orderNo", "C..60", label="订单编号")
    goods: tuple[SoldGoods, ...] = wire(
        "goodsInfo", "1..n", of=SoldGoods, label="商品信息"
    )
    account: str = wire("recpAccount", "C..60", label="收款账号")
    recipient_code: str | None = wire(
        "recpCode", "C..18", label="收款企业代码", required=False
    )
    recipient_name: str = wire("recpName", "C..100", label="收款企业名称")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """支付原始数据上传 The whole upload, with its signature."""

    session: str = wire("sessionID", "C..100", label="会话编号")
    head: PaymentHead = wire(
        "payExchangeInfoHead", "1", of=PaymentHead, label="支付原始数据表头"
    )
    orders: tuple[PaidOrder, ...] = wire(
        "payExchangeInfoLists", "1..n", of=PaidOrder, label="支付原始数据表体"
    )
    at: str = wire("serviceTime", "C..20", label="系统时间")
    certificate: str = wire("certNo", "C..64", label="证书编号")
    signature: str = wire("signValue", "C..2000", label="签名值")


def to_proof(upload: Upload) -> Proof:
    """Say an upload in our words, as far as it is compared."""
    head = upload.head
    return Proof(
        platform_code=head.platform_code,
        provider_code=head.provider_code,
        transaction=head.transaction,
        total=head.total,
        currency=head.currency,
        traded_at=head.traded_at,
        orders=tuple(order.number for order in upload.orders),
        goods=tuple(it.name for order in upload.orders for it in order.goods),
    )
