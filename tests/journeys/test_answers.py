"""What a sender is told: of a rejection only what is to be mended, and where."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from tests.letters import again, papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.answers import answer, plain_answers
from tongguan.plumbing.outbox.bundles import ONE, SAID, written
from tongguan.plumbing.register.model import key_of
from tongguan.trade.papers import AnyPaper, Paper

LIST_MOVES = ("lodge", "amend", "withdraw", "accept", "refer", "examine", "release")
OTHER_MOVES = ("lodge", "amend", "withdraw", "match", "conclude")


def told(window: Window, paper: AnyPaper) -> list[tuple[str, str, str]]:
    """Return status, code and text of every receipt of one paper."""
    return [(it.status, it.code, it.text) for it in window.receipts(paper)]


def test_nobody_is_told_to_wait_for_a_rejected_list(window: Window) -> None:
    dossier = parcel(1)
    line = dossier.declaration.lines[0]
    wrong = replace(line, quantity=Decimal(3), total=line.price * 3)
    lines = (wrong, *dossier.declaration.lines[1:])
    listed = replace(dossier.declaration, lines=lines)
    window.send(dossier.order, dossier.payment, dossier.waybill, listed)

    status, code, text = told(window, dossier.declaration)[-1]

    assert (status, code) == ("100", "1322")
    assert "等待" not in text
    assert "第1项" in text


def test_a_list_rejected_for_anothers_fault_is_told_to_come_again(
    window: Window,
) -> None:
    dossier = parcel(1)
    short = replace(dossier.payment, amount=dossier.payment.amount - Decimal("0.01"))
    window.send(dossier.order, short, dossier.waybill, dossier.declaration)

    status, code, text = told(window, dossier.declaration)[-1]
    assert (status, code) == ("100", "1332")
    assert text.endswith("；其他单证更正后，用更新的报送时间重新申报清单。")

    window.send(again(dossier.payment, 5), again(dossier.declaration, 5))
    assert window.states(*papers(dossier))[-1] == "released"


def test_a_text_names_the_entry_it_speaks_of(window: Window) -> None:
    dossier = parcel(1)
    buyer = replace(dossier.declaration.buyer, name="无")
    late = dossier.declaration.heading.reported_at + timedelta(minutes=1)
    heading = replace(dossier.declaration.heading, reported_at=late)
    window.send(replace(dossier.declaration, buyer=buyer, heading=heading))

    assert any(
        "“订购人姓名”" in text for _, _, text in told(window, dossier.declaration)
    )


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("number", [None, 7])
def test_a_plain_answer_says_in_writing_what_an_answer_says(
    place: int, number: int | None
) -> None:
    paper = papers(parcel(1))[place]
    to = Addressee(
        paper=paper,
        key=key_of(paper),
        sender="A",
        message=5,
        index=3,
        id=number,
        version=2 if number else 0,
        preliminary_number="B20261020000000007",
        number="310120267I000000007",
    )
    listed = paper.nature.kind is Paper.DECLARATION
    for move in LIST_MOVES if listed else OTHER_MOVES:
        one, other = plain_answers([(to, move)])[0], written(answer(to, move, []))
        said, wanted = ONE.decode(one.said), ONE.decode(other.said)
        names = {*SAID} - {"guid"}
        assert {it: getattr(said, it) for it in names} == {
            it: getattr(wanted, it) for it in names
        }
        assert (one.recipient, one.message, one.place, one.ended) == (
            ("A", 5, 3, other.ended)
        )
        assert said.guid != wanted.guid
