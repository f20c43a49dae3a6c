from datetime import timedelta
from typing import Any

import pytest

from tests.import_papers import DELIVERED
from tests.papers import NOON, lodged
from tests.parcels import CARRIER, PLATFORM
from tests.spoiling import found, spoil
from tongguan.logistics.tracking.rules import DELIVERY_STATUS_CHECKS
from tongguan.trade.registry import FiledFirm, Role

REGISTRY = {
    CARRIER.code: FiledFirm(
        code=CARRIER.code, name=CARRIER.name, roles=frozenset({Role.CARRIER})
    )
}
LATER = NOON + timedelta(seconds=1)


def told(paper: Any, sender: Any = CARRIER) -> list[tuple[str, ...]]:
    return found(lodged(paper, sender, registry=REGISTRY), DELIVERY_STATUS_CHECKS)


def test_a_delivery_signed_for_raises_no_finding() -> None:
    assert told(DELIVERED) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("event", "R", ("ENT-1531", "delivery_status.event", "R", "S")),
    ("happened_at", LATER, ("STA-1711", "delivery_status.happened_at",
                            "2026-10-20 12:00:01", "2026-10-20 12:00:00")),
    ("waybill_number", "ＴＹ1",
     ("ENT-1503", "delivery_status.waybill_number", "ＴＹ1", "TY1")),
    ("carrier.name", "捷达",
     ("RGT-1142", "delivery_status.carrier.name", "捷达", CARRIER.name)),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    assert told(spoil(DELIVERED, path, value)) == [finding]


def test_only_the_carrier_reports_a_delivery() -> None:
    assert told(DELIVERED, PLATFORM) == [
        ("RGT-1201", "delivery_status.carrier.code", PLATFORM.code, CARRIER.code)
    ]
