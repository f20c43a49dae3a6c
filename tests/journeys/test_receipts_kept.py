"""What is asked of receipts besides a pull: a paper's own, and how long they took."""

from datetime import timedelta

from tests.letters import again, message, papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.customs.board.model import Latency
from tongguan.plumbing import clock

DAY = timedelta(days=1)


def test_the_receipts_of_every_version_of_a_paper_are_found(window: Window) -> None:
    *others, listed = papers(parcel(1))
    stranger = papers(parcel(2))[-1]
    window.send(again(listed, minutes=0, draft=True), stranger, again(listed))
    window.send(*others)

    number = window.standing(listed).id
    with window.connection.transaction():
        found = window.rooms.outbox.of_paper(number)
    assert found == [it for it in window.pulled(SELLER.code) if it.paper == number]
    assert [(it.version, it.status) for it in found] == [
        (1, "1"),
        *[(2, status) for status in ("2", "2", "120", "800", "1")],
    ]
    assert len({it.message for it in found}) == 2


def test_lists_wait_as_long_as_from_their_message_to_first_and_last_word(
    window: Window,
) -> None:
    *others, listed = papers(parcel(1))
    window.send(listed)
    window.send(*others)
    window.post(SELLER.code, message(parcel(2).declaration))
    told = [it for it in window.pulled(SELLER.code) if it.kind == "declaration"]
    first, last = told[0].at, next(it.at for it in told if it.terminal)
    with window.connection.transaction():
        window.connection.execute(
            b"UPDATE inbound_message SET received_at = %s",
            [first - timedelta(milliseconds=1500)],
        )
        found = window.rooms.board.latencies(clock.now() - DAY, 9)
        later = window.rooms.board.latencies(last + timedelta(seconds=1), 9)

    took = 1500 + round((last - first) / timedelta(milliseconds=1))
    office = listed.customs_office
    assert found == [
        Latency(office=office, lists=1, first=[1500] * 3, final=[took] * 3)
    ]
    assert later == []
