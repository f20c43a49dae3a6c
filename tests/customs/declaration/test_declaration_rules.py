from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import CARRIER, DECLARATION, PLATFORM, REGISTRY, SELLER, lodged
from tests.spoiling import found, spoil
from tongguan.customs.declaration.rules import DECLARATION_CHECKS
from tongguan.trade.papers import Action
from tongguan.trade.registry import ZoneProfile

DIRECT = replace(
    DECLARATION,
    supervision_mode="9610",
    transport_mode="5",
    dispatched_from="309",
    conveyance="CA/B747",
    voyage="CA1040",
    transport_document="999-12345675",
    ledger=None,
    zone_operator_code=None,
    zone_operator_name=None,
    lines=(replace(DECLARATION.lines[0], ledger_item=None),),
)


def judged(paper: Any, **changes: Any) -> list[tuple[str, ...]]:
    return found(lodged(paper, SELLER, **changes), DECLARATION_CHECKS)


def test_agreeing_lists_of_every_mode_raise_no_finding() -> None:
    assert judged(DECLARATION) == []
    assert judged(replace(DECLARATION, supervision_mode="1239")) == []
    assert judged(DIRECT) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("platform.name", "海购",
     ("RGT-1112", "declaration.platform.name", "海购", "杭州海购电子商务有限公司")),
    ("seller.name", "西子",
     ("RGT-1122", "declaration.seller.name", "西子", "杭州西子跨境贸易有限公司")),
    ("carrier.name", "捷达",
     ("RGT-1142", "declaration.carrier.name", "捷达", "浙江捷达物流有限公司")),
    ("declarant.name", "西子",
     ("RGT-1152", "declaration.declarant.name", "西子", "杭州西子跨境贸易有限公司")),
    ("zone_operator_code", "3301969XX9",
     ("RGT-1161", "declaration.zone_operator_code", "3301969XX9", "")),
    ("zone_operator_name", "下沙仓",
     ("RGT-1162", "declaration.zone_operator_name", "下沙仓",
      "杭州下沙保税仓储有限公司")),
    ("guarantor", "3301969PT1",
     ("RGT-1173", "declaration.guarantor", "3301969PT1", "担保企业")),
    ("guarantor", "3301969CC5",
     ("RGT-1202", "declaration.guarantor", "3301969CC5",
      "3301969PT1 / 3301969DS2 / 3301969WL4")),
    ("buyer.id_type", "2", ("IDN-1301", "declaration.buyer.id_type", "2", "1")),
    ("buyer.id_number", "330106199003071227",
     ("IDN-1307", "declaration.buyer.id_number", "330*************27", "8")),
    ("direction", "E", ("ENT-1515", "declaration.direction", "E", "I")),
    ("declared_on", date(2026, 10, 21),
     ("STA-1701", "declaration.declared_on", "2026-10-21", "2026-10-20")),
    ("supervision_mode", "0110",
     ("REF-1407", "declaration.supervision_mode", "0110", "9610 / 1210 / 1239")),
    ("supervision_mode", "9710",
     ("REF-1407", "declaration.supervision_mode", "9710", "9610 / 1210 / 1239")),
    ("ledger", None, ("ENT-1511", "declaration.ledger", "", "1210")),
    ("zone_operator_name", None,
     ("ENT-1511", "declaration.zone_operator_name", "", "1210")),
    ("lines.ledger_item", None, ("ENT-1511", "declaration.ledger_item[1]", "", "1210")),
    ("dispatched_from", "502",
     ("ENT-1513", "declaration.dispatched_from", "502", "142")),
    ("lines.number", 3, ("ENT-1505", "declaration.number[1]", "3", "1")),
    ("currency", "300", ("ENT-1501", "declaration.currency", "300", "142")),
    ("customs_office", "1013",
     ("REF-1405", "declaration.customs_office", "1013", "")),
    ("border_office", "杭州关区",
     ("REF-1405", "declaration.border_office", "杭州关区", "2900")),
    ("transport_mode", "Q", ("REF-1403", "declaration.transport_mode", "Q", "")),
    ("package_type", "9", ("REF-1404", "declaration.package_type", "9", "")),
    ("lines.origin", "000", ("REF-1402", "declaration.origin[1]", "000", "")),
    ("lines.trade_country", "000",
     ("REF-1402", "declaration.trade_country[1]", "000", "")),
    ("lines.unit", "kg", ("REF-1401", "declaration.unit[1]", "kg", "")),
    ("lines.statutory_unit", "千克",
     ("REF-1401", "declaration.statutory_unit[1]", "千克", "035")),
    ("lines.hs_code", "190110109",
     ("REF-1408", "declaration.hs_code[1]", "190110109", "01-76, 78-97")),
    ("lines.hs_code", "9901109090",
     ("REF-1408", "declaration.hs_code[1]", "9901109090", "01-76, 78-97")),
    ("lines.name", "无", ("ENT-1502", "declaration.name[1]", "无", "")),
    ("address", "空", ("ENT-1502", "declaration.address", "空", "")),
    ("ledger", "Ｌ2900", ("ENT-1503", "declaration.ledger", "Ｌ2900", "L2900")),
    ("packages", 2, ("AMT-1604", "declaration.packages", "2", "1")),
    ("net_weight_kg", Decimal(0),
     ("AMT-1603", "declaration.net_weight_kg", "0", "")),
    ("net_weight_kg", Decimal("2.31"),
     ("AMT-1621", "declaration.net_weight_kg", "2.31", "2.30")),
    ("lines.statutory_unit", "122",
     ("AMT-1622", "declaration.statutory_quantity[1]", "1.8", "2")),
    ("lines.second_unit", "007",
     ("AMT-1623", "declaration.second_quantity[1]", "007", "")),
    ("lines.second_quantity", Decimal(2),
     ("AMT-1623", "declaration.second_unit[1]", "2", "")),
    ("freight", Decimal(-1), ("AMT-1602", "declaration.freight", "-1", "0")),
    ("lines.total", Decimal("475.99"),
     ("AMT-1601", "declaration.total[1]", "475.99", "476.00")),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    assert judged(spoil(DECLARATION, path, value))[-1:] == [finding]


