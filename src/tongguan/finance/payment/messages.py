"""支付凭证报文 How a payment (CEB411) and its receipt (CEB412) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.messages import ImportHead, PaperMessage, ReceiptMessage
from tongguan.kit.wire import wire
from tongguan.trade.masks import mask_id, mask_name, mask_telephone
from tongguan.trade.papers import Paper, Payment


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentHead(ImportHead):
    """支付凭证表头 All that a payment says."""

    provider_code: str = wire("payCode", "C..18", label="支付企业代码")
    provider_name: str = wire("payName", "C..100", label="支付企业名称")
    transaction: str = wire("payTransactionId", "C..60", label="支付流水号")
    order_number: str = wire("orderNo", "C..60", label="订单编号")
    platform_code: str = wire("ebpCode", "C..18", label="电商平台代码")
    platform_name: str = wire("ebpName", "C..100", label="电商平台名称")
    payer_id_type: str = wire("payerIdType", "C1", label="支付人证件类型")
    payer_id_number: str = wire(
        "payerIdNumber", "C..60", label="支付人证件号码", mask=mask_id
    )
    payer_name: str = wire("payerName", "C..60", label="支付人姓名", mask=mask_name)
    payer_telephone: str | None = wire(
        "telephone", "C..60", label="支付人电话", required=False, mask=mask_telephone
    )
    amount: Decimal = wire("amountPaid", "N19,5", label="支付金额")
    currency: str = wire("currency", "C3=142", label="币制")
    paid_at: datetime = wire("payTime", "T14", label="支付时间")
    note: str | None = wire("note", "C..1000", label="备注", required=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEntry:
    """支付凭证 One payment of a message."""

    head: PaymentHead = wire("PaymentHead", "1", of=PaymentHead, label="支付凭证表头")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentReturn:
    """支付凭证回执 One answer about one payment."""

    guid: str = wire("guid", "C36", label="系统唯一序号")
    provider_code: str = wire("payCode", "C..18", label="支付企业代码")
    transaction: str = wire("payTransactionId", "C..60", label="支付流水号")
    status: str = wire("returnStatus", "C..10", label="回执状态")
    at: datetime = wire("returnTime", "T17", label="回执时间")
    text: str = wire("returnInfo", "C..1000", label="回执信息")


PAYMENT_MESSAGE = PaperMessage(
    number="411",
    tag="Payment",
    entry=PaymentEntry,
    noun=Payment,
    label="支付凭证",
    english="Payment",
    receipt=ReceiptMessage(
        number="412",
        tag="PaymentReturn",
        entry=PaymentReturn,
        paper=Paper.PAYMENT,
        label="支付凭证回执",
        english="Receipt on a payment",
    ),
)
