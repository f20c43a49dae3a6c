"""The published kinds of set pass every check as they stand: bonded and direct."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.spoiling import found
from tongguan.commerce.order.rules import ORDER_CHECKS
from tongguan.customs.declaration.rules import DECLARATION_CHECKS
from tongguan.customs.filing.admission import Admission
from tongguan.customs.filing.rules import ADMISSION
from tongguan.customs.matching.rules import THREE_DOCUMENTS
from tongguan.customs.risk.model import RiskFacts, Suspect
from tongguan.customs.risk.rules import SELECTIVITY
from tongguan.customs.tariff.rules import tariff_on
from tongguan.finance.payment.rules import PAYMENT_CHECKS
from tongguan.gateway.chinaport.catalogue import read_message
from tongguan.logistics.waybill.rules import WAYBILL_CHECKS
from tongguan.trade.papers import Dossier
from tongguan.trade.registry import FiledFirm, Lodgement, Role

SETS = Path(__file__).parents[3] / "shared" / "standard" / "samples" / "synthetic"
FIRMS = {
    "1100PF0001": ("测试平台", {Role.PLATFORM}),
    "1100EC0001": (
        "测试电商有限公司",
        {Role.SELLER, Role.DECLARANT, Role.GUARANTOR},
    ),
    "1100PY0001": ("测试支付有限公司", {Role.PAYMENT}),
    "1100LG0001": ("测试物流有限公司", {Role.CARRIER}),
    "1100WH0001": ("测试保税仓储有限公司", {Role.ZONE_OPERATOR}),
}
REGISTRY = {
    code: FiledFirm(code=code, name=name, roles=frozenset(roles))
    for code, (name, roles) in FIRMS.items()
}
QUIET = RiskFacts(
    spent_same_shop_today=Decimal(0),
    lists_same_day=1,
    buyers_on_telephone=1,
    buyers_on_address=1,
    draw=Decimal(0),
)
CHECKS = {
    "CEB311": ORDER_CHECKS,
    "CEB411": PAYMENT_CHECKS,
    "CEB511": WAYBILL_CHECKS,
    "CEB621": DECLARATION_CHECKS,
}
pytestmark = pytest.mark.skipif(
    not SETS.exists(), reason="the sample sets are not beside this checkout"
)


@pytest.mark.parametrize("kind", ["imp-bonded-1210", "imp-direct-9610"])
def test_a_sample_set_passes_every_check(kind: str) -> None:
    papers: list[Any] = []
    for message, checks in CHECKS.items():
        reading = read_message((SETS / f"{kind}-{message}.xml").read_bytes())
        (paper,) = reading.papers
        assert reading.transfer
        assert found(_lodged(paper, reading.transfer.code), checks) == []
        papers.append(paper)
    order, payment, waybill, declaration = papers
    dossier = Dossier(
        order=order, payment=payment, waybill=waybill, declaration=declaration
    )
    tariff = tariff_on(declaration.declared_on)
    assert found(Admission(declaration=declaration, tariff=tariff), ADMISSION) == []
    assert found(dossier, THREE_DOCUMENTS) == []
    assert (
        found(Suspect(declaration=dossier.declaration, facts=QUIET), SELECTIVITY) == []
    )


def _lodged(paper: Any, sender: str) -> Lodgement[Any]:
    return Lodgement(
        paper=paper,
        sender=sender,
        principals=frozenset({sender}),
        day=date(2026, 11, 20),
        registry=REGISTRY,
    )
