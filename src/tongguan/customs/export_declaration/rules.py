"""What an export list must be on its own, before it meets its order and waybill."""

from collections.abc import Iterator

from tongguan.customs.export_declaration.modes import (
    ExportMode,
    export_mode,
    export_modes,
    most_yuan,
)
from tongguan.kit.checks import Check, Clause, Difference, check
from tongguan.kit.desk import SPECIFICATION, Desk, say, say_plainly
from tongguan.kit.entries import (
    YUAN,
    half_width,
    listed,
    meant,
    net_within_gross,
    not_negative,
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
from tongguan.kit.outbound import export_list_numbers, given, goes, platform_filed
from tongguan.kit.parties import filed, sent_by
from tongguan.trade.exports import ExportDeclaration
from tongguan.trade.money import ZERO
from tongguan.trade.registry import Lodgement, Role

Lists = Lodgement[ExportDeclaration]
PARAMETERS = "-603001"
LIST = Desk[ExportDeclaration]("export_declaration", PARAMETERS)
SIMPLIFIED, SUMMARISED = "A", "B"
ZONE_MODES = Clause("综试区功能与方式", confirmed=False)
GACC_2020_75 = Clause("海关总署公告2020年第75号", confirmed=False)


def mode_of(lodgement: Lists) -> ExportMode | None:
    """监管方式 Find what the list's mode asked on the day it was reported."""
    paper = lodgement.paper
    return export_mode(paper.supervision_mode, paper.heading.reported_at.date())


@check(
    "REF-1412",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改填出口清单的监管方式；其他贸易方式使用报关单申报。",
        "Write a mode of export lists; declare other trade on a customs declaration.",
    ),
)
def mode_is_of_an_export(lodgement: Lists) -> Iterator[Difference]:
    """“贸易方式”“{given}”不是出口清单的监管方式，应为{expected}之一。

    Supervision mode {given} is not one of export lists: {expected}.
    """
    if mode_of(lodgement) is None:
        place = LIST.place("supervision_mode")
        known = " / ".join(export_modes())
        yield Difference(place, lodgement.paper.supervision_mode, known)


@check(
    "STA-1722",
    clause=ZONE_MODES,
    receipt=PARAMETERS,
    remedy=(
        "改用本综试区开办的监管方式，或联系平台运营方。",
        "Use a mode this zone offers, or ask the operator of the window.",
    ),
)
def mode_is_open_in_the_zone(lodgement: Lists) -> Iterator[Difference]:
    """出口监管方式{given}目前不在本综试区办理。

    Supervision mode {given} of exports is not offered in this zone at present.
    """
    mode = lodgement.paper.supervision_mode
    if f"export_{mode}" in lodgement.profile.closed:
        yield Difference(LIST.place("supervision_mode"), mode)


@check(
    "ENT-1526",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "补填特殊区域出口的区内企业、账册编号和账册备案料号。",
        "For goods of a special area give the zone operator, ledger and its items.",
    ),
)
def mode_entries_are_filled(lodgement: Lists) -> Iterator[Difference]:
    """监管方式{expected}的必填项未填写。

    An entry that mode {expected} requires is empty.
    """
    if mode := mode_of(lodgement):
        paper = lodgement.paper
        for field in mode.required:
            if not getattr(paper, field):
                yield Difference(LIST.place(field), "", paper.supervision_mode)
        for position, line in enumerate(paper.lines, start=1):
            for field in mode.required_on_lines:
                if not getattr(line, field):
                    place = LIST.place(field, position)
                    yield Difference(place, "", paper.supervision_mode)


@check(
    "REF-1413",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改填A（简化申报）或B（汇总申报）。",
        "Write A for a simplified list, B for one to be summarised.",
    ),
)
def procedure_is_known(lodgement: Lists) -> Iterator[Difference]:
    """“申报业务类型”为“{given}”，应为“{expected}”。

    The procedure is {given}; it must be {expected}.
    """
    if (told := lodgement.paper.procedure) not in (SIMPLIFIED, SUMMARISED):
        yield Difference(LIST.place("procedure"), told, f"{SIMPLIFIED} / {SUMMARISED}")


