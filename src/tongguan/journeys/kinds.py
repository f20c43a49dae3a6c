"""单证种类 Every kind of paper that is taken in: how it travels, what is checked.

A new kind of paper is a room and one line here; the readers and writers, receipts,
pages, forms and schemas follow from what its room declares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongguan.commerce.order.messages import ORDER_MESSAGE
from tongguan.commerce.order.rules import ORDER_CHECKS
from tongguan.customs.declaration.messages import DECLARATION_MESSAGE
from tongguan.customs.declaration.rules import DECLARATION_CHECKS
from tongguan.finance.payment.messages import PAYMENT_MESSAGE
from tongguan.finance.payment.rules import PAYMENT_CHECKS
from tongguan.kit.checks import Check
from tongguan.kit.messages import PaperMessage
from tongguan.logistics.waybill.messages import WAYBILL_MESSAGE
from tongguan.logistics.waybill.rules import WAYBILL_CHECKS
from tongguan.trade.kinds import Paper

Checks = tuple[Check[Any], ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: its message, and what it must pass by itself."""

    message: PaperMessage
    checks: Checks


KINDS: Mapping[Paper, Kind] = {
    kind.message.paper: kind
    for kind in (
        Kind(ORDER_MESSAGE, ORDER_CHECKS),
        Kind(PAYMENT_MESSAGE, PAYMENT_CHECKS),
        Kind(WAYBILL_MESSAGE, WAYBILL_CHECKS),
        Kind(DECLARATION_MESSAGE, DECLARATION_CHECKS),
    )
}
