from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import AGREEING
from tests.spoiling import found, said, spoil
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.kit.checks import Severity, verify


def test_agreeing_papers_raise_no_finding() -> None:
    assert found(AGREEING, THREE_DOCUMENTS) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("payment.order_number", "DD2",
     ("MAT-3001", "payment.order_number", "DD2", "DD20261020001")),
    ("payment.platform.code", "3301969PT9",
     ("MAT-3004", "payment.platform.code", "3301969PT9", "3301969PT1")),
    ("payment.platform.name", "海购",
     ("MAT-3006", "payment.platform.name", "海购", "杭州海购电子商务有限公司")),
    ("payment.provider.code", "3101969ZF9",
     ("MAT-3007", "payment.provider.code", "3101969ZF9", "3101969ZF3")),
    ("payment.provider.name", "通付",
     ("MAT-3008", "payment.provider.name", "通付", "上海通付支付有限公司")),
    ("payment.transaction", "ZF2",
     ("MAT-3009", "payment.transaction", "ZF2", "ZF20261020001")),
    ("payment.payer.id_type", "2",
     ("MAT-3011", "payment.payer.id_type", "2", "1")),
    ("payment.payer.id_number", "110101199003071290",
     ("MAT-3002", "payment.payer.id_number",
      "110*************90", "330*************28")),
    ("payment.payer.name", "韩梅梅",
     ("MAT-3003", "payment.payer.name", "韩**", "李**")),
    ("payment.amount", Decimal("525.22"),
     ("MAT-3005", "payment.amount", "525.22", "525.23")),
    ("payment.currency", "502", ("MAT-3010", "payment.currency", "502", "142")),
    ("waybill.order_number", "DD2",
     ("MAT-3021", "waybill.order_number", "DD2", "DD20261020001")),
    ("waybill.consignee.name", "韩梅梅",
     ("MAT-3022", "waybill.consignee.name", "韩**", "李**")),
    ("waybill.consignee.telephone", "13800000009",
     ("MAT-3023", "waybill.consignee.telephone", "138****0009", "138****0001")),
    ("waybill.consignee.address", "上海市浦东新区1号",
     ("MAT-3024", "waybill.consignee.address", "上海市浦东新****", "浙江省杭州市****")),
    ("declaration.order_number", "DD2",
     ("MAT-3031", "declaration.order_number", "DD2", "DD20261020001")),
    ("declaration.platform.code", "3301969PT9",
     ("MAT-3032", "declaration.platform.code", "3301969PT9", "3301969PT1")),
    ("declaration.platform.name", "海购",
     ("MAT-3033", "declaration.platform.name", "海购", "杭州海购电子商务有限公司")),
    ("declaration.seller.code", "3301969DS9",
     ("MAT-3034", "declaration.seller.code", "3301969DS9", "3301969DS2")),
    ("declaration.seller.name", "西子",
     ("MAT-3035", "declaration.seller.name", "西子", "杭州西子跨境贸易有限公司")),
    ("declaration.buyer.name", "韩梅梅",
     ("MAT-3036", "declaration.buyer.name", "韩**", "李**")),
    ("declaration.buyer.id_type", "2",
     ("MAT-3039", "declaration.buyer.id_type", "2", "1")),
    ("declaration.buyer.id_number", "110101199003071290",
     ("MAT-3037", "declaration.buyer.id_number",
      "110*************90", "330*************28")),
    ("declaration.buyer.telephone", "13800000009",
     ("MAT-3038", "declaration.buyer.telephone", "138****0009", "138****0001")),
    ("declaration.address", "上海市浦东新区1号",
     ("MAT-3025", "declaration.address", "上海市浦东新****", "浙江省杭州市****")),
    ("declaration.currency", "502",
     ("MAT-3026", "declaration.currency", "502", "142")),
    ("declaration.lines.name", "奶粉",
     ("MAT-3041", "declaration.name[1]", "奶粉", "婴儿配方奶粉1段")),
    ("declaration.lines.item_number", "SKU2",
     ("MAT-3042", "declaration.item_number[1]", "SKU2", "SKU1901")),
    ("declaration.lines.unit", "140",
     ("MAT-3044", "declaration.unit[1]", "140", "122")),
    ("declaration.lines.quantity", Decimal(3),
     ("MAT-3045", "declaration.quantity[1]", "3", "2")),
    ("declaration.lines.price", Decimal("237.99"),
     ("MAT-3046", "declaration.price[1]", "237.99", "238.00")),
    ("declaration.lines.total", Decimal("475.98"),
     ("MAT-3047", "declaration.total[1]", "475.98", "476.00")),
    ("declaration.lines.currency", "502",
     ("MAT-3048", "declaration.currency[1]", "502", "142")),
    ("declaration.lines.origin", "601",
     ("MAT-3049", "declaration.origin[1]", "601", "309")),
    ("declaration.waybill_number", "YD2",
     ("MAT-3051", "declaration.waybill_number", "YD2", "YD20261020001")),
    ("declaration.carrier.code", "3301969WL9",
     ("MAT-3052", "declaration.carrier.code", "3301969WL9", "3301969WL4")),
    ("declaration.carrier.name", "捷达",
     ("MAT-3053", "declaration.carrier.name", "捷达", "浙江捷达物流有限公司")),
    ("declaration.gross_weight_kg", Decimal("2.31"),
     ("MAT-3055", "declaration.gross_weight_kg", "2.31", "2.30")),
    ("waybill.freight", Decimal("9.00"),
     ("MAT-3056", "declaration.freight", "10.00", "9.00")),
    ("declaration.insurance", Decimal("1.00"),
     ("MAT-3057", "declaration.insurance", "1.00", "0.00")),
    ("declaration.packages", 2, ("MAT-3059", "declaration.packages", "2", "1")),
    ("payment.paid_at", AGREEING.payment.paid_at + timedelta(days=1),
     ("MAT-3061", "declaration.declared_on", "2026-10-20", "2026-10-21")),
    ("order.freight", Decimal("12.00"),
     ("MAT-3058", "declaration.freight", "10.00", "12.00")),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_disagreement_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    assert found(spoil(AGREEING, path, value), THREE_DOCUMENTS) == [finding]