@check(
    "ENT-1527",
    clause=SPECIFICATION,
    receipt=PARAMETERS,
    remedy=(
        "改按汇总申报（B）报送涉及许可证件的商品。",
        "Declare goods under a licence on a list to be summarised (B).",
    ),
)
def simplified_goods_need_no_licence(lodgement: Lists) -> Iterator[Difference]:
    """简化申报的清单填有许可证件号“{given}”。

    A simplified list names licence {given}; its goods may need none.
    """
    paper = lodgement.paper
    if paper.procedure == SIMPLIFIED and paper.licence:
        yield Difference(LIST.place("licence"), paper.licence)


@check(
    "AMT-1614",
    clause=GACC_2020_75,
    receipt=PARAMETERS,
    remedy=(
        "改按汇总申报（B）报送；B2B出口超过限额的，使用报关单申报。",
        "Summarise the list (B); declare dearer exports to firms on a declaration.",
    ),
)
def small_list_is_small(lodgement: Lists) -> Iterator[Difference]:
    """清单商品总价{given}元，超过限额{expected}元。

    The goods of the list are worth {given} yuan, above the limit of {expected}.
    """
    paper, mode = lodgement.paper, mode_of(lodgement)
    small = paper.procedure == SIMPLIFIED or (mode is not None and mode.only_small)
    if small and all(line.currency == YUAN for line in paper.lines):
        worth = sum((line.total for line in paper.lines), ZERO)
        most = most_yuan(paper.heading.reported_at.date())
        if worth > most:
            yield Difference(LIST.place("lines"), say(worth), say_plainly(most))


# fmt: off
EXPORT_DECLARATION_CHECKS: tuple[Check[Lists], ...] = (
    sent_by(LIST, "declarant.code", "seller.code"),
    given(LIST, "platform.code", "lines.barcode"),
    *platform_filed(LIST),
    *filed(LIST, Role.SELLER, "seller.code", "seller.name"),
    *filed(LIST, Role.CARRIER, "carrier.code", "carrier.name"),
    *filed(LIST, Role.DECLARANT, "declarant.code", "declarant.name"),
    *filed(LIST, Role.ZONE_OPERATOR, "zone_operator_code", "zone_operator_name"),
    goes(LIST, "E"),
    mode_is_of_an_export,
    mode_is_open_in_the_zone,
    mode_entries_are_filled,
    procedure_is_known,
    simplified_goods_need_no_licence,
    numbered_once(LIST),
    numbered_on(LIST),
    listed(LIST, "customs_offices", "customs_office", "border_office"),
    listed(LIST, "transport_modes", "transport_mode"),
    listed(LIST, "package_types", "package_type"),
    listed(LIST, "countries", "destination", "lines.destination"),
    listed(LIST, "currencies",
           "freight_currency", "insurance_currency", "lines.currency"),
    listed(LIST, "units", "lines.unit", "lines.statutory_unit", "lines.second_unit"),
    whole_hs_codes(LIST),
    meant(LIST, "order_number", "waybill_number", "reference", "seller.code",
          "carrier.code", "declarant.code", "producer.code", "producer.name",
          "lines.name", "lines.model"),
    export_list_numbers(LIST, "number"),
    half_width(LIST, "order_number", "waybill_number", "reference", "seller.code",
               "carrier.code", "declarant.code", "producer.code",
               "zone_operator_code", "ledger", "voyage", "transport_document",
               "bag", "supervised_site", "licence", "lines.ledger_item"),
    positive(LIST, "packages", "gross_weight_kg", "net_weight_kg", "lines.quantity",
             "lines.statutory_quantity", "lines.second_quantity"),
    net_within_gross(LIST),
    same_unit_same_quantity(LIST),
    second_unit_has_a_quantity(LIST),
    not_negative(LIST, "freight", "insurance", "lines.price", "lines.total"),
    lines_add_up(LIST),
    small_list_is_small,
)
# fmt: on
