"""A cancellation takes its list back; refused, it leaves everything as it was."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest

from tests.conftest import KEYS
from tests.import_papers import CANCELLED
from tests.journeys.test_officers import FREE, accounts, dear, heavy, sent
from tests.letters import again, message, papers, sender_of
from tests.parcels import parcel
from tests.window import Window
from tongguan.gateway.chinaport.inbox import process
from tongguan.journeys.glance import list_number
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waking import clear_batch
from tongguan.plumbing import clock
from tongguan.trade.import_papers import Cancellation
from tongguan.trade.papers import Action, AnyPaper, Dossier, Firm

LARK = Firm(code="9901960L02", name="云汐飞燕速递有限公司")


def number_of(window: Window, listed: AnyPaper) -> str:
    """Return the number a list was given."""
    paper = window.standing(listed).id
    with window.connection.transaction():
        return window.rooms.declarations.numbers([paper])[paper][1]


def cancelling(window: Window, dossier: Dossier, **other: Any) -> Cancellation:
    """Ask for the cancellation of a list that is on the register."""
    named = {"list_number": number_of(window, dossier.declaration)}
    return replace(CANCELLED, **(named | other))


def test_a_list_before_its_release_is_cancelled_and_gives_back_what_it_holds(
    window: Window,
) -> None:
    dossier = sent(window, dear)
    asked = cancelling(window, dossier)

    window.send(asked)

    assert window.statuses(asked) == ["2", "120", "399"]
    assert window.states(asked, *papers(dossier)) == [
        "concluded",
        *["lodged"] * 3,
        "cancelled",
    ]
    assert accounts(window, dossier) == FREE
    assert window.statuses(dossier.declaration) == ["2", "120", "300", "100"]
    assert window.statuses(dossier.payment) == ["2", "120", "2"]
    (glance,) = window.rows("SELECT void, channel FROM declaration")
    assert glance[0] is True
    assert window.rooms.ledger.disagreements() == []


def test_a_list_decided_and_cancelled_in_one_transaction_frees_its_papers(
    window: Window,
) -> None:
    dossier = dear(parcel(1))
    order, payment, waybill, listed = papers(dossier)
    window.send(order, payment, listed)
    number = window.standing(listed).id
    to_be = list_number(dossier.declaration, number, clock.now())
    asked = replace(CANCELLED, list_number=to_be)
    for paper in (waybill, asked):
        window.post(sender_of(paper), message(paper))
    with window.connection.transaction():
        leased = window.rooms.inbox.lease(10, clock.now())
        process(window.rooms, leased, clock.now())
    with psycopg.connect(window.dsn) as connection:
        rooms = Rooms.over(connection, KEYS, buffered=True)
        assert clear_batch(rooms, clock.now(), 10) == 2
        rooms.flush()

    assert window.states(asked, *papers(dossier)) == [
        "concluded",
        *["lodged"] * 3,
        "cancelled",
    ]
    assert accounts(window, dossier) == FREE
    with window.connection.transaction():
        taken = window.rooms.declarations.decisions_of(number)
    assert [it.outcome for it in taken] == ["review", "cancel"]
    assert window.rooms.ledger.disagreements() == []


def test_its_papers_may_be_declared_anew(window: Window) -> None:
    dossier = sent(window, dear)
    window.send(cancelling(window, dossier))

    anew = again(dossier.declaration, minutes=5)
    window.send(anew)

    assert window.standing(anew).version == 2
    assert window.states(*papers(dossier)) == ["matched"] * 3 + ["in_review"]


def refused(window: Window, dossier: Dossier, asked: Cancellation) -> tuple[str, str]:
    """Send a cancellation that is refused; return its finding and official code."""
    listed, held = dossier.declaration, accounts(window, dossier)
    before = window.states(*papers(dossier)), window.statuses(listed)

    window.send(asked)

    assert window.states(asked) == ["rejected"]
    assert (window.states(*papers(dossier)), window.statuses(listed)) == before
    assert accounts(window, dossier) == held
    told = window.receipts(asked)[-1]
    assert told.status == "100"
    return told.findings[0]["code"], told.code


def test_after_its_release_a_list_is_returned_not_cancelled(window: Window) -> None:
    dossier = parcel(1)
    window.send(*papers(dossier))
    asked = cancelling(window, dossier)

    assert refused(window, dossier, asked) == ("STA-1813", "-623005")
    assert "退货申请单（CEB625）" in window.receipts(asked)[-1].text


def test_a_list_under_examination_is_not_cancelled(window: Window) -> None:
    dossier = sent(window, heavy)
    assert window.states(dossier.declaration) == ["examined"]

    asked = cancelling(window, dossier)
    assert refused(window, dossier, asked) == ("STA-1813", "-623005")


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"list_number": "29002026I999999999"}, ("STA-1811", "-623003")),
        ({"order_number": "DD-OTHER"}, ("STA-1812", "-623014")),
        ({"waybill_number": "TY99999999"}, ("STA-1812", "-623014")),
        ({"carrier": LARK}, ("STA-1812", "-623014")),
    ],
    ids=["no such list", "other order", "other waybill", "other carrier"],
)
def test_an_application_must_name_its_list(
    window: Window, other: dict[str, Any], told: tuple[str, str]
) -> None:
    dossier = sent(window, dear)
    assert refused(window, dossier, cancelling(window, dossier, **other)) == told


def test_a_list_is_cancelled_once(window: Window) -> None:
    dossier = sent(window, dear)
    first = cancelling(window, dossier)
    second = replace(again(first), reference="CX20261020002")

    window.send(first)

    assert refused(window, dossier, second) == ("STA-1814", "-623009")


def test_a_cancellation_that_is_granted_is_never_changed_or_repeated(
    window: Window,
) -> None:
    asked = cancelling(window, sent(window, dear))
    window.send(asked)

    window.send(again(asked), again(asked, action=Action.DELETE))

    assert window.statuses(asked) == ["2", "120", "399", "-623009", "-623013"]


def test_of_two_in_one_batch_one_is_granted(window: Window) -> None:
    dossier = sent(window, dear)
    first = cancelling(window, dossier)
    second = replace(again(first), reference="CX20261020002")

    for one in (first, second):
        window.post(one.declarant.code, message(one))
    window.worker.drain()

    assert sorted(window.states(first, second)) == ["concluded", "rejected"]
    assert window.states(dossier.declaration) == ["cancelled"]
    assert accounts(window, dossier) == FREE


def test_a_persons_difference_is_told_masked(window: Window) -> None:
    dossier = sent(window, dear)
    buyer = replace(dossier.declaration.buyer, name="欧阳修远")
    asked = cancelling(window, dossier, buyer=buyer)

    assert refused(window, dossier, asked)[0] == "STA-1812"
    assert "欧阳修远" not in window.receipts(asked)[-1].text