def test_every_comparison_has_its_row() -> None:
    tested = {row[2][0] for row in ROWS} | {"MAT-3040", "MAT-3043", "MAT-3054"}
    assert tested == {it.notice.code for it in THREE_DOCUMENTS}


def test_transport_documents_are_compared_where_both_are_given() -> None:
    one = spoil(AGREEING, "waybill.transport_document", "999-1")
    both = spoil(one, "declaration.transport_document", "999-2")
    assert found(one, THREE_DOCUMENTS) == []
    assert found(both, THREE_DOCUMENTS) == [
        ("MAT-3054", "declaration.transport_document", "999-2", "999-1")
    ]


def test_bar_codes_are_compared_where_the_goods_have_one() -> None:
    one = spoil(AGREEING, "declaration.lines.barcode", "6901234567892")
    both = spoil(one, "order.lines.barcode", "6901234567885")
    assert found(one, THREE_DOCUMENTS) == []
    assert found(both, THREE_DOCUMENTS) == [
        ("MAT-3043", "declaration.barcode[1]", "6901234567892", "6901234567885")
    ]


def test_unequal_counts_of_lines_are_told_without_their_consequences() -> None:
    order = AGREEING.order
    longer = replace(order, lines=(replace(order.lines[0], name="别的"),) * 2)
    assert found(replace(AGREEING, order=longer), THREE_DOCUMENTS) == [
        ("MAT-3040", "declaration.lines", "1", "2")
    ]


@pytest.mark.parametrize(
    "path",
    [
        "order.provider_code",
        "order.provider_name",
        "order.transaction",
        "order.buyer.telephone",
        "waybill.order_number",
        "waybill.freight",
        "waybill.insurance",
        "declaration.lines.item_number",
        "order.lines.barcode",
    ],
)
def test_an_entry_that_is_left_out_is_not_compared(path: str) -> None:
    assert found(spoil(AGREEING, path, None), THREE_DOCUMENTS) == []


def test_blanks_around_a_name_are_forgiven_and_nothing_else() -> None:
    blanks = spoil(AGREEING, "payment.payer.name", " 李晓梅 ")
    inside = spoil(AGREEING, "payment.payer.name", "李 晓梅")
    assert found(blanks, THREE_DOCUMENTS) == []
    assert [it[0] for it in found(inside, THREE_DOCUMENTS)] == ["MAT-3003"]


def test_an_amount_is_compared_by_value_and_not_by_its_zeros() -> None:
    assert (
        found(spoil(AGREEING, "payment.amount", Decimal("525.2300")), THREE_DOCUMENTS)
        == []
    )


def test_freight_may_hold_the_insurance() -> None:
    insured = spoil(AGREEING, "declaration.insurance", Decimal("2.00"))
    insured = spoil(insured, "waybill.insurance", Decimal("2.00"))
    assert (
        found(spoil(insured, "order.freight", Decimal("12.00")), THREE_DOCUMENTS) == []
    )


def test_the_day_of_payment_may_be_the_day_of_the_list_but_not_later() -> None:
    later = spoil(AGREEING, "declaration.declared_on", date(2026, 10, 21))
    assert found(later, THREE_DOCUMENTS) == []


def test_a_finding_names_both_papers_and_who_acts() -> None:
    papers = spoil(AGREEING, "payment.amount", Decimal("525.22"))
    finding = verify(papers, THREE_DOCUMENTS)[0]
    assert finding.difference
    assert finding.difference.against
    assert said(finding.difference.against) == "order.paid"
    assert finding.chinese() == ("支付单“支付金额”为“525.22”，订单为“525.23”，应一致。")
    assert finding.english() == (
        "The amount paid is 525.22 on the payment but 525.23 on the order; "
        "they must agree."
    )
    assert finding.notice.remedy[0] == (
        "更正支付单（支付企业）或变更订单（电商平台），使两者一致。"
    )


def test_known_reasons_carry_the_official_code() -> None:
    receipts = {it.notice.code: it.notice.receipt for it in THREE_DOCUMENTS}
    assert {code: receipts[code] for code in receipts if receipts[code]} == {
        "MAT-3007": "13035",
        "MAT-3008": "13035",
        "MAT-3011": "1327",
        "MAT-3002": "1327",
        "MAT-3003": "1327",
        "MAT-3005": "1332",
        "MAT-3036": "13127",
        "MAT-3038": "130126",
        "MAT-3040": "1320",
        **{f"MAT-304{digit}": "1322" for digit in range(1, 10)},
        "MAT-3058": "1200",
    }


def test_only_the_freight_of_the_order_is_left_to_an_officer() -> None:
    held = [
        it.notice.code
        for it in THREE_DOCUMENTS
        if it.notice.severity is not Severity.REJECT
    ]
    assert held == ["MAT-3058"]
