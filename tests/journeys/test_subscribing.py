"""Copies: for whom the paper is no secret, in the same transaction, each once."""

from dataclasses import replace

import pytest

from tests.letters import STRANGER, address, message, papers, sender_of
from tests.parcels import CARRIER, PLATFORM, PROVIDER, SELLER, parcel
from tests.window import Window
from tongguan.commerce.enterprise.mandates import read_mandate
from tongguan.gateway.chinaport.catalogue import read_message
from tongguan.gateway.chinaport.outbox import messages, plain
from tongguan.journeys.mandates import Giver, give
from tongguan.plumbing import clock
from tongguan.plumbing.outbox.store import Sent
from tongguan.trade.papers import AnyPaper

PAPERS = papers(parcel(1))
ORDER, PAYMENT, WAYBILL, LIST = PAPERS
SUBSCRIBE = (
    "<ceb:BaseSubscribe><ceb:status>{}</ceb:status><ceb:dxpMode>DXP</ceb:dxpMode>"
    "<ceb:dxpAddress>{}</ceb:dxpAddress></ceb:BaseSubscribe>"
)


def post(window: Window, *sheaf: AnyPaper, **wishes: str) -> bytes:
    """Send papers of one kind with subscriptions, by scope and address."""
    code = sender_of(sheaf[0])
    told = "".join(SUBSCRIBE.format(scope, at) for scope, at in wishes.items())
    data = message(*sheaf).replace(
        b"</ceb:BaseTransfer>", b"</ceb:BaseTransfer>" + told.encode()
    )
    window.post(code, data)
    window.worker.drain()
    return data


def kinds(sent: list[Sent]) -> list[tuple[str, str, bool]]:
    return [(it.kind, it.status, bool(it.content.get("copy"))) for it in sent]


@pytest.mark.parametrize(
    ("scope", "got"),
    [
        ("ALL", [("data", "", True), ("order", "2", True)]),
        ("DATA", [("data", "", True)]),
        ("RET", [("order", "2", True)]),
    ],
)
def test_a_named_firm_has_what_is_asked_for(
    window: Window, scope: str, got: list[tuple[str, str, bool]]
) -> None:
    post(window, ORDER, **{scope: address(SELLER.code)})

    copies = window.pulled(SELLER.code)
    assert kinds(copies) == got
    assert [it.sequence for it in copies] == list(range(1, len(got) + 1))
    assert kinds(window.pulled(PLATFORM.code)) == [("order", "2", False)]


def test_a_copy_of_the_papers_is_the_message_as_it_came(window: Window) -> None:
    data = post(window, ORDER, DATA=address(SELLER.code))

    (copy,) = window.pulled(SELLER.code)
    (body,) = messages(window.rooms, [copy])
    assert read_message(body) == read_message(data)
    assert "抄送 copy".encode() in body
    told = plain(copy)
    assert (told["message"], told["copy"], told["findings"]) == ("CEB311", True, [])


def test_later_receipts_are_copied_too_and_each_once(window: Window) -> None:
    post(window, LIST, RET=address(CARRIER.code), ALL=address(CARRIER.code))
    window.send(ORDER, PAYMENT, WAYBILL)

    copies = [it for it in window.pulled(CARRIER.code) if it.content.get("copy")]
    assert [it.status for it in copies if it.kind == "declaration"] == [
        *("2", "2", "120", "800"),
    ]
    assert {it.kind for it in copies} == {"declaration", "data"}, "no tax bill"
    own = [it.status for it in window.receipts(LIST)]
    assert own == ["2", "2", "120", "800"]
    assert [it.sequence for it in window.pulled(CARRIER.code)] == list(
        range(1, len(window.pulled(CARRIER.code)) + 1)
    )


def test_a_stranger_is_given_nothing_and_the_sender_is_told(window: Window) -> None:
    post(window, ORDER, ALL=address(STRANGER.code))

    assert window.pulled(STRANGER.code) == []
    (sent,) = window.pulled(PLATFORM.code)
    assert (sent.status, sent.code) == ("2", "")
    assert [finding["code"] for finding in sent.findings] == ["RGT-1212"]
    assert sent.text.startswith(f"新增申报成功[{ORDER.heading.guid}]；[Code:RGT-1212")
    assert window.states(ORDER) == ["lodged"]


def test_an_agent_that_may_receive_is_given_a_copy(window: Window) -> None:
    words = {"principal": SELLER.code, "agent": STRANGER.code, "acts": ["receive"]}
    days = {"effective": "2020-01-01", "until": "2099-12-31"}
    with window.connection.transaction():
        give(window.rooms, read_mandate(words | days), Giver(name="x"), clock.now())
    post(window, ORDER, ALL=address(STRANGER.code))

    assert kinds(window.pulled(STRANGER.code)) == [
        ("data", "", True),
        ("order", "2", True),
    ]


@pytest.mark.parametrize(
    ("scope", "at", "code"),
    [("ALL", "DXPNOBODY", "RGT-1211"), ("SOME", address(SELLER.code), "RGT-1213")],
)
def test_what_cannot_be_granted_is_noted_and_nothing_else_happens(
    window: Window, scope: str, at: str, code: str
) -> None:
    post(window, ORDER, **{scope: at})

    (sent,) = window.pulled(PLATFORM.code)
    assert (sent.status, [it["code"] for it in sent.findings]) == ("2", [code])
    assert window.rows("SELECT count(*) FROM receipt") == [(1,)]


def test_a_message_with_a_strangers_paper_is_not_sent_on_whole(
    window: Window,
) -> None:
    other = parcel(2).order
    theirs = replace(other, seller=STRANGER)
    post(window, ORDER, theirs, ALL=address(SELLER.code))

    assert kinds(window.pulled(SELLER.code)) == [("order", "2", True)]
    codes = [
        [it["code"] for it in sent.findings] for sent in window.pulled(PLATFORM.code)
    ]
    assert codes == [[], ["RGT-1212"]]


def test_what_a_sender_may_not_lodge_is_shown_to_nobody(window: Window) -> None:
    told = SUBSCRIBE.format("ALL", address(SELLER.code)).encode()
    data = message(ORDER, sender=STRANGER.code)
    window.post(
        STRANGER.code,
        data.replace(b"</ceb:BaseTransfer>", b"</ceb:BaseTransfer>" + told),
    )
    window.worker.drain()

    assert window.pulled(SELLER.code) == []
    assert [it.status for it in window.pulled(STRANGER.code)] == ["100"]


def test_a_firm_that_asks_has_the_receipts_on_papers_that_name_it(
    window: Window,
) -> None:
    with window.connection.transaction():
        window.rooms.enterprises.file_address(
            PLATFORM.code, address(PLATFORM.code), wants_receipts=True
        )
    window.send(*PAPERS)

    copies = [it for it in window.pulled(PLATFORM.code) if it.content.get("copy")]
    assert {it.kind for it in copies} == {"payment", "declaration"}
    assert [it.status for it in copies if it.kind == "declaration"][-2:] == [
        "120",
        "800",
    ]
    assert not [it for it in window.pulled(PROVIDER.code) if it.content.get("copy")]
