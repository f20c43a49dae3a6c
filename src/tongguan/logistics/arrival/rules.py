"""What an arrival at the site must be on its own."""

from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import half_width, listed, meant
from tongguan.kit.lines import named_once, numbered_on, numbered_once
from tongguan.kit.outbound import carried_under_a_document, goes, in_parts, site_filed
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.registry import Lodgement, Role
from tongguan.trade.shipments import SiteArrival

ARRIVAL = Desk[SiteArrival]("arrival", "-803001")

# fmt: off
ARRIVAL_CHECKS: tuple[Check[Lodgement[SiteArrival]], ...] = (
    sent_by(ARRIVAL, "operator.code", "carrier.code"),
    *site_filed(ARRIVAL),
    *filed(ARRIVAL, Role.CARRIER, "carrier.code", "carrier.name"),
    goes(ARRIVAL, "E"),
    in_parts(ARRIVAL),
    listed(ARRIVAL, "customs_offices", "customs_office"),
    listed(ARRIVAL, "transport_modes", "transport_mode"),
    carried_under_a_document(ARRIVAL),
    numbered_once(ARRIVAL),
    numbered_on(ARRIVAL),
    named_once(ARRIVAL, "lines.waybill_number"),
    meant(ARRIVAL, "reference", "operator.code", "carrier.code",
          "domestic_conveyance", "lines.waybill_number"),
    half_width(ARRIVAL, "reference", "operator.code", "carrier.code",
               "transport_document", "lines.waybill_number", "lines.bag"),
)
# fmt: on
