"""Many close a month or record a payment at once; one has an effect."""

import threading
from collections.abc import Callable

import psycopg

from tests.conftest import KEYS
from tests.letters import papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.customs.collection.model import Month, Notice
from tongguan.finance.guarantee.rules import BOOK
from tongguan.journeys.month_end import collect, pay
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock

TAX_FEN = 4423
MANY = 6
MONTH = Month.of(clock.today())


def at_once(window: Window, act: Callable[[Rooms], Notice | None]) -> list[str]:
    """Let many do the same at the same moment; say what each of them did."""
    start, done = threading.Barrier(MANY), []

    def attempt() -> None:
        with psycopg.connect(window.dsn) as connection:
            start.wait()
            try:
                made = act(Rooms.over(connection, KEYS))
                done.append("nothing" if made is None else "done")
            except IllegalMoveError:
                done.append("refused")

    threads = [threading.Thread(target=attempt) for _ in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(done)


def closed(rooms: Rooms) -> Notice | None:
    return collect(rooms, SELLER.code, MONTH, on=MONTH.end, at=clock.now())


def test_a_month_that_many_close_is_closed_once(window: Window) -> None:
    window.send(*papers(parcel(1)), *papers(parcel(2)))

    assert at_once(window, closed) == ["done", *["nothing"] * (MANY - 1)]

    assert window.rows("SELECT lists FROM payment_notice") == [(2,)]
    told = window.pulled(SELLER.code)
    assert [it.status for it in told if it.kind == "tax_status"] == ["2", "2"]


def test_a_notice_that_many_pay_is_paid_once(window: Window) -> None:
    window.send(*papers(parcel(1)), *papers(parcel(2)))
    with window.connection.transaction():
        notice = closed(window.rooms)
    assert notice is not None

    def paid(rooms: Rooms) -> Notice:
        return pay(rooms, notice.number, on=notice.due_on, at=clock.now())

    assert at_once(window, paid) == ["done", *["refused"] * (MANY - 1)]

    restored = "SELECT count(*), sum(fen) FROM ledger_entry WHERE kind = 'restore'"
    assert window.rows(restored) == [(2, 2 * TAX_FEN)]
    assert window.balance(BOOK, SELLER.code).posted == 0
    told = [it.status for it in window.pulled(SELLER.code)]
    assert told.count("899") == 2


def test_a_payment_and_new_lists_of_the_same_guarantor_do_not_disturb_each_other(
    window: Window,
) -> None:
    window.send(*papers(parcel(1)), *papers(parcel(2)))
    with window.connection.transaction():
        notice = closed(window.rooms)
    assert notice is not None

    def paid() -> None:
        with psycopg.connect(window.dsn) as connection:
            rooms = Rooms.over(connection, KEYS)
            pay(rooms, notice.number, on=notice.due_on, at=clock.now())

    payment = threading.Thread(target=paid)
    payment.start()
    window.send(*papers(parcel(3)), *papers(parcel(4)))
    payment.join()

    assert window.balance(BOOK, SELLER.code).posted == 2 * TAX_FEN
    with window.connection.transaction():
        assert window.rooms.ledger.disagreements() == []
