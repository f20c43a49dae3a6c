from decimal import Decimal
from typing import Any

import pytest

from tests.papers import CARRIER, PLATFORM, WAYBILL, lodged
from tests.spoiling import found, spoil
from tongguan.logistics.waybill.rules import WAYBILL_CHECKS


def test_an_agreeing_waybill_raises_no_finding() -> None:
    assert found(lodged(WAYBILL, CARRIER), WAYBILL_CHECKS) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("carrier.name", "捷达",
     ("RGT-1142", "waybill.carrier.name", "捷达", "浙江捷达物流有限公司")),
    ("currency", "344", ("ENT-1501", "waybill.currency", "344", "142")),
    ("consignee.name", "无", ("ENT-1502", "waybill.consignee.name", "无", "")),
    ("goods", "/", ("ENT-1502", "waybill.goods", "/", "")),
    ("number", "ＹＤ1", ("ENT-1503", "waybill.number", "ＹＤ1", "YD1")),
    ("packages", 2, ("AMT-1604", "waybill.packages", "2", "1")),
    ("gross_weight_kg", Decimal("0.00"),
     ("AMT-1603", "waybill.gross_weight_kg", "0.00", "")),
    ("freight", Decimal(-10), ("AMT-1602", "waybill.freight", "-10", "0")),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    spoilt = spoil(WAYBILL, path, value)
    assert found(lodged(spoilt, CARRIER), WAYBILL_CHECKS) == [finding]


@pytest.mark.parametrize("path", ["order_number", "freight", "insurance", "goods"])
def test_an_entry_that_may_be_left_out_is_not_missed(path: str) -> None:
    assert found(lodged(spoil(WAYBILL, path, None), CARRIER), WAYBILL_CHECKS) == []


def test_only_the_carrier_sends_its_waybills() -> None:
    assert found(lodged(WAYBILL, PLATFORM), WAYBILL_CHECKS) == [
        ("RGT-1201", "waybill.carrier.code", "3301969PT1", "3301969WL4")
    ]
