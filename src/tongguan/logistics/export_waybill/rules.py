"""What an export waybill must be on its own."""

from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import half_width, listed, meant, not_negative, positive
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.exports import ExportWaybill
from tongguan.trade.registry import Lodgement, Role

WAYBILL = Desk[ExportWaybill]("export_waybill", "-503001")

# fmt: off
EXPORT_WAYBILL_CHECKS: tuple[Check[Lodgement[ExportWaybill]], ...] = (
    sent_by(WAYBILL, "carrier.code"),
    *filed(WAYBILL, Role.CARRIER, "carrier.code", "carrier.name"),
    *filed(WAYBILL, Role.SELLER, "seller_code", "seller_name"),
    listed(WAYBILL, "currencies", "currency"),
    meant(WAYBILL, "number", "carrier.code", "goods"),
    half_width(WAYBILL, "number", "carrier.code", "seller_code", "seller_telephone"),
    positive(WAYBILL, "gross_weight_kg", "packages"),
    not_negative(WAYBILL, "freight", "insurance"),
)
# fmt: on
