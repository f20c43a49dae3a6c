"""What a warehousing detail must be on its own, before its lists are looked for."""

from tongguan.kit.checks import Check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import half_width, listed, meant
from tongguan.kit.lines import named_once, numbered_on, numbered_once
from tongguan.kit.outbound import goes, site_filed
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.import_papers import Warehousing
from tongguan.trade.registry import Lodgement, Role

PARAMETERS = "-800001"
INWARD = "I"
WAREHOUSING = Desk[Warehousing]("warehousing", PARAMETERS)

WAREHOUSING_CHECKS: tuple[Check[Lodgement[Warehousing]], ...] = (
    sent_by(WAREHOUSING, "operator.code"),
    *site_filed(WAREHOUSING),
    *filed(WAREHOUSING, Role.CARRIER, "carrier.code", "carrier.name"),
    goes(WAREHOUSING, INWARD),
    numbered_once(WAREHOUSING, PARAMETERS),
    numbered_on(WAREHOUSING),
    named_once(WAREHOUSING, "lines.waybill_number"),
    listed(WAREHOUSING, "customs_offices", "customs_office"),
    listed(WAREHOUSING, "transport_modes", "transport_mode"),
    meant(WAREHOUSING, "conveyance", "voyage", "transport_document"),
    half_width(
        WAREHOUSING,
        *("operator.code", "carrier.code", "reference", "voyage"),
        *("transport_document", "lines.waybill_number"),
    ),
)
