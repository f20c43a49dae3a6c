"""支付凭证报文 How a payment (CEB411) and its receipt (CEB412) travel."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from tongguan.kit.fold import fold, unfold
from tongguan.kit.forms import fit
from tongguan.kit.wire import wire
from tongguan.trade.masks import mask_id, mask_name, mask_telephone
from tongguan.trade.papers import Action, Paper, Payment
from tongguan.trade.receipts import Receipt
from tongguan.trade.reporting import ACTIONS, DRAFT

MOST_TEXT = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentHead:
    """支付凭证表头 All that a payment says."""

    heading_guid: str = wire("guid", "C36", label="系统唯一序号")
    heading_action: Action = wire(
        "appType", "C1{1,2,3}", label="报送类型", means=ACTIONS
    )
    heading_reported_at: datetime = wire("appTime", "T14", label="报送时间")
    heading_draft: bool = wire("appStatus", "C1{1,2}", label="业务状态", means=DRAFT)
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


def to_payment(entry: PaymentEntry) -> Payment:
    """Say in our words what the message says in its own."""
    return fold(Payment, entry.head)


def from_payment(payment: Payment) -> PaymentEntry:
    """Say a payment in the words of the message."""
    return PaymentEntry(head=unfold(PaymentHead, payment))


def to_receipt(answer: PaymentReturn) -> Receipt:
    """Read a receipt about a payment."""
    return Receipt(
        guid=answer.guid,
        paper=Paper.PAYMENT,
        status=answer.status,
        text=answer.text,
        at=answer.at,
        keys={
            "provider_code": answer.provider_code,
            "transaction": answer.transaction,
        },
    )


def from_receipt(receipt: Receipt) -> PaymentReturn:
    """Say a receipt about a payment in the words of the message."""
    keys = receipt.keys
    return PaymentReturn(
        guid=receipt.guid,
        provider_code=fit(keys.get("provider_code", ""), 18),
        transaction=fit(keys.get("transaction", ""), 60),
        status=receipt.status,
        at=receipt.at,
        text=fit(receipt.text, MOST_TEXT),
    )
