"""A set from its papers to its release: waiting, blame, limits, guarantees."""

from dataclasses import replace
from decimal import Decimal

from tests.conftest import KEYS
from tests.letters import POOR, again, declared_by, papers
from tests.parcels import PLATFORM, SELLER, parcel
from tests.window import Window
from tongguan.journeys.founding import add_to_guarantee
from tongguan.journeys.glance import allowance_key
from tongguan.plumbing import clock
from tongguan.plumbing.ledger.store import Balance
from tongguan.trade.papers import Dossier

RELEASED = ["concluded", "concluded", "concluded", "released"]
UNTOUCHED = ["lodged", "lodged", "lodged", "rejected"]
YEAR = "allowance/2026"
RICH = 10_000_000_00


def allowance(window: Window, dossier: Dossier) -> Balance:
    key = allowance_key(dossier.declaration.buyer, KEYS).hex()
    return window.balance(YEAR, key)


def guarantee(window: Window, code: str = SELLER.code) -> Balance:
    return window.balance("guarantee", code)


def codes(window: Window, dossier: Dossier) -> list[str]:
    return [f["code"] for f in window.receipts(dossier.declaration)[-1].findings]


def test_an_agreeing_parcel_is_released_with_its_tax(window: Window) -> None:
    dossier = parcel(1)
    window.send(*papers(dossier))

    assert window.states(*papers(dossier)) == RELEASED
    for other in papers(dossier)[:3]:
        assert window.statuses(other) == ["2", "120", "399"]
    assert window.statuses(dossier.declaration) == ["2", "120", "800"]
    assert allowance(window, dossier) == Balance(limit=26_000_00, posted=486_00)
    assert guarantee(window) == Balance(limit=RICH, posted=44_23)
    (bill,) = [s for s in window.pulled(SELLER.code) if s.kind == "tax_bill"]
    assert bill.text == "电子税单已生成，税款合计44.23元"
    assert window.rows("SELECT duty_fen, vat_fen, consumption_fen FROM tax_bill") == [
        (0, 44_23, 0)
    ]


def test_a_list_says_for_what_it_waits(window: Window) -> None:
    dossier = parcel(1)
    order, payment, waybill, listed = papers(dossier)
    window.send(listed)

    key = f"；对应电商平台为[{PLATFORM.code}]订单号为[{order.number}]"
    first, told = window.receipts(listed)
    assert (first.status, told.status, told.terminal) == ("2", "2", False)
    assert told.text.endswith(
        f"{key}订单信息不存在{key}支付信息不存在{key}运单信息不存在"
    )
    waiting = "SELECT waiting FROM declaration"
    assert window.rows(waiting) == [(["order", "payment", "waybill"],)]

    window.send(waybill, order)
    assert window.rows(waiting) == [(["payment"],)]
    window.send(payment)
    assert window.rows(waiting) == [([],)]
    assert window.statuses(listed) == ["2", "2", "2", "120", "800"]


def test_the_wrong_paper_is_blamed_corrected_and_the_list_sent_again(
    window: Window,
) -> None:
    dossier = parcel(1)
    order, payment, waybill, listed = papers(dossier)
    wrong = replace(payment, amount=Decimal("500.00"))
    window.send(order, wrong, waybill, listed)

    assert window.states(*papers(dossier)) == [
        *("lodged", "rejected", "lodged", "rejected")
    ]
    assert window.statuses(payment) == ["2", "100"]
    assert window.statuses(listed) == ["2", "100"]
    assert codes(window, dossier) == ["MAT-3005"]
    assert window.rows("SELECT count(*) FROM ledger_entry") == [(0,)]

    window.send(again(payment))
    assert window.states(payment, listed) == ["lodged", "rejected"]
    window.send(again(listed))
    assert window.states(*papers(dossier)) == RELEASED
    assert window.statuses(listed) == ["2", "100", "2", "120", "800"]


def test_all_that_is_wrong_is_told_at_once(window: Window) -> None:
    dossier = parcel(1)
    order, payment, waybill, listed = papers(dossier)
    stranger = parcel(2).order.buyer
    wrong = replace(payment, amount=Decimal("500.00"), payer=stranger)
    other = replace(waybill, gross_weight_kg=Decimal("2.90"))
    window.send(order, wrong, other, listed)

    assert codes(window, dossier) == ["MAT-3002", "MAT-3003", "MAT-3005", "MAT-3055"]
    assert window.states(order, payment, listed) == ["lodged", "rejected", "rejected"]


