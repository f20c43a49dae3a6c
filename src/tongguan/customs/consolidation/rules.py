"""What a consolidation must be on its own."""

from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import half_width, listed, meant, positive
from tongguan.kit.lines import named_once, numbered_on, numbered_once
from tongguan.kit.outbound import export_list_numbers, in_parts
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.registry import Lodgement, Role
from tongguan.trade.shipments import Consolidation

BILL = Desk[Consolidation]("consolidation", "-903001")

# fmt: off
CONSOLIDATION_CHECKS: tuple[Check[Lodgement[Consolidation]], ...] = (
    sent_by(BILL, "declarant.code"),
    *filed(BILL, Role.DECLARANT, "declarant.code", "declarant.name"),
    *filed(BILL, Role.CARRIER, "carrier.code", "carrier.name"),
    in_parts(BILL),
    listed(BILL, "customs_offices", "customs_office"),
    listed(BILL, "transport_modes", "transport_mode"),
    numbered_once(BILL),
    numbered_on(BILL),
    named_once(BILL, "lines.waybill_number", "lines.list_number"),
    meant(BILL, "reference", "declarant.code", "carrier.code", "conveyance",
          "voyage", "transport_document", "lines.waybill_number"),
    export_list_numbers(BILL, "lines.list_number"),
    half_width(BILL, "reference", "declarant.code", "carrier.code", "voyage",
               "transport_document", "lines.waybill_number"),
    positive(BILL, "gross_weight_kg"),
)
# fmt: on
