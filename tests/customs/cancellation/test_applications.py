"""What is asked for about a list, to cancel it or to take goods back, on its own."""

from decimal import Decimal
from typing import Any

import pytest

from tests.import_papers import CANCELLED, RETURNED
from tests.papers import BUYER, lodged
from tests.parcels import CARRIER, PLATFORM, SELLER
from tests.spoiling import found, spoil
from tongguan.customs.cancellation.rules import CANCELLATION_CHECKS
from tongguan.customs.goods_return.rules import GOODS_RETURN_CHECKS
from tongguan.trade.papers import Action
from tongguan.trade.registry import FiledFirm, Role

R = Role
FIRMS = ((PLATFORM, {R.PLATFORM}), (SELLER, {R.SELLER, R.DECLARANT}),
         (CARRIER, {R.CARRIER}))  # fmt: skip
REGISTRY = {
    firm.code: FiledFirm(code=firm.code, name=firm.name, roles=frozenset(roles))
    for firm, roles in FIRMS
}
CHECKS = {CANCELLED: CANCELLATION_CHECKS, RETURNED: GOODS_RETURN_CHECKS}


def told(paper: Any, checks: Any) -> list[tuple[str, ...]]:
    return found(lodged(paper, SELLER, registry=REGISTRY), checks)


@pytest.mark.parametrize("paper", CHECKS)
def test_an_agreeing_application_raises_no_finding(paper: Any) -> None:
    assert told(paper, CHECKS[paper]) == []


# fmt: off
ROWS: list[tuple[str, Any, tuple[str, ...]]] = [
    ("declarant.name", "别家", ("RGT-1152", "declarant.name", "别家", SELLER.name)),
    ("buyer.id_number", BUYER.id_number[:-1] + "0",
     ("IDN-1307", "buyer.id_number", "330*************20", "8")),
    ("customs_office", "99999", ("REF-1405", "customs_office", "99999", "")),
    ("reason", "无", ("ENT-1502", "reason", "无", "")),
    ("order_number", "ＤＤ1", ("ENT-1503", "order_number", "ＤＤ1", "DD1")),
    ("list_number", "29002026E000000001",
     ("ENT-1532", "list_number", "29002026E000000001", "4位关区+4位年+I+9位数字")),
    ("list_number", "1", ("ENT-1532", "list_number", "1", "4位关区+4位年+I+9位数字")),
]
# fmt: on


@pytest.mark.parametrize(("path", "value", "finding"), ROWS)
@pytest.mark.parametrize("paper", CHECKS)
def test_one_spoilt_entry_raises_one_finding(
    paper: Any, path: str, value: Any, finding: tuple[str, ...]
) -> None:
    code, field, given, expected = finding
    place = f"{paper.nature.kind}.{field}"
    spoilt = spoil(paper, path, value)

    assert told(spoilt, CHECKS[paper]) == [(code, place, given, expected)]


@pytest.mark.parametrize("action", [Action.CHANGE, Action.DELETE])
def test_a_cancellation_is_only_ever_new(action: Action) -> None:
    spoilt = spoil(CANCELLED, "heading.action", action)

    assert told(spoilt, CANCELLATION_CHECKS) == [
        ("ENT-1533", "cancellation.heading.action", action.value, "1")
    ]


@pytest.mark.parametrize(
    ("path", "value", "finding"),
    [
        (
            "lines.quantity",
            Decimal(0),
            ("AMT-1603", "goods_return.quantity[1]", "0", ""),
        ),
        ("lines.unit", "xxx", ("REF-1401", "goods_return.unit[1]", "xxx", "")),
        (
            "lines.hs_code",
            "19011010",
            ("REF-1408", "goods_return.hs_code[1]", "19011010", "01-76, 78-97"),
        ),
    ],
)
def test_a_spoilt_line_of_a_return_is_told(
    path: str, value: Any, finding: tuple[str, ...]
) -> None:
    assert told(spoil(RETURNED, path, value), GOODS_RETURN_CHECKS) == [finding]
