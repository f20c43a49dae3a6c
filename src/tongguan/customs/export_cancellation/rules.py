"""What a request to cancel an export list must be on its own."""

from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import half_width, listed, meant
from tongguan.kit.outbound import export_list_numbers
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.exports import ExportCancellation
from tongguan.trade.registry import Lodgement, Role

REQUEST = Desk[ExportCancellation]("export_cancellation", "-607001")

# fmt: off
EXPORT_CANCELLATION_CHECKS: tuple[Check[Lodgement[ExportCancellation]], ...] = (
    sent_by(REQUEST, "declarant.code", "seller.code"),
    *filed(REQUEST, Role.DECLARANT, "declarant.code", "declarant.name"),
    *filed(REQUEST, Role.SELLER, "seller.code", "seller.name"),
    listed(REQUEST, "customs_offices", "customs_office"),
    meant(REQUEST, "reference", "list_number", "reason", "declarant.code",
          "seller.code"),
    export_list_numbers(REQUEST, "list_number"),
    half_width(REQUEST, "reference", "declarant.code", "seller.code"),
)
# fmt: on
