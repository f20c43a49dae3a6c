"""单证种类 Every kind of paper that is taken in: how it travels, what is checked.

A new kind of paper is a room and one line here; the readers and writers, receipts,
pages, forms and schemas follow from what its room declares.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tongguan.commerce.export_order.messages import EXPORT_ORDER_MESSAGE
from tongguan.commerce.export_order.rules import EXPORT_ORDER_CHECKS
from tongguan.commerce.order.messages import ORDER_MESSAGE
from tongguan.commerce.order.rules import ORDER_CHECKS
from tongguan.customs.arrival.messages import WAREHOUSING_MESSAGE
from tongguan.customs.arrival.rules import WAREHOUSING_CHECKS
from tongguan.customs.cancellation.messages import CANCELLATION_MESSAGE
from tongguan.customs.cancellation.rules import CANCELLATION_CHECKS
from tongguan.customs.consolidation.messages import CONSOLIDATION_MESSAGE
from tongguan.customs.consolidation.rules import CONSOLIDATION_CHECKS
from tongguan.customs.declaration.messages import DECLARATION_MESSAGE
from tongguan.customs.declaration.rules import DECLARATION_CHECKS
from tongguan.customs.export_cancellation.messages import EXPORT_CANCELLATION_MESSAGE
from tongguan.customs.export_cancellation.rules import EXPORT_CANCELLATION_CHECKS
from tongguan.customs.export_declaration.messages import EXPORT_DECLARATION_MESSAGE
from tongguan.customs.export_declaration.rules import EXPORT_DECLARATION_CHECKS
from tongguan.customs.export_return.messages import (
    EXPORT_RETURN_MESSAGE,
    RETURN_TALLY_MESSAGE,
)
from tongguan.customs.export_return.rules import (
    EXPORT_RETURN_CHECKS,
    RETURN_TALLY_CHECKS,
)
from tongguan.customs.goods_return.messages import GOODS_RETURN_MESSAGE
from tongguan.customs.goods_return.rules import GOODS_RETURN_CHECKS
from tongguan.customs.summary.messages import SUMMARY_MESSAGE
from tongguan.customs.summary.rules import SUMMARY_CHECKS
from tongguan.finance.payment.messages import PAYMENT_MESSAGE
from tongguan.finance.payment.rules import PAYMENT_CHECKS
from tongguan.finance.proceeds.messages import PROCEEDS_MESSAGE
from tongguan.finance.proceeds.rules import PROCEEDS_CHECKS
from tongguan.kit.checks import Check
from tongguan.kit.messages import PaperMessage
from tongguan.logistics.arrival.messages import ARRIVAL_MESSAGE
from tongguan.logistics.arrival.rules import ARRIVAL_CHECKS
from tongguan.logistics.departure.messages import DEPARTURE_MESSAGE
from tongguan.logistics.departure.rules import DEPARTURE_CHECKS
from tongguan.logistics.export_waybill.messages import EXPORT_WAYBILL_MESSAGE
from tongguan.logistics.export_waybill.rules import EXPORT_WAYBILL_CHECKS
from tongguan.logistics.tracking.messages import DELIVERY_STATUS_MESSAGE
from tongguan.logistics.tracking.rules import DELIVERY_STATUS_CHECKS
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
        Kind(DELIVERY_STATUS_MESSAGE, DELIVERY_STATUS_CHECKS),
        Kind(CANCELLATION_MESSAGE, CANCELLATION_CHECKS),
        Kind(GOODS_RETURN_MESSAGE, GOODS_RETURN_CHECKS),
        Kind(WAREHOUSING_MESSAGE, WAREHOUSING_CHECKS),
        Kind(EXPORT_ORDER_MESSAGE, EXPORT_ORDER_CHECKS),
        Kind(PROCEEDS_MESSAGE, PROCEEDS_CHECKS),
        Kind(EXPORT_WAYBILL_MESSAGE, EXPORT_WAYBILL_CHECKS),
        Kind(ARRIVAL_MESSAGE, ARRIVAL_CHECKS),
        Kind(DEPARTURE_MESSAGE, DEPARTURE_CHECKS),
        Kind(EXPORT_DECLARATION_MESSAGE, EXPORT_DECLARATION_CHECKS),
        Kind(EXPORT_CANCELLATION_MESSAGE, EXPORT_CANCELLATION_CHECKS),
        Kind(CONSOLIDATION_MESSAGE, CONSOLIDATION_CHECKS),
        Kind(SUMMARY_MESSAGE, SUMMARY_CHECKS),
        Kind(EXPORT_RETURN_MESSAGE, EXPORT_RETURN_CHECKS),
        Kind(RETURN_TALLY_MESSAGE, RETURN_TALLY_CHECKS),
    )
}
