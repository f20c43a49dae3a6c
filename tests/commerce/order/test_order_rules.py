from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import ORDER, PLATFORM, PROVIDER, REGISTRY, SELLER, lodged
from tests.spoiling import found, spoil
from tongguan.commerce.order.rules import ORDER_CHECKS
from tongguan.trade.registry import Role


def test_an_agreeing_order_raises_no_finding() -> None:
    assert found(lodged(ORDER, PLATFORM), ORDER_CHECKS) == []
    assert found(lodged(ORDER, SELLER), ORDER_CHECKS) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("platform.code", "3301969XX9",
     ("RGT-1111", "order.platform.code", "3301969XX9", "")),
    ("platform.name", "杭州海购",
     ("RGT-1112", "order.platform.name", "杭州海购", "杭州海购电子商务有限公司")),
    ("seller.code", "3301969WL4",
     ("RGT-1123", "order.seller.code", "3301969WL4", "电商企业")),
    ("provider_code", "3101969XX9",
     ("RGT-1131", "order.provider_code", "3101969XX9", "")),
    ("provider_name", "上海通付",
     ("RGT-1132", "order.provider_name", "上海通付", "上海通付支付有限公司")),
    ("buyer.id_type", "2", ("IDN-1301", "order.buyer.id_type", "2", "1")),
    ("buyer.id_number", "33010619900307122",
     ("IDN-1302", "order.buyer.id_number", "330************22", "18")),
    ("buyer.id_number", "33010619900307122A",
     ("IDN-1303", "order.buyer.id_number", "330*************2A", "0-9, X")),
    ("buyer.id_number", "330106199002301228",
     ("IDN-1304", "order.buyer.id_number", "330*************28", "7-14")),
    ("buyer.id_number", "330106202612011228",
     ("IDN-1305", "order.buyer.id_number", "330*************28", "2026-10-20")),
    ("buyer.id_number", "990106199003071228",
     ("IDN-1306", "order.buyer.id_number", "990*************28", "GB/T 2260")),
    ("buyer.id_number", "330106199003071220",
     ("IDN-1307", "order.buyer.id_number", "330*************20", "8")),
    ("currency", "502", ("ENT-1501", "order.currency", "502", "142")),
    ("lines.currency", "502", ("ENT-1501", "order.currency[1]", "502", "142")),
    ("lines.unit", "999", ("REF-1401", "order.unit[1]", "999", "")),
    ("lines.unit", "罐", ("REF-1401", "order.unit[1]", "罐", "122")),
    ("lines.origin", "NLD", ("REF-1402", "order.origin[1]", "NLD", "")),
    ("lines.origin", "荷兰", ("REF-1402", "order.origin[1]", "荷兰", "309")),
    ("consignee.district", "999999",
     ("REF-1406", "order.consignee.district", "999999", "")),
    ("buyer.name", "无", ("ENT-1502", "order.buyer.name", "无", "")),
    ("consignee.address", "/", ("ENT-1502", "order.consignee.address", "/", "")),
    ("lines.name", "空", ("ENT-1502", "order.name[1]", "空", "")),
    ("number", "ＤＤ1", ("ENT-1503", "order.number", "ＤＤ1", "DD1")),
    ("buyer.telephone", "1380571000１",
     ("ENT-1503", "order.buyer.telephone", "138****000１", "138****0001")),
    ("paid", Decimal("525.24"),
     ("AMT-1612", "order.paid", "525.24", "525.23")),
    ("freight", Decimal("10.01"),
     ("AMT-1612", "order.paid", "525.23", "525.24")),
    ("lines.number", 2, ("ENT-1505", "order.number[1]", "2", "1")),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    spoilt = spoil(ORDER, path, value)
    assert found(lodged(spoilt, PLATFORM), ORDER_CHECKS)[-1:] == [finding]


def test_sums_are_told_one_by_one() -> None:
    assert found(
        lodged(spoil(ORDER, "lines.total", Decimal("476.01")), PLATFORM), ORDER_CHECKS
    ) == [
        ("AMT-1601", "order.total[1]", "476.01", "476.00"),
        ("AMT-1611", "order.goods_value", "476.00", "476.01"),
    ]


