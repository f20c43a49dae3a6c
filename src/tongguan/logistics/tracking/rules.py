"""What a delivery status must be on its own, before its waybill is looked for."""

from collections.abc import Iterator

from tongguan.kit.checks import Check, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk
from tongguan.kit.entries import half_width
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.import_papers import DeliveryStatus
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-505011"
SIGNED_FOR = "S"
STATUS = Desk[DeliveryStatus]("delivery_status", PARAMETERS)
Statuses = Lodgement[DeliveryStatus]


@check(
    "ENT-1531",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写S；收货人签收之前不报送运单状态。",
        "Write S; report nothing before the consignee has signed.",
    ),
)
def says_signed_for(lodgement: Statuses) -> Iterator[Difference]:
    """“运单状态”为“{given}”，应为“{expected}”（签收）。

    The status is {given}; only {expected}, signed for, is reported.
    """
    if (given := lodgement.paper.event) != SIGNED_FOR:
        yield Difference(STATUS.place("event"), given, SIGNED_FOR)


@check(
    "STA-1711",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "核对状态时间与报送时间，在签收之后报送。",
        "Check both times, and report the delivery after it happened.",
    ),
)
def happened_before_reported(lodgement: Statuses) -> Iterator[Difference]:
    """“状态时间”{given}晚于报送时间{expected}。

    The delivery is dated {given}, after {expected} when it was reported.
    """
    status = lodgement.paper
    if status.happened_at > status.heading.reported_at:
        yield Difference(
            STATUS.place("happened_at"),
            f"{status.happened_at:%Y-%m-%d %H:%M:%S}",
            f"{status.heading.reported_at:%Y-%m-%d %H:%M:%S}",
        )


DELIVERY_STATUS_CHECKS: tuple[Check[Statuses], ...] = (
    sent_by(STATUS, "carrier.code"),
    *filed(STATUS, Role.CARRIER, "carrier.code", "carrier.name"),
    half_width(STATUS, "carrier.code", "waybill_number"),
    says_signed_for,
    happened_before_reported,
)
