"""Goods come back: tax, allowance, guarantee and statistics follow, to the fen."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.import_papers import RETURNED
from tests.journeys.test_cancelling import number_of
from tests.journeys.test_month_end import collected, issued, settled
from tests.journeys.test_officers import FREE, accounts, dear, sent
from tests.letters import again, message, papers
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.commerce.statistics.model import Totals
from tongguan.customs.goods_return.against import IN_TIME
from tongguan.customs.goods_return.model import Billed, Returned, Returning
from tongguan.gateway.chinaport.answers import read_answers
from tongguan.gateway.chinaport.outbox import messages
from tongguan.journeys.returning import hear_returns
from tongguan.kit.checks import verify
from tongguan.plumbing import clock
from tongguan.plumbing.register.store import KeyTakenError
from tongguan.trade.import_papers import GoodsReturn
from tongguan.trade.papers import Dossier

GRANTED = ["2", "120", "399"]
TODAY = clock.today()


def released(window: Window, tins: int = 2) -> Dossier:
    dossier = parcel(1, tins=tins)
    window.send(*papers(dossier))
    assert window.states(dossier.declaration) == ["released"]
    return dossier


def returning(
    window: Window, dossier: Dossier, tins: int, serial: int = 1, **line: Any
) -> GoodsReturn:
    """Ask for so many tins of a released list to come back."""
    listed = dossier.declaration
    one = replace(RETURNED.lines[0], quantity=Decimal(tins), **line)
    named = {
        name: getattr(listed, name)
        for name in ("order_number", "waybill_number", "buyer")
    }
    return replace(
        again(RETURNED, minutes=serial),
        list_number=number_of(window, listed),
        reference=f"TH{serial:08d}",
        lines=(one,),
        **named,
    )


def totals(window: Window) -> Totals:
    with window.connection.transaction():
        return window.rooms.statistics.totals(TODAY, TODAY)


def bills(window: Window) -> list[Any]:
    sent_bills = [s for s in window.pulled(SELLER.code) if s.kind == "tax_bill"]
    with window.connection.transaction():
        written = messages(window.rooms, sent_bills)
    return [bill for data in written for bill in read_answers(data).answers]


def held(window: Window, dossier: Dossier) -> list[int]:
    """Say what the allowance and the guarantee are charged, in fen."""
    return [balance.posted for balance in accounts(window, dossier)]


def test_a_part_comes_back_and_what_it_owed_lapses(window: Window) -> None:
    dossier = released(window)
    assert held(window, dossier) == [486_00, 44_23]
    asked = returning(window, dossier, 1)

    window.send(asked)

    assert window.statuses(asked) == GRANTED
    assert window.states(asked, dossier.declaration) == ["concluded", "released"]
    assert held(window, dossier) == [243_00, 22_11]
    first, second = bills(window)
    assert (first.vat, second.vat, second.status) == (
        Decimal("44.23"),
        Decimal("22.11"),
        "1",
    )
    assert second.number == first.number
    assert totals(window) == Totals(
        lists=1,
        value_fen=243_00,
        tax_fen=22_11,
        returned_lists=1,
        returned_value_fen=243_00,
    )


def test_returns_of_every_part_leave_nothing_behind(window: Window) -> None:
    dossier = released(window, tins=3)
    asked = [returning(window, dossier, 1, serial) for serial in (1, 2, 3)]

    window.send(*asked)

    assert [window.statuses(one) for one in asked] == [GRANTED] * 3
    assert window.states(dossier.declaration) == ["taken_back"]
    assert accounts(window, dossier) == FREE
    assert window.rooms.ledger.disagreements() == []
    assert totals(window) == Totals(
        lists=0,
        value_fen=0,
        tax_fen=0,
        returned_lists=1,
        returned_value_fen=724_00,
    )
    assert window.statuses(dossier.declaration)[-1] == "899"


def test_a_whole_list_that_comes_back_has_its_bill_voided(window: Window) -> None:
    dossier = released(window)
    window.send(returning(window, dossier, 2))

    assert window.states(dossier.declaration) == ["taken_back"]
    assert accounts(window, dossier) == FREE
    paper = window.standing(dossier.declaration).id
    with window.connection.transaction():
        tax = window.rooms.collection.standing(paper)
    assert tax is not None
    assert tax.state == "voided"
    assert collected(window) is None


def refused(window: Window, dossier: Dossier, asked: GoodsReturn) -> tuple[str, str]:
    """Send a return that is refused; return its finding and its official code."""
    before = held(window, dossier), window.states(dossier.declaration)
    window.send(asked)
    assert window.states(asked) == ["rejected"]
    assert (held(window, dossier), window.states(dossier.declaration)) == before
    told = window.receipts(asked)[-1]
    assert told.status == "100"
    return told.findings[0]["code"], told.code


@pytest.mark.parametrize(
    ("tins", "line", "told"),
    [
        (3, {}, ("STA-1825", "-625001")),
        (1, {"number": 2}, ("STA-1823", "-625209")),
        (1, {"hs_code": "1901101000"}, ("STA-1823", "-625209")),
        (1, {"name": "婴儿配方奶粉9段"}, ("STA-1824", "-625012")),
        (1, {"unit": "125"}, ("STA-1824", "-625012")),
    ],
    ids=["too much", "no such line", "other code", "other article", "other unit"],
)
def test_only_what_was_listed_comes_back(
    window: Window, tins: int, line: dict[str, Any], told: tuple[str, str]
) -> None:
    dossier = released(window)
    asked = returning(window, dossier, tins, **line)
    assert refused(window, dossier, asked) == told


def test_earlier_returns_count(window: Window) -> None:
    dossier = released(window)
    window.send(returning(window, dossier, 1))

    second = returning(window, dossier, 2, serial=2)
    assert refused(window, dossier, second) == ("STA-1825", "-625001")


def test_of_two_returns_of_the_last_tin_in_one_batch_one_is_granted(
    window: Window,
) -> None:
    dossier = released(window)
    window.send(returning(window, dossier, 1))
    two = [returning(window, dossier, 1, serial) for serial in (2, 3)]

    for one in two:
        window.post(one.declarant.code, message(one))
    window.worker.drain()

    assert sorted(window.states(*two)) == ["concluded", "rejected"]
    assert accounts(window, dossier) == FREE


def test_the_database_lets_one_return_take_a_turn(window: Window) -> None:
    one = Returned(
        line=1,
        sequence=1,
        quantity=Decimal(1),
        total=Decimal(1),
        listed=Decimal(2),
        undone=Billed(),
    )
    with window.connection.transaction():
        window.rooms.returned.put((7, 5), [one], clock.now(), refunded=False)
    with pytest.raises(KeyTakenError), window.connection.transaction():
        window.rooms.returned.put((8, 5), [one], clock.now(), refunded=False)

    assert window.rows("SELECT application FROM returned_line") == [(7,)]


def test_a_list_that_is_not_released_is_cancelled_not_returned(window: Window) -> None:
    dossier = sent(window, dear)
    asked = returning(window, dossier, 1)

    assert refused(window, dossier, asked) == ("STA-1821", "-625022")
    assert "撤销申请单（CEB623）" in window.receipts(asked)[-1].text


@pytest.mark.parametrize(("days", "codes"), [(30, []), (31, ["STA-1822"])])
def test_a_return_is_applied_for_within_thirty_days(
    days: int, codes: list[str]
) -> None:
    day = date(2026, 3, 2)
    asked = Returning(
        application=RETURNED,
        listed=parcel(1).declaration,
        state="released",
        released_on=day,
        on=day + timedelta(days=days),
    )
    assert [finding.code for finding in verify(asked, (IN_TIME,))] == codes


def test_a_late_return_is_refused(window: Window) -> None:
    dossier = released(window)
    asked = returning(window, dossier, 1)
    window.send(replace(asked, heading=replace(asked.heading, draft=True)))
    number = window.standing(asked).id
    with window.connection.transaction():
        window.connection.execute(
            "UPDATE paper SET state = 'lodged' WHERE id = %s", [number]
        )
        hear_returns(window.rooms, [number], clock.now() + timedelta(days=40))

    assert window.states(asked) == ["rejected"]
    assert window.receipts(asked)[-1].code == "-625004"
    assert held(window, dossier) == [486_00, 44_23]


def test_a_merged_notice_owes_less_and_its_payment_frees_the_rest(
    window: Window,
) -> None:
    dossier = released(window)
    notice = issued(window)
    window.send(returning(window, dossier, 1))

    assert window.rows("SELECT vat_fen FROM payment_notice") == [(22_11,)]
    assert held(window, dossier) == [243_00, 22_11]
    settled(window, notice)

    assert held(window, dossier) == [243_00, 0]
    assert window.rooms.ledger.disagreements() == []


def test_tax_that_is_paid_is_to_be_paid_back(window: Window) -> None:
    dossier = released(window)
    settled(window, issued(window))
    asked = returning(window, dossier, 1)

    window.send(asked)

    assert held(window, dossier) == [243_00, 0]
    assert "已缴税款22.12元应予退还" in window.receipts(asked)[-1].text
    paper = window.standing(dossier.declaration).id
    with window.connection.transaction():
        assert window.rooms.returned.refunds(paper) == 22_12
    assert window.rows("SELECT vat_fen FROM payment_notice") == [(44_23,)]
