"""回执报文 What is answered: receipts, tax bills, the format receipt; written and read.

Answers travel without prefix, and an older edition of them is not told apart.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tongguan.commerce.order import messages as order
from tongguan.customs.declaration import messages as declaration
from tongguan.customs.duty.messages import TaxEntry, from_tax_bill, to_tax_bill
from tongguan.finance.payment import messages as payment
from tongguan.gateway.chinaport import xml
from tongguan.gateway.chinaport.catalogue import VERSION, receipt_type_for
from tongguan.gateway.chinaport.format_codes import STRANGE_MESSAGE, UnreadableError
from tongguan.gateway.chinaport.messages import (
    MessageReturn,
    answer_message,
    from_format_receipt,
    to_format_receipt,
)
from tongguan.kit.wire import WireFault, read, shown, write
from tongguan.logistics.waybill import messages as waybill
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill

AnyAnswer = Receipt | TaxBill | FormatReceipt


@dataclass(frozen=True, slots=True)
class AnswerKind:
    """回执类型 One kind of answer and how it travels."""

    shape: type[Any]
    to_answer: Callable[[Any], AnyAnswer]
    from_answer: Callable[[Any], Any]


ANSWERS: Mapping[str, AnswerKind] = {
    "CEB312Message": AnswerKind(
        answer_message("OrderReturn", order.OrderReturn, "1..100", "订单回执"),
        order.to_receipt,
        order.from_receipt,
    ),
    "CEB412Message": AnswerKind(
        answer_message("PaymentReturn", payment.PaymentReturn, "1..100", "支付回执"),
        payment.to_receipt,
        payment.from_receipt,
    ),
    "CEB512Message": AnswerKind(
        answer_message(
            "LogisticsReturn", waybill.LogisticsReturn, "1..100", "运单回执"
        ),
        waybill.to_receipt,
        waybill.from_receipt,
    ),
    "CEB622Message": AnswerKind(
        answer_message(
            "InventoryReturn", declaration.InventoryReturn, "1..100", "清单回执"
        ),
        declaration.to_receipt,
        declaration.from_receipt,
    ),
    "CEB816Message": AnswerKind(
        answer_message("Tax", TaxEntry, "1..n", "电子税单"), to_tax_bill, from_tax_bill
    ),
    "CEB900Message": AnswerKind(
        # As a tuple of one, like all the others; the standard has exactly one.
        answer_message("MessageReturn", MessageReturn, "1..n", "报文格式校验回执"),
        to_format_receipt,
        from_format_receipt,
    ),
}


def write_receipts(receipts: Sequence[Receipt], guid: str = "") -> bytes:
    """Write 1 to 100 receipts on papers of one kind as one message.

    The message bears `guid`, or else that of its first receipt.
    """
    kinds = {receipt.paper for receipt in receipts}
    if len(kinds) != 1:
        raise ValueError("A receipt message answers papers of exactly one kind.")
    return _written(receipt_type_for(kinds.pop()), receipts, guid)


def write_tax_bills(bills: Sequence[TaxBill], guid: str = "") -> bytes:
    """Write tax bills as one message."""
    return _written("CEB816Message", bills, guid)


def write_format_receipt(receipt: FormatReceipt, guid: str = "") -> bytes:
    """Write the answer to a message that could not be read."""
    return _written("CEB900Message", [receipt], guid)


def _written(message_type: str, answers: Sequence[AnyAnswer], guid: str) -> bytes:
    kind = ANSWERS[message_type]
    message = kind.shape(
        guid=guid or answers[0].guid,
        version=VERSION,
        entries=tuple(kind.from_answer(answer) for answer in answers),
    )
    return xml.write(write(message, message_type))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """回执解读 What a message of answers says, or everything that is wrong with it."""

    message_type: str
    guid: str = ""
    answers: tuple[AnyAnswer, ...] = ()
    faults: tuple[WireFault, ...] = ()


def read_answers(data: bytes) -> Answer:
    """Read a message of answers, as the sender's own system would."""
    root = xml.parse(data)
    kind = ANSWERS.get(root.tag)
    if kind is None:
        raise UnreadableError(STRANGE_MESSAGE, shown(root.tag))
    faults: list[WireFault] = []
    message = read(root, kind.shape, f"/{root.tag}", faults=faults)
    if message is None:
        return Answer(message_type=root.tag, faults=tuple(faults))
    return Answer(
        message_type=root.tag,
        guid=message.guid,
        answers=tuple(kind.to_answer(entry) for entry in message.entries),
    )
