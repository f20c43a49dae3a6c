from dataclasses import replace
from typing import Any

import pytest

from tests.import_papers import SITE, STORED
from tests.papers import lodged
from tests.parcels import CARRIER, SELLER
from tests.spoiling import found, spoil
from tongguan.customs.arrival.rules import WAREHOUSING_CHECKS
from tongguan.trade.registry import FiledFirm, Role

REGISTRY = {
    firm.code: FiledFirm(code=firm.code, name=firm.name, roles=frozenset({role}))
    for firm, role in ((SITE, Role.SITE_OPERATOR), (CARRIER, Role.CARRIER))
}


def told(paper: Any) -> list[tuple[str, ...]]:
    return found(lodged(paper, SITE, registry=REGISTRY), WAREHOUSING_CHECKS)


def test_an_agreeing_detail_raises_no_finding() -> None:
    assert told(STORED) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("direction", "E", ("ENT-1517", "warehousing.direction", "E", "I")),
    ("transport_mode", "?", ("REF-1403", "warehousing.transport_mode", "?", "")),
    ("conveyance", "/", ("ENT-1502", "warehousing.conveyance", "/", "")),
    ("lines.number", 3, ("ENT-1505", "warehousing.number[2]", "2", "1")),
    ("lines.waybill_number", "TY00000002",
     ("DUP-1506", "warehousing.waybill_number[2]", "TY00000002", "")),
    ("operator.name", "别处",
     ("RGT-1182", "warehousing.operator.name", "别处", SITE.name)),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
def test_one_spoilt_entry_raises_one_finding(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    assert told(spoil(STORED, path, value)) == [finding]


def test_a_postal_carrier_may_run_the_site_itself() -> None:
    assert (
        found(
            lodged(replace(STORED, operator=CARRIER), CARRIER, registry=REGISTRY),
            WAREHOUSING_CHECKS,
        )
        == []
    )


def test_only_the_operator_sends_its_details() -> None:
    (finding,) = found(lodged(STORED, SELLER, registry=REGISTRY), WAREHOUSING_CHECKS)
    assert finding == ("RGT-1201", "warehousing.operator.code", SELLER.code, SITE.code)
