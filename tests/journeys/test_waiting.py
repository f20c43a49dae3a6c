"""A list that waits says for what and until when; at the deadline it is rejected."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.letters import again, papers
from tests.parcels import parcel
from tests.window import Window
from tongguan.gateway.chinaport.outbox import plain
from tongguan.journeys.overdue import give_up_waiting
from tongguan.plumbing import clock
from tongguan.plumbing.expectations.rules import waits_until
from tongguan.trade.papers import Action, AnyPaper

FORTNIGHT = timedelta(days=14)


def waits(window: Window, paper: AnyPaper) -> list[list[str]]:
    told = [plain(sent) for sent in window.receipts(paper)]
    return [one["waiting_for"] for one in told if "waiting_for" in one]


def give_up(window: Window, later: timedelta) -> int:
    with window.connection.transaction():
        return give_up_waiting(window.rooms, clock.now() + later, 9)


def test_every_arrival_updates_what_a_list_waits_for(window: Window) -> None:
    order, payment, waybill, listed = papers(parcel(1))
    for paper in (listed, waybill, waybill, order):
        window.send(paper)

    assert waits(window, listed) == [
        ["order", "payment", "waybill"],
        ["order", "payment"],
        ["payment"],
    ]
    told = [plain(sent) for sent in window.receipts(listed)][1:]
    assert [one["final"] for one in told] == [False] * 3
    deadlines = {datetime.fromisoformat(one["deadline"]) for one in told}
    ((lodged_at,),) = window.rows("SELECT lodged_at FROM declaration")
    assert deadlines == {lodged_at + FORTNIGHT}
    window.send(payment)
    assert window.statuses(listed) == ["2", "2", "2", "2", "120", "800"]


def test_at_its_deadline_a_list_is_rejected_for_what_is_missing(
    window: Window,
) -> None:
    order, payment, waybill, listed = papers(parcel(1))
    window.send(order, listed)

    assert give_up(window, FORTNIGHT - timedelta(minutes=1)) == 0
    assert give_up(window, FORTNIGHT) == 1
    assert give_up(window, FORTNIGHT) == 0

    assert window.states(order, listed) == ["lodged", "rejected"]
    last = plain(window.receipts(listed)[-1])
    assert (last["status"], last["code"], last["final"]) == ("100", "MAT-3091", True)
    assert "支付单、运单在申报后336小时内未到，清单退单。" in last["text"]
    (finding,) = last["findings"]
    assert (
        finding["en"] == "Not received within 336 hours of lodging: payment, waybill."
    )
    voids = window.rows("SELECT void, waiting FROM declaration")
    assert voids == [(True, [])]

    window.send(again(listed), payment, waybill)
    assert window.states(order, listed) == ["concluded", "released"]


def test_a_list_that_was_lodged_anew_waits_anew(window: Window) -> None:
    _, _, _, listed = papers(parcel(1))
    window.send(listed)
    with window.connection.transaction():
        window.connection.execute(
            b"UPDATE declaration SET lodged_at = lodged_at - interval '20 days'"
        )
    ((number,),) = window.rows("SELECT preliminary_number FROM declaration")
    changed = again(listed, action=Action.CHANGE)
    window.send(replace(changed, preliminary_number=number))
    assert give_up(window, timedelta()) == 0
    assert window.states(listed) == ["lodged"]


def test_what_is_complete_is_never_given_up(window: Window) -> None:
    window.send(*papers(parcel(1)))
    assert give_up(window, timedelta(days=400)) == 0
    assert window.states(parcel(1).declaration) == ["released"]


def test_the_worker_gives_up_by_itself(window: Window) -> None:
    listed = parcel(1).declaration
    window.send(listed)
    with window.connection.transaction():
        window.connection.execute(
            b"UPDATE declaration SET lodged_at = lodged_at - interval '15 days'"
        )
    restarted = Window(window.dsn)
    restarted.worker.drain()
    restarted.close()
    assert window.states(listed) == ["rejected"]


def test_a_wait_is_counted_from_the_very_instant() -> None:
    at = datetime(2026, 11, 1, 8, tzinfo=clock.SHANGHAI)
    assert waits_until(at) == datetime(2026, 11, 15, 8, tzinfo=clock.SHANGHAI)