def test_a_gift_costs_nothing() -> None:
    gift = replace(ORDER.lines[0], number=2, price=Decimal(0), total=Decimal(0))
    with_gift = replace(ORDER, lines=(*ORDER.lines, gift))
    assert found(lodged(with_gift, PLATFORM), ORDER_CHECKS) == []


def test_a_product_longer_than_five_decimals_is_rounded_to_five() -> None:
    line = replace(
        ORDER.lines[0],
        quantity=Decimal("0.33333"),
        price=Decimal("3.33333"),
        total=Decimal("1.11110"),
    )
    order = replace(
        ORDER,
        lines=(line,),
        goods_value=Decimal("1.11110"),
        paid=Decimal("50.34110"),
    )
    assert found(lodged(order, PLATFORM), ORDER_CHECKS) == []


def test_the_greatest_amounts_the_wire_can_carry_are_multiplied_exactly() -> None:
    most = Decimal("99999999999999.99999")
    line = replace(ORDER.lines[0], quantity=most, price=most, total=most)
    order = replace(ORDER, lines=(line,), goods_value=most, paid=most)
    assert found(lodged(order, PLATFORM), ORDER_CHECKS) == [
        (
            "AMT-1601",
            "order.total[1]",
            "99999999999999.99999",
            "9999999999999999998000000000.00",
        ),
        (
            "AMT-1612",
            "order.paid",
            "99999999999999.99999",
            "100000000000049.22999",
        ),
    ]


def test_nothing_is_sold_for_less_than_nothing() -> None:
    spoilt = spoil(ORDER, "freight", Decimal("-1.00"))
    assert found(lodged(spoilt, PLATFORM), ORDER_CHECKS)[0] == (
        "AMT-1602",
        "order.freight",
        "-1.00",
        "0",
    )


def test_a_line_of_nothing_is_refused() -> None:
    spoilt = spoil(ORDER, "lines.quantity", Decimal(0))
    assert found(lodged(spoilt, PLATFORM), ORDER_CHECKS)[0] == (
        "AMT-1603",
        "order.quantity[1]",
        "0",
        "",
    )


def test_a_repeated_line_number_is_told_once_under_its_own_receipt_code() -> None:
    twice = replace(
        ORDER,
        lines=ORDER.lines * 2,
        goods_value=Decimal("952.00"),
        paid=Decimal("1001.23"),
    )
    assert found(lodged(twice, PLATFORM), ORDER_CHECKS) == [
        ("DUP-1504", "order.number[2]", "1", "")
    ]
    receipts = {it.notice.code: it.notice.receipt for it in ORDER_CHECKS}
    assert receipts["DUP-1504"] == "-301002"
    assert receipts["AMT-1612"] == "-301008"


def test_a_stranger_may_not_send_an_order() -> None:
    assert found(lodged(ORDER, PROVIDER), ORDER_CHECKS) == [
        (
            "RGT-1201",
            "order.platform.code",
            "3101969ZF3",
            "3301969PT1 / 3301969DS2",
        )
    ]


def test_a_stranger_with_a_mandate_may_send_it() -> None:
    mandated = lodged(ORDER, PROVIDER, principals=frozenset({SELLER.code}))
    assert found(mandated, ORDER_CHECKS) == []


def test_a_filing_that_ended_is_not_used() -> None:
    ended = REGISTRY | {SELLER.code: replace(REGISTRY[SELLER.code], active=False)}
    assert found(lodged(ORDER, PLATFORM, registry=ended), ORDER_CHECKS) == [
        ("RGT-1124", "order.seller.code", "3301969DS2", "")
    ]


def test_an_order_need_not_name_who_will_be_paid() -> None:
    open_order = replace(ORDER, provider_code=None, provider_name=None)
    assert found(lodged(open_order, PLATFORM), ORDER_CHECKS) == []


def test_the_seller_must_be_filed_as_a_seller() -> None:
    other = REGISTRY | {
        SELLER.code: replace(REGISTRY[SELLER.code], roles=frozenset({Role.CARRIER}))
    }
    assert found(lodged(ORDER, PLATFORM, registry=other), ORDER_CHECKS) == [
        ("RGT-1123", "order.seller.code", "3301969DS2", "电商企业")
    ]
