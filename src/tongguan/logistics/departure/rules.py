"""What a departure must be on its own."""

from collections.abc import Iterator

from tongguan.kit.checks import Check, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk
from tongguan.kit.entries import half_width, listed, meant
from tongguan.kit.lines import named_once, numbered_on, numbered_once
from tongguan.kit.outbound import in_parts
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.registry import Lodgement, Role
from tongguan.trade.shipments import Departure

PARAMETERS = "-507001"
DEPARTURE = Desk[Departure]("departure", PARAMETERS)


@check(
    "STA-1705",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "核对离境时间与报送时间，在离境之后报送。",
        "Check both times, and report the departure after it happened.",
    ),
)
def left_before_reported(lodgement: Lodgement[Departure]) -> Iterator[Difference]:
    """“离境时间”{given}晚于报送时间{expected}。

    The departure is dated {given}, after {expected} when it was reported.
    """
    paper = lodgement.paper
    if paper.left_at > paper.heading.reported_at:
        yield Difference(
            DEPARTURE.place("left_at"),
            f"{paper.left_at:%Y-%m-%d %H:%M:%S}",
            f"{paper.heading.reported_at:%Y-%m-%d %H:%M:%S}",
        )


# fmt: off
DEPARTURE_CHECKS: tuple[Check[Lodgement[Departure]], ...] = (
    sent_by(DEPARTURE, "carrier.code"),
    *filed(DEPARTURE, Role.CARRIER, "carrier.code", "carrier.name"),
    in_parts(DEPARTURE),
    listed(DEPARTURE, "customs_offices", "customs_office"),
    listed(DEPARTURE, "transport_modes", "transport_mode"),
    left_before_reported,
    numbered_once(DEPARTURE),
    numbered_on(DEPARTURE),
    named_once(DEPARTURE, "lines.waybill_number"),
    meant(DEPARTURE, "reference", "carrier.code", "lines.waybill_number"),
    half_width(DEPARTURE, "reference", "carrier.code", "transport_document",
               "voyage", "lines.waybill_number", "lines.bag"),
)
# fmt: on
