"""A month closes, a notice is paid once, the guarantee is free of exactly its tax."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import psycopg
import pytest

from tests.conftest import KEYS
from tests.letters import papers
from tests.parcels import CARRIER, SELLER, parcel
from tests.window import Window
from tongguan.customs.collection.lifecycle import BillState
from tongguan.customs.collection.model import Month, Notice
from tongguan.customs.collection.rules import MonthNotOverError, NotPayableYetError
from tongguan.finance.guarantee.rules import BOOK
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.outbox import messages
from tongguan.journeys.founding import add_to_guarantee
from tongguan.journeys.month_end import (
    DayToComeError,
    NoSuchNoticeError,
    business_day,
    collect,
    pay,
    void_bill,
)
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock
from tongguan.trade.papers import Dossier
from tongguan.trade.receipts import TaxBill, TaxBillStatus

TAX_FEN = 4423  # two tins: 9.1 % of 486.00
MONTH = Month.of(clock.today())
AFTER = MONTH.end


def cleared(window: Window, *serials: int) -> list[Dossier]:
    parcels = [parcel(serial) for serial in serials]
    for one in parcels:
        window.send(*papers(one))
    return parcels


def collected(window: Window, on: date = AFTER) -> Notice | None:
    with window.connection.transaction():
        return collect(window.rooms, SELLER.code, MONTH, on=on, at=clock.now())


def issued(window: Window) -> Notice:
    notice = collected(window)
    assert notice is not None
    return notice


def settled(window: Window, notice: Notice, on: date | None = None) -> Notice:
    day = on or notice.due_on
    with window.connection.transaction():
        return pay(window.rooms, notice.number, on=day, at=clock.now())


def standing(window: Window, one: Dossier) -> Any:
    paper = window.standing(one.declaration).id
    with window.connection.transaction():
        return window.rooms.collection.standing(paper)


def bills(window: Window) -> list[TaxBill | TaxBillStatus]:
    """Return every bill (CEB816), and what became of each (CEB818)."""
    kinds = {"tax_bill", "tax_status"}
    sent = [s for s in window.pulled(SELLER.code) if s.kind in kinds]
    with window.connection.transaction():
        written = messages(window.rooms, sent)
    return [b for data in written for b in read_answers(data).answers]  # type: ignore[misc]


def test_a_notice_is_exactly_the_sum_of_its_lists(window: Window) -> None:
    cleared(window, 1, 2, 3)

    notice = issued(window)

    assert (notice.lists, notice.sequence, notice.guarantor) == (3, 1, SELLER.code)
    assert (notice.duty_fen, notice.vat_fen, notice.consumption_fen) == (0, 13269, 0)
    assert notice.tax_fen == 3 * TAX_FEN
    assert window.balance(BOOK, SELLER.code).posted == 3 * TAX_FEN


def test_every_sender_is_told_that_its_bill_is_merged(window: Window) -> None:
    one, two = cleared(window, 1, 2)
    assert standing(window, one).state is BillState.GENERATED

    notice = issued(window)

    first, _, merged, other = bills(window)
    assert (first.status, first.payment_document) == ("1", None)
    assert (merged.status, merged.payment_document) == ("2", notice.number)
    assert isinstance(first, TaxBill)
    assert isinstance(merged, TaxBillStatus)
    assert (merged.number, merged.guarantor) == (first.number, first.guarantor)
    assert (merged.list_number, other.status) == (first.list_number, "2")
    assert standing(window, two).state is BillState.MERGED
    assert standing(window, two).notice == notice.number


def test_a_month_is_collected_once(window: Window) -> None:
    cleared(window, 1)
    notice = issued(window)

    assert collected(window) is None

    with window.connection.transaction():
        assert window.rooms.collection.notices(None) == [notice]
    assert len(bills(window)) == 2


def test_a_list_found_later_comes_into_a_supplement(window: Window) -> None:
    cleared(window, 1)
    first = issued(window)
    cleared(window, 2)

    second = issued(window)

    assert (second.sequence, second.lists) == (2, 1)
    assert first.number != second.number


def test_a_running_month_is_not_collected(window: Window) -> None:
    cleared(window, 1)

    with pytest.raises(MonthNotOverError):
        collected(window, MONTH.first)

    with window.connection.transaction():
        assert window.rooms.collection.notices(None) == []


def test_a_payment_frees_the_guarantee_and_closes_the_lists(window: Window) -> None:
    one, two = cleared(window, 1, 2)
    before = window.balance(BOOK, SELLER.code)
    notice = issued(window)

    paid = settled(window, notice)

    after = window.balance(BOOK, SELLER.code)
    assert (before.posted, after.posted, after.held) == (2 * TAX_FEN, 0, 0)
    assert after.left == before.left + 2 * TAX_FEN
    assert window.states(one.declaration, two.declaration) == ["cleared", "cleared"]
    assert window.statuses(one.declaration)[-2:] == ["800", "899"]
    assert (paid.late_fee_fen, standing(window, one).state) == (0, BillState.PAID)
    with window.connection.transaction():
        assert window.rooms.ledger.disagreements() == []
        assert window.rooms.collection.find(notice.number) == paid


def test_a_notice_is_payable_from_its_first_day_on(window: Window) -> None:
    cleared(window, 1)
    notice = issued(window)

    with pytest.raises(NotPayableYetError):
        settled(window, notice, AFTER)

    assert window.balance(BOOK, SELLER.code).posted == TAX_FEN
    assert settled(window, notice, notice.opens_on).late_fee_fen == 0


def test_a_notice_is_paid_once(window: Window) -> None:
    cleared(window, 1)
    notice = issued(window)
    settled(window, notice)
    entries = window.rows("SELECT count(*) FROM ledger_entry")

    with pytest.raises(IllegalMoveError):
        settled(window, notice)

    assert window.rows("SELECT count(*) FROM ledger_entry") == entries


def test_a_notice_nobody_issued_cannot_be_paid(window: Window) -> None:
    with pytest.raises(NoSuchNoticeError), window.connection.transaction():
        pay(window.rooms, "JK1", on=AFTER, at=clock.now())


def test_a_list_that_waits_for_the_guarantee_goes_on_after_the_payment(
    window: Window,
) -> None:
    with window.connection.transaction():
        limit = window.rooms.ledger.balances(BOOK, [SELLER.code], hold=True)
        left = Decimal(TAX_FEN + 1 - limit[SELLER.code].limit) / 100
        add_to_guarantee(window.rooms, SELLER.code, left, clock.now())
    cleared(window, 1)
    (waiting,) = cleared(window, 2)
    assert window.states(waiting.declaration) == ["suspended"]

    settled(window, issued(window))
    window.worker.drain()

    assert window.states(waiting.declaration) == ["released"]
    assert window.balance(BOOK, SELLER.code).posted == TAX_FEN


def test_a_list_that_comes_back_leaves_its_notice(window: Window) -> None:
    one, two = cleared(window, 1, 2)
    notice = issued(window)

    with window.connection.transaction():
        void_bill(window.rooms, window.standing(one.declaration).id, clock.now())

    with window.connection.transaction():
        left = window.rooms.collection.find(notice.number)
    assert left is not None
    assert (left.lists, left.tax_fen) == (1, TAX_FEN)
    assert window.balance(BOOK, SELLER.code).posted == TAX_FEN
    assert standing(window, one).state is BillState.VOIDED
    assert [bill.status for bill in bills(window)] == ["1", "1", "2", "2", "3"]
    settled(window, notice)
    assert window.states(one.declaration, two.declaration) == ["released", "cleared"]
    assert window.balance(BOOK, SELLER.code).posted == 0


@pytest.mark.parametrize("merged", [False, True])
def test_a_bill_is_void_once_and_not_collected(
    window: Window,
    *,
    merged: bool,
) -> None:
    (one,) = cleared(window, 1)
    if merged:
        settled(window, issued(window))
    paper = window.standing(one.declaration).id
    if not merged:
        with window.connection.transaction():
            void_bill(window.rooms, paper, clock.now())

    with pytest.raises(IllegalMoveError), window.connection.transaction():
        void_bill(window.rooms, paper, clock.now())

    assert window.balance(BOOK, SELLER.code).posted == 0
    assert collected(window) is None


def test_a_guarantor_that_owes_nothing_gets_no_notice(window: Window) -> None:
    cleared(window, 1)

    with window.connection.transaction():
        assert window.rooms.collection.guarantors(MONTH) == [SELLER.code]
        none = collect(window.rooms, CARRIER.code, MONTH, on=AFTER, at=clock.now())

    assert none is None


def test_only_a_sandbox_looks_ahead(connection: psycopg.Connection) -> None:
    noon = datetime(2026, 11, 21, 12, tzinfo=clock.SHANGHAI)
    sandbox, zone = (Rooms.over(connection, KEYS, p) for p in ("sandbox", "production"))

    assert business_day(sandbox, date(2026, 12, 1), noon) == date(2026, 12, 1)
    assert business_day(zone, None, noon) == date(2026, 11, 21)
    with pytest.raises(DayToComeError):
        business_day(zone, date(2026, 12, 1), noon)