@pytest.mark.parametrize(
    ("path", "value", "finding"),
    [
        ("conveyance", None, ("ENT-1511", "declaration.conveyance", "", "9610")),
        ("voyage", None, ("ENT-1511", "declaration.voyage", "", "9610")),
        (
            "transport_document",
            None,
            ("ENT-1511", "declaration.transport_document", "", "9610"),
        ),
        ("ledger", "L29", ("ENT-1512", "declaration.ledger", "L29", "9610")),
        (
            "lines.ledger_item",
            "0001",
            ("ENT-1512", "declaration.ledger_item[1]", "0001", "9610"),
        ),
        (
            "dispatched_from",
            "142",
            ("ENT-1514", "declaration.dispatched_from", "142", ""),
        ),
    ],
)
def test_a_direct_purchase_asks_for_its_own_entries(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    assert judged(spoil(DIRECT, path, value)) == [finding]


def test_a_conveyance_may_carry_a_chinese_plate() -> None:
    assert judged(spoil(DIRECT, "conveyance", "粤ZA1234港")) == []


def test_a_new_office_of_a_known_region_is_taken() -> None:
    assert judged(spoil(DECLARATION, "customs_office", "9013")) == []


def test_only_declarant_or_seller_may_send_a_list() -> None:
    assert found(lodged(DECLARATION, PLATFORM), DECLARATION_CHECKS) == [
        ("RGT-1201", "declaration.declarant.code", "3301969PT1", "3301969DS2")
    ]


def test_a_carrier_may_stand_surety_when_filed_for_it() -> None:
    roles = REGISTRY[SELLER.code].roles | REGISTRY[CARRIER.code].roles
    surety = REGISTRY | {CARRIER.code: replace(REGISTRY[CARRIER.code], roles=roles)}
    paper = spoil(DECLARATION, "guarantor", CARRIER.code)
    assert judged(paper, registry=surety) == []


def test_a_zone_may_limit_how_late_a_list_is_declared() -> None:
    strict = ZoneProfile(limits_backdating=True, backdating_days=3)
    late = spoil(DECLARATION, "declared_on", date(2026, 10, 16))
    in_time = spoil(DECLARATION, "declared_on", date(2026, 10, 17))
    assert judged(late) == []
    assert judged(in_time, profile=strict) == []
    assert judged(late, profile=strict) == [
        ("STA-1702", "declaration.declared_on", "2026-10-16", "2026-10-17")
    ]


def test_a_change_must_name_the_list_it_changes() -> None:
    head = replace(DECLARATION.heading, action=Action.CHANGE)
    change = replace(DECLARATION, heading=head, number="29002026I000000001")
    assert judged(change) == [("ENT-1516", "declaration.preliminary_number", "", "")]


def test_repeated_lines_are_told_under_the_lists_own_code() -> None:
    twice = replace(DECLARATION, lines=DECLARATION.lines * 2)
    assert judged(twice) == [("DUP-1504", "declaration.number[2]", "1", "")]
    receipts = {it.notice.code: it.notice.receipt for it in DECLARATION_CHECKS}
    assert receipts["DUP-1504"] == "-621027"
    assert receipts["RGT-1201"] == "-621016"
    assert receipts["RGT-1111"] == "-10102"
    assert receipts["RGT-1113"] == "-10101"
