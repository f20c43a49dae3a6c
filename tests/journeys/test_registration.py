"""Papers without a decision of their own: lodged, registered, and told so."""

from dataclasses import replace
from typing import Any

import pytest

from tests.import_papers import (
    CANCELLED,
    DELIVERED,
    FOLLOWING,
    LIST_NUMBER,
    RETURNED,
    STORED,
    without_reference,
)
from tests.letters import STRANGER, again
from tests.window import Window
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.outbox import messages, plain
from tongguan.journeys.answers import word
from tongguan.journeys.kinds import KINDS
from tongguan.kit.rulebook import read_page
from tongguan.plumbing.register.lifecycle import PAPER
from tongguan.trade.import_papers import StoredParcel
from tongguan.trade.papers import Action, AnyPaper, Paper

NAMES = [paper.nature.kind.value for paper in FOLLOWING]
each = pytest.mark.parametrize("paper", FOLLOWING, ids=NAMES)
alone = pytest.mark.parametrize("paper", [DELIVERED, STORED])
STATUSES = read_page("register/statuses.yaml")["receipts"]


@alone
def test_a_paper_is_lodged_then_registered(window: Window, paper: AnyPaper) -> None:
    window.send(paper)

    assert window.statuses(paper) == ["2", "120"]
    assert window.states(paper) == ["registered"]


@each
def test_a_draft_waits_for_its_sender(window: Window, paper: Any) -> None:
    window.send(replace(paper, heading=replace(paper.heading, draft=True)))

    assert window.statuses(paper) == ["1"]
    assert window.states(paper) == ["draft"]


@pytest.mark.parametrize(
    ("paper", "codes"),
    [
        (DELIVERED, ("-505012", "-505014", "-505014")),
        (STORED, ("-800003", "-800001", "-800001")),
    ],
)
def test_what_changes_nothing_is_told_by_its_official_code(
    window: Window, paper: Any, codes: tuple[str, str, str]
) -> None:
    window.send(paper)
    window.send(again(paper), again(paper, action=Action.DELETE))
    told = window.statuses(paper)[2:]
    window.clean()
    window.send(again(paper, action=Action.CHANGE))

    assert (*told, *window.statuses(paper)) == codes
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]


@each
def test_a_stranger_is_refused_and_nothing_stands(
    window: Window, paper: AnyPaper
) -> None:
    window.send(paper, sender=STRANGER.code)

    (told,) = window.pulled(STRANGER.code)
    assert told.status == "100"
    assert "RGT-1201" in {finding["code"] for finding in told.findings}
    assert window.rows("SELECT count(*) FROM paper") == [(0,)]


@each
def test_a_receipt_in_json_names_the_keys_its_message_has(
    window: Window, paper: AnyPaper
) -> None:
    window.send(paper)
    sent = window.receipts(paper)[-1]
    with window.connection.transaction():
        (body,) = messages(window.rooms, [sent])
    (answer,) = read_answers(body).answers

    keys = KINDS[paper.nature.kind].message.receipt.keys
    assert {name: plain(sent)[name] for name in keys} == answer.keys | {
        name: "" for name in keys if name not in answer.keys
    }


@pytest.mark.parametrize(
    ("paper", "letter"), [(CANCELLED, "C"), (RETURNED, "T"), (STORED, "R")]
)
def test_a_paper_keeps_the_preliminary_number_it_was_given(
    window: Window, paper: Any, letter: str
) -> None:
    window.send(replace(paper, heading=replace(paper.heading, draft=True)))
    window.send(again(paper))

    given = {plain(it)["preliminary_number"] for it in window.receipts(paper)}
    assert len(given) == 1
    (number,) = given
    assert (number[0], len(number)) == (letter, 18)


def test_a_cancellation_without_a_reference_goes_by_its_list(window: Window) -> None:
    paper = without_reference(CANCELLED)
    window.send(paper)

    (lodged, registered) = window.receipts(paper)
    assert lodged.key == registered.key == f"{paper.declarant.code}_{LIST_NUMBER}"
    told = plain(registered)
    assert told["reference"] == told["preliminary_number"]
    assert told["list_number"] == LIST_NUMBER


@pytest.mark.parametrize("kind", KINDS)
def test_no_receipt_carries_a_status_its_message_does_not_have(kind: Paper) -> None:
    receipt = KINDS[kind].message.receipt
    known = STATUSES[receipt.number]
    own = {"save", "lodge", "refuse", "amend", "withdraw", "register", "reject"}
    said = {word(kind, move).status for move in own - {"register"}}
    if kind not in (Paper.DECLARATION, Paper.ORDER, Paper.PAYMENT, Paper.WAYBILL):
        said.add(word(kind, "register").status)

    assert said <= {*known["listed"], *known.get("met", ())}


def test_a_registered_paper_may_still_be_concluded_or_rejected() -> None:
    moves = {move.name for move in PAPER.moves if str(move.source) == "registered"}
    assert {"conclude", "reject"} <= moves


def test_a_detail_of_very_many_parcels_is_taken_in(window: Window) -> None:
    lines = tuple(
        StoredParcel(number=number, waybill_number=f"TY{number:08d}")
        for number in range(1, 5001)
    )
    window.send(replace(STORED, lines=lines))

    assert window.statuses(STORED) == ["2", "120"]


def test_a_paper_wrong_in_every_line_is_told_no_more_than_anybody_reads(
    window: Window,
) -> None:
    lines = tuple(
        StoredParcel(number=number, waybill_number="ＴＹ1") for number in range(1, 3001)
    )
    window.send(replace(STORED, lines=lines))

    (told,) = window.receipts(STORED)
    assert (told.status, len(told.findings)) == ("100", 2000)
