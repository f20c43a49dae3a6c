"""What a declaration list must be on its own, before it meets its other papers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from tongguan.customs.declaration.entries import (
    DECLARATION,
    PARAMETERS,
    SUITS_THE_MODE,
    bonded_goods_leave_a_zone,
    direct_goods_come_from_abroad,
    mode_entries_are_filled,
    mode_has_room_for_entries,
    mode_is_of_retail_import,
)
from tongguan.kit.checks import Check, Clause, Difference, Look, check, rests_on
from tongguan.kit.desk import SPECIFICATION, on_paper, say
from tongguan.kit.entries import (
    half_width,
    in_yuan,
    listed,
    meant,
    net_within_gross,
    not_negative,
    one_parcel,
    positive,
)
from tongguan.kit.lines import (
    lines_add_up,
    numbered_on,
    numbered_once,
    same_unit_same_quantity,
    second_unit_has_a_quantity,
    whole_hs_codes,
)
from tongguan.kit.parties import filed, identified, sent_by
from tongguan.trade.papers import Action, Declaration
from tongguan.trade.registry import Lodgement, Role

Lists = Lodgement[Declaration]
NO_RIGHT = "-621016"
REPEATED_LINE = "-621027"
CHANGE_WITHOUT_NUMBERS = "-621053"
IMPORT = "I"
ZONE_MODES = Clause("综试区功能与方式", confirmed=False)
ZONE_PROFILE = Clause("综试区运行参数：补报期限", confirmed=False)


@check(
    "RGT-1202",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改填本清单所列电商平台、电商企业、物流企业或申报企业之一的代码。",
        "Write the code of this list's platform, seller, carrier or declarant.",
    ),
)
def guarantor_takes_part(lodgement: Lists) -> Iterator[Difference]:
    """“担保企业编号”“{given}”不是本清单的参与企业，应为{expected}之一。

    Guarantor {given} takes no part in this list; it must be one of {expected}.
    """
    it = lodgement.paper
    codes = (it.platform.code, it.seller.code, it.carrier.code, it.declarant.code)
    if it.guarantor not in codes:
        wanted = " / ".join(dict.fromkeys(codes))
        yield Difference(DECLARATION.place("guarantor"), it.guarantor, wanted)


@on_paper("direction")
@check(
    "ENT-1515",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "填写I；出口货物改用出口清单申报。",
        "Write I on an import list; declare exports on an export list.",
    ),
)
def goes_inward(lodgement: Lists) -> Iterator[Difference]:
    """“进出口标记”为“{given}”，进口清单应为“{expected}”。

    The direction is {given}; an import list says {expected}.
    """
    if lodgement.paper.direction != IMPORT:
        yield Difference(
            DECLARATION.place("direction"), lodgement.paper.direction, IMPORT
        )


@check(
    "ENT-1516",
    clause=SPECIFICATION,
    receipt=CHANGE_WITHOUT_NUMBERS,
    remedy=(
        "补填原清单回执中的预录入编号。",
        "Give the preliminary number from the list's receipts.",
    ),
)
def change_names_its_list(lodgement: Lists) -> Iterator[Difference]:
    """变更申报缺少原清单的预录入编号。

    A change must give the preliminary number of its list.
    """
    paper = lodgement.paper
    if paper.heading.action is Action.CHANGE and not paper.preliminary_number:
        yield Difference(DECLARATION.place("preliminary_number"))


@rests_on("day", "paper.declared_on")
@check(
    "STA-1701",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=("改填实际申报日期。", "Write the day on which the list is declared."),
)
def is_not_declared_ahead(lodgement: Lists) -> Iterator[Difference]:
    """“申报日期”{given}晚于受理日{expected}。

    The list is declared for {given}, after {expected} when it was taken in.
    """
    if lodgement.paper.declared_on > lodgement.day:
        given, last = say(lodgement.paper.declared_on), say(lodgement.day)
        yield Difference(DECLARATION.place("declared_on"), given, last)


@rests_on("day", "paper.declared_on", "profile")
@check(
    "STA-1702",
    clause=ZONE_PROFILE,
    receipt=PARAMETERS,
    remedy=(
        "改填补报期限内的申报日期，或联系主管海关办理补报。",
        "Declare within the period, or ask the customs office about late lodging.",
    ),
)
def is_not_declared_late(lodgement: Lists) -> Iterator[Difference]:
    """“申报日期”{given}早于补报期限的首日{expected}。

    The list is declared for {given}, before {expected}, the earliest day admitted.
    """
    profile, declared = lodgement.profile, lodgement.paper.declared_on
    earliest = lodgement.day - timedelta(days=profile.backdating_days)
    if profile.limits_backdating and declared < earliest:
        place = DECLARATION.place("declared_on")
        yield Difference(place, say(declared), say(earliest))


@rests_on("paper.supervision_mode", "profile")
@check(
    "STA-1721",
    clause=ZONE_MODES,
    receipt=PARAMETERS,
    remedy=(
        "改用本综试区开办的监管方式，或联系平台运营方。",
        "Use a mode this zone offers, or ask the operator of the window.",
    ),
)
def mode_is_open_in_the_zone(lodgement: Lists) -> Iterator[Difference]:
    """监管方式{given}目前不在本综试区办理。

    Supervision mode {given} is not offered in this zone at present.
    """
    mode = lodgement.paper.supervision_mode
    if f"import_{mode}" in lodgement.profile.closed:
        yield Difference(DECLARATION.place("supervision_mode"), mode)


def names_its_own(lodgement: Lists) -> bool:
    """Tell at once whether the guarantor takes part, and a change names its list."""
    it = lodgement.paper
    codes = (it.declarant.code, it.platform.code, it.seller.code, it.carrier.code)
    changes = it.heading.action is Action.CHANGE
    return it.guarantor in codes and not (changes and not it.preliminary_number)


NAMES_ITS_OWN = Look(names_its_own, lambda many: all(map(names_its_own, many)))

# fmt: off
DECLARATION_CHECKS: tuple[Check[Lists], ...] = (
    sent_by(DECLARATION, "declarant.code", "seller.code", receipt=NO_RIGHT),
    *filed(DECLARATION, Role.PLATFORM, "platform.code", "platform.name"),
    *filed(DECLARATION, Role.SELLER, "seller.code", "seller.name"),
    *filed(DECLARATION, Role.CARRIER, "carrier.code", "carrier.name"),
    *filed(DECLARATION, Role.DECLARANT, "declarant.code", "declarant.name"),
    *filed(DECLARATION, Role.ZONE_OPERATOR,
           "zone_operator_code", "zone_operator_name"),
    *filed(DECLARATION, Role.GUARANTOR, "guarantor"),
    replace(guarantor_takes_part, look=NAMES_ITS_OWN),
    *identified(DECLARATION, "buyer"),
    goes_inward,
    replace(change_names_its_list, look=NAMES_ITS_OWN),
    is_not_declared_ahead,
    is_not_declared_late,
    mode_is_of_retail_import,
    mode_is_open_in_the_zone,
    replace(mode_entries_are_filled, look=SUITS_THE_MODE),
    replace(mode_has_room_for_entries, look=SUITS_THE_MODE),
    bonded_goods_leave_a_zone,
    direct_goods_come_from_abroad,
    numbered_once(DECLARATION, REPEATED_LINE),
    numbered_on(DECLARATION),
    in_yuan(DECLARATION, "currency", "lines.currency"),
    listed(DECLARATION, "customs_offices", "customs_office", "border_office"),
    listed(DECLARATION, "transport_modes", "transport_mode"),
    listed(DECLARATION, "package_types", "package_type"),
    listed(DECLARATION, "countries",
           "dispatched_from", "lines.origin", "lines.trade_country"),
    listed(DECLARATION, "units",
           "lines.unit", "lines.statutory_unit", "lines.second_unit"),
    whole_hs_codes(DECLARATION),
    meant(DECLARATION, "buyer.name", "address", "lines.name", "lines.model"),
    half_width(DECLARATION,
               "order_number", "waybill_number", "platform.code", "seller.code",
               "carrier.code", "declarant.code", "zone_operator_code", "guarantor",
               "reference", "preliminary_number", "number", "ledger",
               "voyage", "transport_document", "supervised_site", "licence",
               "buyer.telephone", "lines.ledger_item"),
    one_parcel(DECLARATION),
    positive(DECLARATION, "gross_weight_kg", "net_weight_kg", "lines.quantity",
             "lines.statutory_quantity", "lines.second_quantity"),
    net_within_gross(DECLARATION),
    same_unit_same_quantity(DECLARATION),
    second_unit_has_a_quantity(DECLARATION),
    not_negative(DECLARATION, "freight", "insurance", "lines.price", "lines.total"),
    lines_add_up(DECLARATION),
)
# fmt: on