def test_a_change_while_the_list_waits_is_what_counts(window: Window) -> None:
    dossier = parcel(1)
    order, payment, waybill, listed = papers(dossier)
    wrong = replace(waybill, gross_weight_kg=Decimal("2.90"))
    window.send(listed, wrong, order)
    window.send(again(waybill, action=type(order.heading.action).CHANGE))
    window.send(payment)

    assert window.states(*papers(dossier)) == RELEASED
    assert window.standing(waybill).version == 2


def test_a_waybill_serves_one_list(window: Window) -> None:
    first, second = parcel(1), parcel(2)
    stolen = replace(
        second.declaration, waybill_number=first.declaration.waybill_number
    )
    window.send(*papers(first))
    window.send(second.order, second.payment, stolen)

    assert window.states(*papers(first)) == RELEASED
    assert window.states(second.order, second.payment, stolen) == [
        *("lodged", "lodged", "rejected")
    ]
    assert "MAT-3090" in codes(window, second)


def test_two_lists_on_one_waybill_in_one_batch_see_each_other(window: Window) -> None:
    first, second = parcel(1, person=1), parcel(2, person=1)
    bill = replace(first.waybill, order_number=None)
    stolen = replace(second.declaration, waybill_number=bill.number)
    sheaf = (first.order, second.order, first.payment, second.payment)
    window.send(*sheaf, first.declaration, stolen)
    window.send(bill)

    assert window.states(first.declaration, stolen, bill) == [
        *("released", "rejected", "concluded")
    ]
    assert codes(window, second) == ["MAT-3090"]
    assert window.statuses(bill) == ["2", "120", "399"]


def test_of_two_payments_the_orders_own_counts(window: Window) -> None:
    dossier = parcel(1)
    other = replace(dossier.payment, transaction="TF99999999", amount=Decimal("1.00"))
    window.send(dossier.payment, other, dossier.order, dossier.waybill)
    window.send(dossier.declaration)

    assert window.states(*papers(dossier)) == RELEASED
    assert window.states(other) == ["lodged"]


def test_a_guarantee_too_small_suspends_until_it_is_raised(window: Window) -> None:
    dossier = declared_by(parcel(1), POOR)
    window.send(*papers(dossier))

    assert window.states(*papers(dossier)) == [
        "lodged",
        "lodged",
        "lodged",
        "suspended",
    ]
    assert window.statuses(dossier.declaration) == ["2", "600"]
    assert codes(window, dossier) == ["GUA-4001"]
    assert window.rows("SELECT count(*) FROM ledger_entry") == [(0,)]

    for amount, wanted in (("43.22", "suspended"), ("0.01", "released")):
        with window.connection.transaction():
            add_to_guarantee(window.rooms, POOR.code, Decimal(amount), clock.now())
        window.worker.drain()
        assert window.states(dossier.declaration) == [wanted]

    assert window.statuses(dossier.declaration) == ["2", "600", "120", "800"]
    assert guarantee(window, POOR.code) == Balance(limit=44_23, posted=44_23)


def test_what_is_suspended_is_frozen_but_its_papers_may_be_changed(
    window: Window,
) -> None:
    dossier = declared_by(parcel(1), POOR)
    change = type(dossier.order.heading.action).CHANGE
    window.send(*papers(dossier))
    window.send(again(replace(dossier.waybill, note="加固"), action=change))
    window.send(again(replace(dossier.declaration, note="加急")))

    assert window.states(dossier.waybill, dossier.declaration) == [
        *("lodged", "suspended")
    ]
    assert window.statuses(dossier.declaration) == ["2", "600", "-621004"]


def test_a_rich_buyer_ends_at_the_annual_limit(window: Window) -> None:
    dossiers = [parcel(serial, person=7, tins=20) for serial in range(1, 7)]
    for dossier in dossiers:
        window.send(*papers(dossier))

    states = [window.states(d.declaration)[0] for d in dossiers]
    assert states.count("rejected") == 1
    assert states[-1] == "rejected"
    assert codes(window, dossiers[-1])[0] == "QUO-2001"
    assert window.statuses(dossiers[-1].declaration) == ["2", "100"]
    assert allowance(window, dossiers[0]).used == 5 * 4_770_00
