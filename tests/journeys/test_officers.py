"""An officer's decisions: what they move, give back, post, and may not do."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.conftest import KEYS
from tests.letters import again, papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.ledger.store import Balance
from tongguan.trade.papers import Dossier

RICH, YEARLY = 10_000_000_00, 26_000_00
RELEASED = ["concluded", "concluded", "concluded", "released"]
TAKEN = (Balance(limit=YEARLY, held=486_00), Balance(limit=RICH, held=44_23))
POSTED = (Balance(limit=YEARLY, posted=486_00), Balance(limit=RICH, posted=44_23))
FREE = (Balance(limit=YEARLY), Balance(limit=RICH))


def dear(dossier: Dossier) -> Dossier:
    """Let freight differ from the order's: a matter for an officer's eye."""
    freight = Decimal("12.00")
    return replace(
        dossier,
        declaration=replace(dossier.declaration, freight=freight),
        waybill=replace(dossier.waybill, freight=freight),
    )


def heavy(dossier: Dossier) -> Dossier:
    """Let the statutory quantity differ from the content: the box is opened."""
    line = replace(dossier.declaration.lines[0], statutory_quantity=Decimal("2.4"))
    return replace(dossier, declaration=replace(dossier.declaration, lines=(line,)))


def unrated(dossier: Dossier) -> Dossier:
    """Let the code be one whose rate nobody has published here."""
    line = replace(dossier.declaration.lines[0], hs_code="1901101099")
    return replace(dossier, declaration=replace(dossier.declaration, lines=(line,)))


def accounts(window: Window, dossier: Dossier) -> tuple[Balance, Balance]:
    key = allowance_key(dossier.declaration.buyer, KEYS).hex()
    return (
        window.balance("allowance/2026", key),
        window.balance("guarantee", SELLER.code),
    )


def sent(window: Window, spoil: Callable[[Dossier], Dossier]) -> Dossier:
    dossier = spoil(parcel(1))
    window.send(*papers(dossier))
    return dossier


def test_a_review_holds_what_it_may_need_and_an_officer_releases(
    window: Window,
) -> None:
    dossier = sent(window, dear)
    listed = dossier.declaration
    assert window.states(*papers(dossier)) == ["matched"] * 3 + ["in_review"]
    held = accounts(window, dossier)
    assert held[0] == Balance(limit=YEARLY, held=488_00)

    window.rule(listed, "release")

    assert window.states(*papers(dossier)) == RELEASED
    assert window.statuses(listed) == ["2", "120", "300", "399", "800"]
    assert window.statuses(dossier.order) == ["2", "120", "399"]
    done = accounts(window, dossier)
    assert [it.posted for it in done] == [it.held for it in held]
    assert [it.held for it in done] == [0, 0]


def test_a_rejection_gives_back_and_frees_the_papers_for_a_corrected_list(
    window: Window,
) -> None:
    dossier = sent(window, dear)
    window.rule(dossier.declaration, "reject", "运费不符")

    assert window.states(*papers(dossier)) == ["lodged"] * 3 + ["rejected"]
    assert accounts(window, dossier) == FREE
    last = window.receipts(dossier.declaration)[-1]
    assert (last.status, last.code, last.terminal) == ("100", "1300", True)
    assert "人工退单，运费不符" in last.text
    assert window.statuses(dossier.waybill) == ["2", "120", "2"]

    freight = Decimal("10.00")
    change = type(dossier.order.heading.action).CHANGE
    window.send(again(replace(dossier.waybill, freight=freight), action=change))
    window.send(again(replace(dossier.declaration, freight=freight)))
    assert window.states(*papers(dossier)) == RELEASED
    assert accounts(window, dossier) == POSTED


@pytest.mark.parametrize(
    ("moves", "state", "statuses", "taken"),
    [
        (("release",), "released", ["800"], POSTED),
        (("detain",), "detained", ["599"], TAKEN),
        (("return",), "returned", ["700"], FREE),
        (("detain", "release"), "released", ["599", "800"], POSTED),
        (("detain", "return"), "returned", ["599", "700"], FREE),
    ],
)
def test_an_examination_ends_as_the_officer_decides(
    window: Window,
    moves: tuple[str, ...],
    state: str,
    statuses: list[str],
    taken: tuple[Balance, Balance],
) -> None:
    dossier = sent(window, heavy)
    assert window.states(dossier.declaration) == ["examined"]
    assert accounts(window, dossier) == TAKEN
    for move in moves:
        window.rule(dossier.declaration, move)

    assert window.states(dossier.declaration) == [state]
    assert window.statuses(dossier.declaration) == ["2", "120", "500", *statuses]
    assert accounts(window, dossier) == taken
    assert window.rooms.ledger.disagreements() == []


def test_a_review_may_become_an_examination(window: Window) -> None:
    dossier = sent(window, dear)
    window.rule(dossier.declaration, "examine")
    window.rule(dossier.declaration, "release")

    assert window.statuses(dossier.declaration) == ["2", "120", "300", "500", "800"]


def test_an_unknown_rate_is_released_by_nobody(window: Window) -> None:
    dossier = sent(window, unrated)
    listed = dossier.declaration
    assert window.states(listed) == ["in_review"]

    with pytest.raises(RefusedError) as refused:
        window.rule(listed, "release")

    assert [finding.code for finding in refused.value.findings] == ["TAX-3101"]
    assert window.states(listed) == ["in_review"]
    assert window.statuses(listed) == ["2", "120", "300"]
    assert window.rows("SELECT count(*) FROM journal") == [(0,)]
    window.rule(listed, "reject", "税率待核")
    assert window.rooms.ledger.disagreements() == []
    assert accounts(window, dossier) == FREE


@pytest.mark.parametrize("move", ["detain", "return", "accept", "clear", "lodge"])
def test_a_move_the_table_does_not_have_is_refused(window: Window, move: str) -> None:
    dossier = sent(window, dear)

    with pytest.raises(IllegalMoveError):
        window.rule(dossier.declaration, move)

    assert window.states(dossier.declaration) == ["in_review"]


def test_a_decision_needs_a_reason(window: Window) -> None:
    dossier = sent(window, dear)

    with pytest.raises(IllegalMoveError, match="reason"):
        window.rule(dossier.declaration, "release", "  ")


def test_what_is_decided_is_not_decided_again(window: Window) -> None:
    dossier = sent(window, dear)
    window.rule(dossier.declaration, "release")

    for move in ("release", "reject"):
        with pytest.raises(NoSuchCaseError):
            window.rule(dossier.declaration, move)
    assert window.statuses(dossier.declaration)[-1] == "800"


def test_every_ruling_is_written_down_with_its_reason(window: Window) -> None:
    dossier = sent(window, dear)
    window.rule(dossier.declaration, "release", "已核实运费")

    number = window.standing(dossier.declaration).id
    (line,) = window.rooms.journal.about(f"paper/{number}")
    assert (line.actor, line.action, line.detail) == (
        *("关员", "release"),
        {"reason": "已核实运费"},
    )
    first, second = window.rooms.declarations.decisions_of(number)
    assert (first.actor, second.actor, second.reason) == (
        *("system", "关员", "已核实运费"),
    )


def test_the_sender_never_reads_why_a_parcel_was_chosen(window: Window) -> None:
    dossier = sent(window, heavy)

    last = window.receipts(dossier.declaration)[-1]
    assert [finding["code"] for finding in last.findings] == ["RSK-6000"]
    assert "2.4" not in last.text
