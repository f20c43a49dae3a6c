"""What the papers of exports must be on their own: one entry spoilt, one finding."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.outbound import AT, lodged, paper
from tests.spoiling import found, spoil
from tongguan.journeys.kinds import KINDS
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Firm

P = Paper
LATE = AT + timedelta(hours=1)
LIST = paper(P.EXPORT_DECLARATION)
SPECIAL = replace(
    LIST,
    supervision_mode="1210",
    zone_operator_code="9901960W01",
    zone_operator_name="云汐一号保税仓储有限公司",
    ledger="L4613B260001",
    lines=(replace(LIST.lines[0], ledger_item="0001"),),
)


def judged(it: Any, sender: str = "") -> list[tuple[str, ...]]:
    return found(lodged(it, sender), KINDS[it.nature.kind].checks)


# fmt: off
ROWS: list[tuple[Paper, str, Any, tuple[str, ...]]] = [
    (P.EXPORT_ORDER, "platform.code", "",
     ("ENT-1520", "export_order.platform.code", "", "")),
    (P.EXPORT_ORDER, "platform.code", "9901960X99",
     ("RGT-1111", "export_order.platform.code", "9901960X99", "")),
    (P.EXPORT_ORDER, "lines.number", 2,
     ("ENT-1505", "export_order.number[1]", "2", "1")),
    (P.EXPORT_ORDER, "lines.currency", "142",
     ("ENT-1522", "export_order.currency[1]", "142", "502")),
    (P.EXPORT_ORDER, "currency", "USD",
     ("REF-1409", "export_order.currency", "USD", "")),
    (P.EXPORT_ORDER, "goods_value", Decimal("37.51"),
     ("AMT-1613", "export_order.goods_value", "37.51", "37.50")),
    (P.EXPORT_ORDER, "lines.price", Decimal("12.49"),
     ("AMT-1601", "export_order.total[1]", "37.50", "37.47")),
    (P.PROCEEDS, "provider_name", "现金支付",
     ("ENT-1523", "proceeds.transaction", "SK", "现金支付")),
    (P.PROCEEDS, "received_at", LATE,
     ("STA-1704", "proceeds.received_at",
      "2026-10-20 13:00:00", "2026-10-20 10:30:00")),
    (P.PROCEEDS, "amount", Decimal(0), ("AMT-1603", "proceeds.amount", "0", "")),
    (P.EXPORT_WAYBILL, "seller_name", "远帆",
     ("RGT-1122", "export_waybill.seller_name", "远帆", "云汐远帆百货有限公司")),
    (P.EXPORT_WAYBILL, "goods", "/", ("ENT-1502", "export_waybill.goods", "/", "")),
    (P.EXPORT_WAYBILL, "packages", 0, ("AMT-1603", "export_waybill.packages", "0", "")),
    (P.ARRIVAL, "operator", Firm(code="9901960W01", name="云汐一号保税仓储有限公司"),
     ("RGT-1183", "arrival.operator.code", "9901960W01", "监管场所经营人")),
    (P.ARRIVAL, "direction", "I", ("ENT-1517", "arrival.direction", "I", "E")),
    (P.ARRIVAL, "part", 2, ("ENT-1518", "arrival.part", "2", "1")),
    (P.ARRIVAL, "transport_document", None,
     ("ENT-1519", "arrival.transport_document", "", "6")),
    (P.ARRIVAL, "domestic_conveyance", "",
     ("ENT-1502", "arrival.domestic_conveyance", "", "")),
    (P.DEPARTURE, "left_at", LATE,
     ("STA-1705", "departure.left_at", "2026-10-20 13:00:00", "2026-10-20 11:50:00")),
    (P.DEPARTURE, "transport_mode", "Q",
     ("REF-1403", "departure.transport_mode", "Q", "")),
    (P.EXPORT_DECLARATION, "supervision_mode", "1239",
     ("REF-1412", "export_declaration.supervision_mode", "1239",
      "9610 / 1210 / 9710 / 9810")),
    (P.EXPORT_DECLARATION, "supervision_mode", "1210",
     ("ENT-1526", "export_declaration.ledger_item[1]", "", "1210")),
    (P.EXPORT_DECLARATION, "procedure", "C",
     ("REF-1413", "export_declaration.procedure", "C", "A / B")),
    (P.EXPORT_DECLARATION, "destination", "US1",
     ("REF-1402", "export_declaration.destination", "US1", "")),
    (P.EXPORT_DECLARATION, "insurance_currency", "000",
     ("REF-1409", "export_declaration.insurance_currency", "000", "")),
    (P.EXPORT_DECLARATION, "number", "46132026I000000001",
     ("ENT-1521", "export_declaration.number", "46132026I000000001",
      "4位关区+4位年+E+9至11位数字")),
    (P.EXPORT_DECLARATION, "lines.hs_code", "6109",
     ("REF-1408", "export_declaration.hs_code[1]", "6109", "01-76, 78-97")),
    (P.EXPORT_DECLARATION, "net_weight_kg", Decimal("0.71"),
     ("AMT-1621", "export_declaration.net_weight_kg", "0.71", "0.7")),
    (P.EXPORT_DECLARATION, "lines.second_unit", None,
     ("AMT-1623", "export_declaration.second_unit[1]", "0.6", "")),
    (P.EXPORT_CANCELLATION, "list_number", "4613",
     ("ENT-1521", "export_cancellation.list_number", "4613",
      "4位关区+4位年+E+9至11位数字")),
    (P.EXPORT_CANCELLATION, "reason", "无",
     ("ENT-1502", "export_cancellation.reason", "无", "")),
    (P.CONSOLIDATION, "parts", 0, ("ENT-1518", "consolidation.part", "1", "0")),
    (P.CONSOLIDATION, "gross_weight_kg", Decimal(0),
     ("AMT-1603", "consolidation.gross_weight_kg", "0", "")),
    (P.SUMMARY, "since", AT, ("STA-1706", "summary.until", "", "")),
    (P.SUMMARY, "lines", (), ("ENT-1524", "summary.lines", "", "")),
    (P.SUMMARY, "grouping", "3", ("REF-1410", "summary.grouping", "3", "1 / 2")),
    (P.SUMMARY, "broker.name", "明关",
     ("RGT-1152", "summary.broker.name", "明关", "云汐明关报关行有限公司")),
    (P.EXPORT_RETURN, "supervision_mode", "9710",
     ("REF-1411", "export_return.supervision_mode", "9710",
      "9661 / 1261 / 9610 / 1210 / 1239")),
    (P.EXPORT_RETURN, "dispatched_from", "142",
     ("ENT-1525", "export_return.dispatched_from", "142", "")),
    (P.EXPORT_RETURN, "direction", "E",
     ("ENT-1517", "export_return.direction", "E", "I")),
    (P.EXPORT_RETURN, "lines.quantity", Decimal(2),
     ("AMT-1622", "export_return.statutory_quantity[1]", "3", "2")),
    (P.RETURN_TALLY, "operator.code", "9901960T09",
     ("RGT-1181", "return_tally.operator.code", "9901960T09", "")),
]
# fmt: on


@pytest.mark.parametrize(("kind", "path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_its_finding(
    kind: Paper, path: str, value: Any, finding: tuple[str, ...]
) -> None:
    code, where, given, expected = finding
    told = judged(spoil(paper(kind), path, value))

    assert (code, where) in {it[:2] for it in told}
    shown = next(it for it in told if it[:2] == (code, where))
    assert shown[2].startswith(given)
    assert shown[3] == expected


def test_a_platform_abroad_need_not_be_on_file() -> None:
    abroad = Firm(code="无", name="Seaside Wholesale LLC")

    assert judged(replace(paper(P.EXPORT_ORDER), platform=abroad)) == []
    assert judged(replace(LIST, platform=abroad)) == []


def test_the_post_may_run_the_site_and_needs_no_transport_document() -> None:
    arrival = paper(P.ARRIVAL)
    post = replace(
        arrival, operator=arrival.carrier, transport_mode="6", transport_document=None
    )

    assert judged(post, arrival.carrier.code) == []


def test_a_list_of_a_special_area_names_its_ledger() -> None:
    assert judged(SPECIAL) == []
    assert judged(replace(SPECIAL, ledger=None)) == [
        ("ENT-1526", "export_declaration.ledger", "", "1210"),
    ]


@pytest.mark.parametrize(
    ("procedure", "mode", "price", "codes"),
    [
        ("A", "9610", "25.00", []),
        ("A", "9610", "25.01", ["AMT-1614"]),
        ("B", "9610", "25.01", []),
        ("B", "9710", "25.00", []),
        ("B", "9710", "25.01", ["AMT-1614"]),
        ("B", "9810", "25.01", ["AMT-1614"]),
    ],
)
def test_a_small_list_is_worth_five_thousand_yuan_at_most(
    procedure: str, mode: str, price: str, codes: list[str]
) -> None:
    each, many = Decimal(price), Decimal(200)
    line = replace(
        *LIST.lines,
        currency="142",
        quantity=many,
        statutory_quantity=many,
        price=each,
        total=each * many,
    )
    listed = replace(LIST, procedure=procedure, supervision_mode=mode, lines=(line,))

    assert [it[0] for it in judged(listed)] == codes


def test_a_simplified_list_has_no_licence() -> None:
    assert judged(replace(LIST, procedure="A", licence="26-AA-000001")) == [
        ("ENT-1527", "export_declaration.licence", "26-AA-000001", ""),
    ]


def test_no_parcel_and_no_list_is_named_twice() -> None:
    bill = paper(P.CONSOLIDATION)
    twice = replace(bill, lines=(*bill.lines, replace(bill.lines[0], number=2)))
    parcel = bill.lines[0]

    assert judged(twice) == [
        ("DUP-1506", "consolidation.waybill_number[2]", parcel.waybill_number, ""),
        ("DUP-1506", "consolidation.list_number[2]", parcel.list_number, ""),
    ]


def test_a_summary_of_a_time_names_no_list_and_ends_after_it_began() -> None:
    timed = replace(paper(P.SUMMARY), lines=(), since=AT, until=AT)

    assert judged(timed) == []
    assert judged(replace(timed, since=LATE)) == [
        ("STA-1706", "summary.until", "2026-10-20 12:00:00", "2026-10-20 13:00:00"),
    ]
