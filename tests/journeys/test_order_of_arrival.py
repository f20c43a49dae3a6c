"""Whatever the order, the resends and the batches: the same end, the same money."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from random import Random

import pytest

from tests.letters import message, papers, sender_of
from tests.parcels import parcel
from tests.window import Window
from tongguan.trade.papers import AnyPaper, Dossier

KINDS = ("order", "payment", "waybill", "declaration")
ORDERS = list(permutations(range(4)))
GOOD = (["concluded"] * 3 + ["released"], [1, 1, 1, 1])
BAD = (["lodged", "rejected", "lodged", "rejected"], [0, 1, 0, 1])


def wrongly_paid(dossier: Dossier) -> Dossier:
    payment = replace(dossier.payment, amount=Decimal("500.00"))
    return replace(dossier, payment=payment)


def deliver(window: Window, sheaf: Sequence[AnyPaper], luck: Random) -> None:
    """Send papers in this order, each once or more, the worker looking in between."""
    sent: list[AnyPaper] = []
    for paper in sheaf:
        sent.append(paper)
        for one in (paper, *luck.choices(sent, k=luck.randint(0, 2))):
            window.post(sender_of(one), message(one))
        if luck.random() < 0.5:
            window.worker.work()
    window.worker.drain()


def last_words(window: Window, paper: AnyPaper) -> int:
    return sum(sent.terminal for sent in window.receipts(paper))


@pytest.mark.parametrize("good", [True, False], ids=["agreeing", "disagreeing"])
def test_every_order_of_arrival_ends_alike(window: Window, *, good: bool) -> None:
    wanted = GOOD if good else BAD
    luck = Random(24)
    dossiers = [parcel(100 * n) for n in range(len(ORDERS) * 2)]
    if not good:
        dossiers = [wrongly_paid(dossier) for dossier in dossiers]
    for dossier, order in zip(dossiers, ORDERS * 2, strict=True):
        four = papers(dossier)
        deliver(window, [four[place] for place in order], luck)

    for dossier, order in zip(dossiers, ORDERS * 2, strict=True):
        four = papers(dossier)
        ended = (window.states(*four), [last_words(window, it) for it in four])
        assert ended == wanted, [KINDS[place] for place in order]
    posted = (
        "SELECT book, sum(posted_fen), sum(held_fen) FROM ledger_account GROUP BY 1"
    )
    count = len(dossiers) if good else 0
    found = {row[0]: row[1:] for row in window.rows(posted)}
    assert found["guarantee"] == (count * 44_23, 0)
    assert found["allowance/2026"] == (count * 486_00, 0)
    assert window.rooms.ledger.disagreements() == []


def test_a_whole_day_in_one_shuffled_batch_ends_like_one_by_one(
    window: Window,
) -> None:
    dossiers = [parcel(serial) for serial in range(40)]
    sheaf = [paper for dossier in dossiers for paper in papers(dossier)]
    Random(40).shuffle(sheaf)
    for paper in sheaf:
        window.post(sender_of(paper), message(paper))
    window.worker.drain()

    ends = {tuple(window.states(*papers(dossier))) for dossier in dossiers}
    assert ends == {tuple(GOOD[0])}
