"""Returns worth a look: an officer grants or rejects them."""

import pytest

from tests.journeys.test_officers import FREE, accounts
from tests.journeys.test_returning import held, released, returning
from tests.window import Window
from tongguan.journeys.reviewing import returns_in_review, rule_on_return
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.trade.import_papers import GoodsReturn
from tongguan.trade.papers import Dossier


def reviewed(window: Window) -> tuple[Dossier, GoodsReturn]:
    """Return a parcel worth an officer's look, all of which is to come back."""
    dossier = released(window, tins=10)
    asked = returning(window, dossier, 10)
    window.send(asked)
    assert window.statuses(asked) == ["2", "120", "300"]
    assert window.states(dossier.declaration) == ["released"]
    return dossier, asked


def rule(window: Window, asked: GoodsReturn, move: str) -> None:
    ruling = Ruling(move=move, reason="包装完好", officer="关员", organisation="海关")
    with window.connection.transaction():
        rule_on_return(window.rooms, window.standing(asked).id, ruling, clock.now())


def test_an_officer_grants_what_is_worth_a_look(window: Window) -> None:
    dossier, asked = reviewed(window)
    told = window.receipts(asked)[-1].findings
    assert [(it["code"], it["given"]) for it in told] == [("STA-1826", "2390.00")]
    with window.connection.transaction():
        (waiting,) = returns_in_review(window.rooms, clock.now())
    assert waiting.application == asked

    rule(window, asked, "conclude")

    assert window.statuses(asked) == ["2", "120", "300", "399"]
    assert window.states(dossier.declaration) == ["taken_back"]
    assert accounts(window, dossier) == FREE


def test_an_officer_rejects_a_return_and_nothing_moves(window: Window) -> None:
    dossier, asked = reviewed(window)
    before = held(window, dossier)

    rule(window, asked, "reject")

    assert window.receipts(asked)[-1].text.startswith(
        "[Code:1300;Desc:人工退单，包装完好"
    )
    assert held(window, dossier) == before
    with pytest.raises(NoSuchCaseError):
        rule(window, asked, "conclude")


def test_what_came_back_meanwhile_cannot_be_granted(window: Window) -> None:
    dossier, asked = reviewed(window)
    window.send(returning(window, dossier, 1, serial=2))

    with pytest.raises(RefusedError) as refusal:
        rule(window, asked, "conclude")
    with pytest.raises(IllegalMoveError):
        rule(window, asked, "release")

    assert [it.code for it in refusal.value.findings] == ["STA-1825"]
    assert window.states(asked) == ["in_review"]
