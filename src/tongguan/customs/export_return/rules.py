"""What an export return and its tally must be on their own."""

from collections.abc import Iterator

from tongguan.kit.checks import Check, Clause, Difference, check
from tongguan.kit.desk import Desk
from tongguan.kit.entries import half_width, listed, meant, positive
from tongguan.kit.lines import (
    numbered_once,
    same_unit_same_quantity,
    second_unit_has_a_quantity,
)
from tongguan.kit.outbound import (
    export_list_numbers,
    given,
    goes,
    platform_filed,
    site_filed,
)
from tongguan.kit.parties import filed, sent_by
from tongguan.kit.rulebook import read_page
from tongguan.trade.export_returns import ExportReturn, ReturnTally
from tongguan.trade.registry import Lodgement, Role

NOTHING_PUBLISHED = ""
RETURN = Desk[ExportReturn]("export_return", NOTHING_PUBLISHED)
TALLY = Desk[ReturnTally]("return_tally", NOTHING_PUBLISHED)
PAGE = read_page("customs/export_return/modes.yaml")
CHINA = "142"


@check(
    "REF-1411",
    clause=Clause(PAGE["cites"], confirmed=False),
    remedy=(
        "改填9661（一般出口）或1261（特殊区域），或清空该项。",
        "Write 9661, or 1261 for goods of a special area, or leave the mode out.",
    ),
)
def mode_is_of_a_return(lodgement: Lodgement[ExportReturn]) -> Iterator[Difference]:
    """“贸易方式”“{given}”不是出口退货的监管方式，应为{expected}之一。

    Supervision mode {given} is not one of export returns: {expected}.
    """
    mode = lodgement.paper.supervision_mode
    if mode and mode not in PAGE["modes"]:
        place = RETURN.place("supervision_mode")
        yield Difference(place, mode, " / ".join(PAGE["modes"]))


@check(
    "ENT-1525",
    clause=Clause(PAGE["cites"], confirmed=False),
    remedy=(
        "填写货物退回时起运的境外国家或地区。",
        "Write the foreign country the goods are sent back from.",
    ),
)
def comes_from_abroad(lodgement: Lodgement[ExportReturn]) -> Iterator[Difference]:
    """“起运国（地区）”为“{given}”，出口退货应从境外起运。

    The country of dispatch is {given}; returned exports come from abroad.
    """
    if (country := lodgement.paper.dispatched_from) == CHINA:
        yield Difference(RETURN.place("dispatched_from"), country)


# fmt: off
EXPORT_RETURN_CHECKS: tuple[Check[Lodgement[ExportReturn]], ...] = (
    sent_by(RETURN, "declarant.code", "seller.code"),
    given(RETURN, "platform.code"),
    *platform_filed(RETURN),
    *filed(RETURN, Role.SELLER, "seller.code", "seller.name"),
    *filed(RETURN, Role.CARRIER, "carrier.code", "carrier.name"),
    *filed(RETURN, Role.DECLARANT, "declarant.code", "declarant.name"),
    goes(RETURN, "I"),
    mode_is_of_a_return,
    comes_from_abroad,
    numbered_once(RETURN),
    listed(RETURN, "customs_offices", "customs_office", "border_office"),
    listed(RETURN, "transport_modes", "transport_mode"),
    listed(RETURN, "countries", "dispatched_from"),
    listed(RETURN, "units", "lines.unit", "lines.statutory_unit", "lines.second_unit"),
    meant(RETURN, "reference", "list_number", "waybill_number", "reason",
          "conveyance", "lines.name", "lines.model"),
    export_list_numbers(RETURN, "list_number"),
    half_width(RETURN, "reference", "waybill_number", "transport_document",
               "seller.code", "carrier.code", "declarant.code", "voyage"),
    positive(RETURN, "lines.quantity", "lines.statutory_quantity",
             "lines.second_quantity"),
    same_unit_same_quantity(RETURN),
    second_unit_has_a_quantity(RETURN),
)
RETURN_TALLY_CHECKS: tuple[Check[Lodgement[ReturnTally]], ...] = (
    sent_by(TALLY, "operator.code"),
    *site_filed(TALLY),
    *filed(TALLY, Role.CARRIER, "carrier.code", "carrier.name"),
    goes(TALLY, "I"),
    listed(TALLY, "customs_offices", "customs_office"),
    listed(TALLY, "transport_modes", "transport_mode"),
    meant(TALLY, "reference", "waybill_number", "conveyance"),
    export_list_numbers(TALLY, "list_number"),
    half_width(TALLY, "reference", "waybill_number", "transport_document", "voyage"),
)
# fmt: on
