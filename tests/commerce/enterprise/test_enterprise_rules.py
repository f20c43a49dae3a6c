"""Which roles send which paper, and which act of a mandate a report is."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.papers import AGREEING, REGISTRY
from tongguan.commerce.enterprise.model import Act, Mandate
from tongguan.commerce.enterprise.rules import (
    act_of,
    is_transmitted_by_role,
    not_for,
    senders_of,
)
from tongguan.kit.checks import verify
from tongguan.trade.papers import Action, Paper
from tongguan.trade.registry import FiledFirm, Lodgement, Role

DAY = date(2026, 7, 4)
FIRM = FiledFirm(code="9901960X01", name="云汐", roles=frozenset())


def found(kind: Paper, *roles: Role) -> list[str]:
    firm = replace(FIRM, roles=frozenset(roles))
    lodgement = Lodgement(
        paper=AGREEING.order,
        sender=firm.code,
        principals=frozenset(),
        day=DAY,
        registry={**REGISTRY, firm.code: firm},
    )
    return [it.code for it in verify(lodgement, [is_transmitted_by_role(kind)])]


@pytest.mark.parametrize("kind", Paper)
def test_every_paper_has_senders_and_refuses_the_others(kind: Paper) -> None:
    allowed = set(senders_of(kind))
    assert allowed
    assert [role for role in Role if not found(kind, role)] == [
        role for role in Role if role in allowed
    ]


def test_a_platform_sends_no_payments_and_a_payment_firm_no_orders() -> None:
    assert found(Paper.PAYMENT, Role.PLATFORM, Role.SELLER) == ["RGT-1203"]
    assert found(Paper.ORDER, Role.PAYMENT) == ["RGT-1203"]
    assert found(Paper.WAYBILL, Role.DECLARANT) == ["RGT-1203"]


def test_who_is_not_on_file_or_suspended_sends_nothing() -> None:
    lodgement = Lodgement(
        paper=AGREEING.order,
        sender=FIRM.code,
        principals=frozenset(),
        day=DAY,
        registry=REGISTRY,
    )
    asked = [is_transmitted_by_role(Paper.ORDER)]
    ours = {FIRM.code: replace(FIRM, roles=frozenset(Role), active=False)}
    away = replace(lodgement, registry={**REGISTRY, **ours})
    for one in (lodgement, away):
        assert [it.code for it in verify(one, asked)] == ["RGT-1203"]


def test_a_module_is_for_firms_of_its_roles() -> None:
    seller = replace(FIRM, roles=frozenset({Role.SELLER}))
    assert not_for("goods_filing", seller, FIRM.code) is None
    for firm in (seller, None, replace(FIRM, roles=frozenset(Role), active=False)):
        found = not_for("payment_data", firm, FIRM.code)
        assert found is not None
        assert found.code == "RGT-1206"
        assert found.chinese() == (
            f"企业“{FIRM.code}”没有类别为“电商平台”的有效备案，"
            "不能使用支付数据核查接口。"
        )


def test_a_report_is_an_act() -> None:
    acts = [act_of(Paper.ORDER, action) for action in Action]
    assert acts == [Act.LODGE, Act.AMEND, Act.CANCEL]


def test_a_mandate_covers_what_it_names_on_its_days_until_it_is_ended() -> None:
    given = Mandate(
        principal="A",
        agent="B",
        effective=DAY,
        until=DAY,
        acts=frozenset({Act.LODGE}),
        papers=frozenset({Paper.ORDER}),
    )
    assert given.covers(Act.LODGE, Paper.ORDER)
    assert not given.covers(Act.AMEND, Paper.ORDER)
    assert not given.covers(Act.LODGE, Paper.DECLARATION)
    assert replace(given, papers=frozenset()).covers(Act.LODGE, Paper.DECLARATION)
    days = (date(2026, 7, 3), DAY, date(2026, 7, 5))
    assert [given.is_in_force(day) for day in days] == [False, True, False]
    ended = replace(given, ended_at=datetime(2026, 7, 4, tzinfo=UTC))
    assert not ended.is_in_force(DAY)
