"""Several workers on the same buyers, guarantors, waybills and keys at once."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from random import Random

import psycopg
import pytest

from tests.conftest import KEYS
from tests.letters import again, message, papers, sender_of
from tests.parcels import SELLER, parcel
from tests.window import Window
from tongguan.journeys.glance import allowance_key
from tongguan.trade.papers import Action, AnyPaper, Dossier
from tongguan.worker import Worker

WORKERS = 4


def race(window: Window) -> None:
    """Let several workers work until nothing is left."""

    def work(_: int) -> None:
        worker = Worker(KEYS, lambda: psycopg.connect(window.dsn))
        worker.drain()
        worker.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, range(WORKERS)))
    window.worker.drain()


def post(window: Window, sheaf: Iterable[AnyPaper], seed: int) -> None:
    shuffled = list(sheaf)
    Random(seed).shuffle(shuffled)
    for paper in shuffled:
        window.post(sender_of(paper), message(paper))


def outcomes(window: Window, dossiers: Iterable[Dossier]) -> Counter[str]:
    return Counter(window.states(*(d.declaration for d in dossiers)))


@pytest.mark.parametrize("seed", range(3))
def test_lists_of_one_buyer_never_pass_the_annual_limit(
    window: Window, seed: int
) -> None:
    dossiers = [parcel(n, person=7, tins=20) for n in range(1, 9)]
    post(window, (p for d in dossiers for p in papers(d)), seed)
    race(window)

    found = outcomes(window, dossiers)
    assert found["rejected"] == 3
    assert found.total() - found["rejected"] == 5
    key = allowance_key(dossiers[0].declaration.buyer, KEYS).hex()
    balance = window.balance("allowance/2026", key)
    assert balance.used == 5 * 4_770_00
    assert window.rooms.ledger.disagreements() == []


@pytest.mark.parametrize("seed", range(3))
def test_one_waybill_is_used_by_one_of_many_lists(window: Window, seed: int) -> None:
    dossiers = [parcel(n, person=7) for n in range(1, 7)]
    bill = replace(dossiers[0].waybill, order_number=None)
    lists = [replace(d.declaration, waybill_number=bill.number) for d in dossiers]
    post(window, (p for d in dossiers for p in (d.order, d.payment)), seed)
    post(window, lists, seed)
    race(window)
    post(window, [bill], seed)
    race(window)

    found = Counter(window.states(*lists))
    assert found == {"released": 1, "rejected": 5}
    assert window.statuses(bill) == ["2", "120", "399"]
    assert window.balance("guarantee", SELLER.code).posted == 44_23


def test_a_guarantee_used_by_all_is_never_overdrawn(window: Window) -> None:
    with window.connection.transaction():
        window.connection.execute(
            b"UPDATE ledger_account SET limit_fen = 20000 WHERE account = %s",
            [SELLER.code],
        )
    dossiers = [parcel(n) for n in range(1, 13)]
    post(window, (p for d in dossiers for p in papers(d)), 12)
    race(window)

    assert outcomes(window, dossiers) == {"released": 4, "suspended": 8}
    assert window.balance("guarantee", SELLER.code).posted == 4 * 44_23
    assert window.rooms.ledger.disagreements() == []


def test_the_same_paper_from_many_hands_is_registered_once(window: Window) -> None:
    order = parcel(1).order
    versions = [again(order, minutes=n) for n in range(30)]
    post(window, versions, 30)
    race(window)

    statuses = Counter(window.statuses(order))
    assert statuses == {"2": 1, "-301010": 29}


def test_changes_racing_with_the_decision_end_in_one_of_two_ways(
    window: Window,
) -> None:
    dossiers = [parcel(n) for n in range(1, 21)]
    post(window, (d.declaration for d in dossiers), 1)
    post(window, (d.order for d in dossiers), 2)
    post(window, (d.payment for d in dossiers), 3)
    window.worker.drain()
    changes = [again(d.order, action=Action.CHANGE) for d in dossiers]
    post(window, [*changes, *(d.waybill for d in dossiers)], 4)
    race(window)

    assert outcomes(window, dossiers) == {"released": 20}
    for dossier in dossiers:
        told = window.statuses(dossier.order)
        assert sorted(told) in (
            sorted(["2", "2", "120", "399"]),
            sorted(["2", "-301011", "120", "399"]),
        )
    assert window.rooms.ledger.disagreements() == []


def test_a_set_another_works_on_is_left_to_later(window: Window) -> None:
    dossier = parcel(1)
    early, last = [dossier.order, dossier.payment, dossier.declaration], dossier.waybill
    window.send(*early)
    with psycopg.connect(window.dsn) as other:
        other.execute(
            b"SELECT 1 FROM paper WHERE id = %s FOR UPDATE",
            [window.standing(dossier.declaration).id],
        )
        window.post(sender_of(last), message(last))
        window.worker.work()  # and is not kept waiting
        assert window.states(*early, last) == ["lodged"] * 4
        other.rollback()
    window.worker.drain()
    assert window.states(dossier.declaration) == ["released"]
    assert window.statuses(last)[0] == "2"


def test_a_buyer_another_draws_on_is_left_to_later(window: Window) -> None:
    first, second, third = (parcel(n, person=p) for n, p in ((1, 7), (2, 7), (3, 8)))
    window.send(*papers(first))
    key = allowance_key(first.declaration.buyer, KEYS).hex()
    with psycopg.connect(window.dsn) as other:
        other.execute(
            b"SELECT 1 FROM ledger_account WHERE account = %s FOR UPDATE", [key]
        )
        post(window, (p for d in (second, third) for p in papers(d)), 2)
        window.worker.work()
        lists = [second.declaration, third.declaration]
        assert window.states(*lists) == ["lodged", "released"]
        other.rollback()
    window.worker.drain()
    assert window.states(*lists) == ["released"] * 2
    assert window.statuses(second.declaration) == window.statuses(third.declaration)
