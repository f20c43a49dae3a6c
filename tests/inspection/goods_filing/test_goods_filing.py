"""Goods of a list held against those on file: one thing spoilt at a time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.papers import DECLARATION, SELLER
from tests.spoiling import found
from tongguan.inspection.goods_filing.lifecycle import GOODS, Actor, GoodsState
from tongguan.inspection.goods_filing.model import Filing, versions_used
from tongguan.inspection.goods_filing.rules import GOODS_FILING
from tongguan.kit.checks import Severity, verify
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.trade.goods import FiledGoods, Measure, version_on
from tongguan.trade.registry import ZoneProfile

TIN = FiledGoods(
    seller_code=SELLER.code,
    item_number="SKU1901",
    hs_code="1901101090",
    name="婴儿配方奶粉1段",
    model="900g/罐",
    unit="122",
    origin="309",
    net_content=Decimal(900),
    measure=Measure.GRAM,
    effective=date(2026, 1, 1),
    until=date(2026, 12, 31),
)
STRICT = ZoneProfile(requires_goods_filing=True)
KEY = (SELLER.code, "SKU1901")


def filing(*versions: FiledGoods, **changes: Any) -> Filing:
    on_file = {KEY: versions} if versions else {}
    return Filing(declaration=DECLARATION, on_file=on_file, **changes)


def test_goods_as_filed_raise_no_findings() -> None:
    assert verify(filing(TIN, zone=STRICT), GOODS_FILING) == []


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        (
            {"hs_code": "1901101010"},
            ("LST-2101", "declaration.hs_code[1]", "1901101090", "1901101010"),
        ),
        (
            {"active": False},
            ("LST-2102", "declaration.item_number[1]", "SKU1901", "2026-10-20"),
        ),
        (
            {"until": date(2026, 10, 19)},
            ("LST-2102", "declaration.item_number[1]", "SKU1901", "2026-10-20"),
        ),
        (
            {"net_content": Decimal(800)},
            ("LST-2103", "declaration.statutory_quantity[1]", "1.8", "1.60"),
        ),
    ],
)
def test_one_difference_raises_one_finding(changes: Any, finding: Any) -> None:
    assert found(filing(replace(TIN, **changes)), GOODS_FILING) == [finding]


def test_only_a_different_content_is_left_to_an_officer() -> None:
    severities = {one.notice.code: one.notice.severity for one in GOODS_FILING}
    assert severities == {
        "LST-2101": Severity.REJECT,
        "LST-2102": Severity.REJECT,
        "LST-2103": Severity.HOLD,
        **dict.fromkeys((f"LST-210{n}" for n in range(4, 10)), Severity.REJECT),
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"net_content": Decimal(820)},  # within a tenth
        {"net_content": None, "measure": None},
        {"measure": Measure.MILLILITRE, "net_content": Decimal(1)},
        {"unit": "140", "net_content": Decimal(1)},  # another unit is counted
    ],
)
def test_content_is_compared_only_where_it_can_be(changes: Any) -> None:
    assert found(filing(replace(TIN, **changes)), GOODS_FILING) == []


def test_goods_must_be_on_file_only_where_the_zone_says_so() -> None:
    assert found(filing(), GOODS_FILING) == []
    assert found(filing(zone=STRICT), GOODS_FILING) == [
        ("LST-2104", "declaration.item_number[1]", "SKU1901", SELLER.code)
    ]


def test_a_list_is_held_against_the_version_of_its_day() -> None:
    before = replace(TIN, hs_code="1901101010")
    now = replace(TIN, version=2, effective=date(2026, 10, 20))
    later = replace(TIN, version=3, hs_code="9999999999", effective=date(2026, 11, 1))
    versions = (before, now, later)
    assert version_on(versions, date(2026, 10, 19)) == before
    assert version_on(versions, date(2025, 12, 31)) is None
    assert found(filing(*versions), GOODS_FILING) == []
    assert versions_used(DECLARATION, {KEY: versions}) == {"SKU1901": "v2"}


def test_a_cancelled_record_stays_cancelled() -> None:
    assert GOODS.final() == {GoodsState.CANCELLED}
    with pytest.raises(IllegalMoveError):
        GOODS.after(GoodsState.SUSPENDED, "amend", by=Actor.OFFICER)
