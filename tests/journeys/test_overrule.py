"""An officer lets lists go on that their papers alone would have stopped."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.conftest import KEYS
from tests.letters import again, papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.overrule import overrule
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.plumbing.ledger.store import Balance
from tongguan.trade.papers import Declaration, Dossier

REASON = "平台书面说明支付分两笔，准予申报"
RULING = Ruling(move="overrule", reason=REASON, officer="关员", organisation="海关")


def let(window: Window, listed: Declaration, reason: str = REASON) -> None:
    with window.connection.transaction():
        paper = window.standing(listed).id
        overrule(window.rooms, paper, replace(RULING, reason=reason), clock.now())
    window.worker.drain()


def mismatched(serial: int = 1) -> Dossier:
    dossier = parcel(serial)
    return replace(dossier, payment=replace(dossier.payment, amount=Decimal("500.00")))


def mislabelled() -> Dossier:
    """Let the list name the goods otherwise than the order: nobody else is blamed."""
    dossier = parcel(1)
    line = replace(dossier.declaration.lines[0], item_number="SKU9999")
    return replace(dossier, declaration=replace(dossier.declaration, lines=(line,)))


def sent(window: Window, dossier: Dossier) -> Dossier:
    window.send(*papers(dossier))
    return dossier


def balances(window: Window, dossier: Dossier) -> tuple[Balance, Balance]:
    key = allowance_key(dossier.declaration.buyer, KEYS).hex()
    return (
        window.balance("allowance/2026", key),
        window.balance("guarantee", SELLER.code),
    )


def test_a_rejected_list_goes_to_review_as_a_new_version(window: Window) -> None:
    dossier = sent(window, mislabelled())
    listed = dossier.declaration
    assert window.states(listed) == ["rejected"]
    let(window, listed)
    standing = window.standing(listed)
    assert (standing.state, standing.version) == ("in_review", 2)
    assert window.states(*papers(dossier)) == ["matched"] * 3 + ["in_review"]
    statuses = [it.status for it in window.receipts(listed)]
    assert statuses == ["2", "100", "120", "300"]
    held = balances(window, dossier)
    assert [it.held for it in held] == [486_00, 44_23]
    assert window.rows(
        "SELECT version, state FROM paper_version WHERE paper = %s", standing.id
    ) == [(1, "rejected")]


def test_what_was_set_aside_is_kept_with_who_did_so_and_why(window: Window) -> None:
    listed = sent(window, mislabelled()).declaration
    let(window, listed)
    paper = window.standing(listed).id
    with window.connection.transaction():
        kept = window.rooms.declarations.decisions_of(paper)[-1]
        (line,) = window.rooms.journal.about(f"paper/{paper}")
    assert (kept.outcome, kept.version, kept.actor, kept.reason) == (
        "reopen",
        2,
        "关员",
        REASON,
    )
    assert [finding["code"] for finding in kept.findings] == ["MAT-3042"]
    assert kept.assessed.payable == Decimal("44.23")
    assert (line.action, line.actor, line.detail) == (
        "overrule",
        "关员",
        {"reason": REASON, "codes": "MAT-3042"},
    )


def test_an_overruled_list_is_released_with_its_papers(window: Window) -> None:
    dossier = sent(window, mislabelled())
    let(window, dossier.declaration)
    window.rule(dossier.declaration, "release")
    assert window.states(*papers(dossier)) == ["concluded"] * 3 + ["released"]
    assert [it.posted for it in balances(window, dossier)] == [486_00, 44_23]
    assert [it.status for it in window.receipts(dossier.declaration)][-2:] == [
        "399",
        "800",
    ]


def test_an_overruled_list_may_still_be_rejected_and_gives_everything_back(
    window: Window,
) -> None:
    dossier = sent(window, mislabelled())
    let(window, dossier.declaration)
    window.rule(dossier.declaration, "reject", "说明不实")
    assert window.states(*papers(dossier)) == ["lodged"] * 3 + ["rejected"]
    assert [it.used for it in balances(window, dossier)] == [0, 0]
    let(window, dossier.declaration, "复议后准予申报")
    assert window.standing(dossier.declaration).version == 3


def test_a_blamed_payment_stays_rejected_while_the_list_goes_on(window: Window) -> None:
    dossier = sent(window, mismatched())
    assert window.states(*papers(dossier)) == [
        "lodged",
        "rejected",
        "lodged",
        "rejected",
    ]
    let(window, dossier.declaration)
    window.rule(dossier.declaration, "release")
    assert window.states(*papers(dossier)) == [
        "concluded",
        "rejected",
        "concluded",
        "released",
    ]


def test_a_list_that_waits_goes_on_without_what_is_missing(window: Window) -> None:
    dossier = parcel(1)
    window.send(dossier.order, dossier.declaration)
    let(window, dossier.declaration)
    paper = window.standing(dossier.declaration).id
    with window.connection.transaction():
        kept = window.rooms.declarations.decisions_of(paper)[-1]
    assert [(it["code"], it["given"]) for it in kept.findings] == [
        ("STA-5002", "支付单、运单")
    ]
    assert window.states(dossier.order, dossier.declaration) == [
        "matched",
        "in_review",
    ]
    window.send(dossier.payment)  # too late to follow
    window.rule(dossier.declaration, "release")
    assert window.states(dossier.order, dossier.payment, dossier.declaration) == [
        "concluded",
        "lodged",
        "released",
    ]


def test_a_waybill_another_list_used_meanwhile_stays_with_that_list(
    window: Window,
) -> None:
    first, second = parcel(1), parcel(2)
    window.send(first.order, first.payment, first.declaration)
    let(window, first.declaration)
    freight = Decimal("12.00")
    shared = replace(first.waybill, freight=freight, consignee=second.waybill.consignee)
    other = replace(second.declaration, waybill_number=shared.number, freight=freight)
    shared = replace(shared, order_number=second.order.number)
    window.send(second.order, second.payment, shared, other)
    assert window.states(other, shared) == ["in_review", "matched"]
    window.rule(first.declaration, "release")
    assert window.states(first.declaration, shared) == ["released", "matched"]
    window.rule(other, "release")
    assert window.states(other, shared) == ["released", "concluded"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"hs_code": "1901101099"}, "TAX-3101"),
        ({"hs_code": "2402200000"}, "LST-2001"),
    ],
)
def test_nobody_overrules_an_unknown_tax_or_goods_that_may_not_come_in(
    window: Window, line: dict[str, str], code: str
) -> None:
    dossier = parcel(1)
    spoilt = replace(dossier.declaration.lines[0], **line)
    listed = replace(dossier.declaration, lines=(spoilt,))
    window.send(listed)
    with pytest.raises(RefusedError) as refused:
        let(window, listed)
    assert code in {finding.code for finding in refused.value.findings}
    assert window.states(listed) == ["lodged"]


def test_nobody_overrules_a_limit(window: Window) -> None:
    dossier = sent(window, parcel(1, tins=24))
    assert window.states(dossier.declaration) == ["rejected"]
    with pytest.raises(RefusedError) as refused:
        let(window, dossier.declaration)
    assert [finding.code for finding in refused.value.findings] == ["QUO-2002"]
    assert window.standing(dossier.declaration).version == 1


def test_nobody_overrules_a_guarantee_that_does_not_cover(window: Window) -> None:
    listed = parcel(1).declaration
    window.rows("UPDATE ledger_account SET limit_fen = 100 RETURNING 1")
    window.send(listed)
    with pytest.raises(RefusedError) as refused:
        let(window, listed)
    assert [finding.code for finding in refused.value.findings] == ["GUA-4001"]


def test_a_list_that_failed_its_own_checks_is_for_its_declarant(window: Window) -> None:
    dossier = parcel(1)
    listed = replace(dossier.declaration, direction="E")
    window.send(listed)
    assert window.states(listed) == ["rejected"]
    with pytest.raises(RefusedError) as refused:
        let(window, listed)
    assert [finding.code for finding in refused.value.findings] == ["STA-5003"]


def test_overruling_needs_a_reason_and_a_list_that_is_stopped(window: Window) -> None:
    dossier = sent(window, mislabelled())
    with pytest.raises(IllegalMoveError):
        let(window, dossier.declaration, " ")
    let(window, dossier.declaration)
    with pytest.raises(NoSuchCaseError):
        let(window, dossier.declaration)
    window.send(again(dossier.declaration))
    assert window.states(dossier.declaration) == ["in_review"]
