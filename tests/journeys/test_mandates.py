"""An agent lodges for its principal with a mandate for that act, and only then."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.letters import PROVIDER, STRANGER, again, message
from tests.parcels import PLATFORM, parcel
from tests.window import Window
from tongguan.commerce.enterprise.mandates import BadMandateError, read_mandate
from tongguan.journeys.mandates import Giver, end, give
from tongguan.plumbing import clock
from tongguan.trade.papers import Action, AnyPaper

ORDER = parcel(1).order
OPERATOR = Giver(name="operator")
FOREVER = "2099-12-31"


def mandate(window: Window, **said: Any) -> int:
    words = {
        "principal": PLATFORM.code,
        "agent": STRANGER.code,
        "effective": "2020-01-01",
        "until": FOREVER,
    }
    with window.connection.transaction():
        return give(window.rooms, read_mandate(words | said), OPERATOR, clock.now())


def told(window: Window, paper: AnyPaper) -> list[tuple[str, list[str]]]:
    """Let the agent send a paper; return the status and the codes of every receipt."""
    before = len(window.pulled(STRANGER.code))
    window.send(paper, sender=STRANGER.code)
    return [
        (sent.status, [finding["code"] for finding in sent.findings])
        for sent in window.pulled(STRANGER.code)[before:]
    ]


def test_without_a_mandate_an_agent_lodges_nothing(window: Window) -> None:
    assert told(window, ORDER) == [("100", ["RGT-1201"])]
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]


def test_with_a_mandate_an_agent_lodges_amends_and_withdraws(window: Window) -> None:
    mandate(window)
    assert told(window, ORDER) == [("2", [])]
    assert told(window, again(replace(ORDER, note="变更"), action=Action.CHANGE)) == [
        ("2", [])
    ]
    assert told(window, again(ORDER, 2, action=Action.DELETE)) == [("2", [])]
    assert window.states(ORDER) == ["withdrawn"]


def test_an_act_that_was_not_given_is_refused_and_the_paper_stays(
    window: Window,
) -> None:
    mandate(window, acts=["lodge"])
    assert told(window, ORDER) == [("2", [])]
    assert told(window, again(ORDER, action=Action.DELETE)) == [("100", ["RGT-1201"])]
    assert window.states(ORDER) == ["lodged"]


@pytest.mark.parametrize(
    "said",
    [
        {"papers": ["declaration"]},
        {"acts": ["receive"]},
        {"until": "2020-12-31"},
        {"effective": (clock.today() + timedelta(days=3)).isoformat()},
        {"principal": PROVIDER.code},
    ],
    ids=["another paper", "another act", "past", "to come", "another principal"],
)
def test_a_mandate_for_something_else_covers_nothing(
    window: Window, said: dict[str, Any]
) -> None:
    assert mandate(window, **said) > 0
    assert told(window, ORDER) == [("100", ["RGT-1201"])]


def test_a_mandate_that_was_ended_covers_nothing_and_stays_on_file(
    window: Window,
) -> None:
    number = mandate(window)
    principal = Giver(name="lina", firm=PLATFORM.code)
    with window.connection.transaction():
        assert not end(window.rooms, number, Giver(name="x", firm="9"), clock.now())
        assert end(window.rooms, number, principal, clock.now())
        assert not end(window.rooms, number, principal, clock.now())

    assert told(window, ORDER) == [("100", ["RGT-1201"])]
    (kept,) = window.rooms.enterprises.mandates_of(PLATFORM.code)
    assert (kept.id, kept.ended_by) == (number, "lina")
    lines = window.rooms.journal.about(f"mandate/{number}")
    assert [line.action for line in lines] == ["give-mandate", "end-mandate"]
    assert mandate(window) > number, "it may be given afresh"


def test_a_payment_is_not_sent_by_a_seller_even_with_a_mandate(window: Window) -> None:
    mandate(window, principal=PROVIDER.code)
    assert told(window, parcel(1).payment) == [("100", ["RGT-1203"])]
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]


def test_the_same_mandate_twice_is_one(window: Window) -> None:
    assert mandate(window) > 0
    assert mandate(window) == 0


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"until": ""}, "lacks: until"),
        ({"agent": PLATFORM.code}, "be two firms"),
        ({"until": "soon"}, "2026-11-01"),
        ({"until": "2019-01-01"}, "is before"),
        ({"acts": ["sell"]}, "must be one of: lodge"),
        ({"papers": ["novel"]}, "must be one of: order"),
        ({"agent": "9999999999"}, "Not on file: 9999999999"),
    ],
)
def test_a_mandate_that_makes_no_sense_is_refused_in_words(
    window: Window, said: dict[str, Any], fault: str
) -> None:
    with pytest.raises(BadMandateError) as refused:
        mandate(window, **said)
    assert fault in refused.value.faults[0][1]


def test_the_remedy_names_the_page(window: Window) -> None:
    window.post(STRANGER.code, message(ORDER, sender=STRANGER.code))
    window.worker.drain()
    (sent,) = window.pulled(STRANGER.code)
    assert "委托授权" in sent.findings[0]["remedy"]["zh"]
    assert "Mandates" in sent.findings[0]["remedy"]["en"]
