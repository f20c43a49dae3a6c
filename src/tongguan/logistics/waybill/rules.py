"""What a waybill must be on its own, before it is held against its order and list."""

from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import (
    half_width,
    in_yuan,
    meant,
    not_negative,
    one_parcel,
    positive,
)
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.papers import Waybill
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-504011"
WAYBILL = Desk[Waybill]("waybill", PARAMETERS)

WAYBILL_CHECKS: tuple[Check[Lodgement[Waybill]], ...] = (
    sent_by(WAYBILL, "carrier.code"),
    *filed(WAYBILL, Role.CARRIER, "carrier.code", "carrier.name"),
    in_yuan(WAYBILL, "currency"),
    meant(WAYBILL, "consignee.name", "consignee.address", "goods"),
    half_width(
        WAYBILL,
        "number",
        "order_number",
        "transport_document",
        "carrier.code",
        "consignee.telephone",
    ),
    one_parcel(WAYBILL),
    positive(WAYBILL, "gross_weight_kg"),
    not_negative(WAYBILL, "freight", "insurance"),
)
