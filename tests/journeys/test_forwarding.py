"""In front of a customs that decides elsewhere: forwarded once, heard and told."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from psycopg.conninfo import make_conninfo

from tests.conftest import TEMPLATE, execute
from tests.forwarding import Front, aside, asking, front, heard, receipt_on
from tests.letters import again, message, papers, sender_of
from tests.parcels import SELLER, parcel
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE
from tongguan.gateway.chinaport.channels import AwayError
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import listening
from tongguan.gateway.chinaport.simulator.modes import Behaviour
from tongguan.journeys.upstream import hear_again
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.kit.messages import NEWEST
from tongguan.plumbing import clock
from tongguan.samples.writing import sets, written
from tongguan.trade.kinds import Paper

FACTS = "SELECT count(*) FROM fact_line"
BILL = "SELECT list_number, duty_fen + vat_fen + consumption_fen FROM tax_bill"
FATES = "SELECT outcome, count(*) FROM upstream_receipt GROUP BY 1"
QUEUE = "SELECT kind, version, state FROM forwarded ORDER BY id"
TAX = 4423
SAID = [
    ("-T120", "accepted", "2 3 120"),
    ("-T300", "in_review", "2 3 120 300"),
    ("-T300-800", "released", "2 3 120 300 800"),
    ("-T399", "checked", "2 3 120 399"),
    ("-T500", "examined", "2 3 120 500"),
    ("-T501", "detained", "2 3 120 501"),
    ("-T599-800", "released", "2 3 120 599 800"),
    ("-T600", "in_review", "2 3 120 600"),
    ("-T400", "accepted", "2 3 120 400"),
    ("-T700", "returned", "2 3 120 700"),
    ("-T899", "cleared", "2 3 120 899"),
    ("-T800-899", "cleared", "2 3 120 800 899"),
    ("-T100", "rejected", "2 3 100"),
    ("-TE621029", "rejected", "2 3 -621029"),
    ("-T900", "rejected", "2 3 -999999"),
    ("-T4", "forwarded", "2 3 4"),
    ("-T3", "forwarded", "2 3"),
    ("-L", "forwarded", "2 3"),
    ("-L120", "released", "2 3 800"),
    ("-X3", "released", "2 3 120 800"),
]
ENDS = [end for end, *_ in SAID]


@pytest.fixture(scope="module")
def shared(server: str) -> Iterator[Front]:
    """One window for the whole page; every test has its own parcel."""
    execute(server, f"CREATE DATABASE fronting TEMPLATE {TEMPLATE}")
    with front(make_conninfo(server, dbname="fronting")) as opened:
        yield opened
    execute(server, "DROP DATABASE fronting WITH (FORCE)")


def test_a_set_is_forwarded_heard_and_released(dsn: str) -> None:
    with front(dsn) as window:
        whole = papers(parcel(1))
        window.send(*whole)

        assert window.states(*whole) == ["concluded"] * 3 + ["released"]
        assert [window.statuses(it) for it in whole] == [
            *[["2", "3", "120", "399"]] * 3,
            ["2", "3", "120", "800"],
        ]
        assert window.balance(GUARANTEE, SELLER.code).posted == TAX
        ((number, tax),) = window.rows(BILL)
        assert (number[:9], tax) == ("29002026I", TAX)
        assert window.rows(FACTS) == [(1,)]
        kinds = [kind for kind, *_ in window.rows(QUEUE)]
        assert kinds == ["order", "payment", "waybill", "declaration"]
        bills = [it for it in window.pulled(SELLER.code) if it.kind == "tax_bill"]
        assert [bill.content["bill"]["list_number"] for bill in bills] == [number]


@pytest.mark.parametrize(("end", "state", "statuses"), SAID)
def test_what_the_customs_says_moves_the_list_and_reaches_its_sender(
    shared: Front, end: str, state: str, statuses: str
) -> None:
    serial = 100 + ENDS.index(end)
    dossier = asking(serial, end)
    shared.send(*papers(dossier))
    assert shared.states(dossier.declaration) == [state]
    assert " ".join(shared.statuses(dossier.declaration)) == statuses


def test_late_receipts_are_told_and_change_nothing(shared: Front) -> None:
    dossier = asking(20, "-O")
    shared.send(*papers(dossier))
    assert shared.states(dossier.declaration) == ["released"]
    said = shared.receipts(dossier.declaration)
    assert [it.status for it in said] == ["2", "3", "800", "120"]
    assert "迟到回执" in said[-1].text
    assert shared.rows(
        f"{BILL} WHERE list_number = %s", said[-2].content["keys"]["number"]
    )


def test_our_own_checks_still_reject_at_once(shared: Front) -> None:
    dossier = asking(21, "")
    short = replace(dossier.payment, amount=dossier.payment.amount - 1)
    wrong = replace(dossier, payment=short)
    before = len(shared.rows(QUEUE))
    shared.send(*papers(wrong))
    assert shared.states(wrong.declaration) == ["rejected"]
    assert shared.statuses(wrong.declaration) == ["2", "100"]
    assert len(shared.rows(QUEUE)) == before


def test_a_list_rejected_by_the_customs_gives_back_and_is_declared_again(
    dsn: str,
) -> None:
    with front(dsn) as window:
        dossier = asking(1, "-T100")
        window.send(*papers(dossier))
        assert window.balance(GUARANTEE, SELLER.code).used == 0
        assert window.states(*papers(dossier)) == ["lodged"] * 3 + ["rejected"]

        better = replace(again(dossier.declaration), reference="Q1")
        window.send(better)

        assert window.states(better) == ["released"]
        assert window.statuses(better) == ["2", "3", "100", "2", "3", "120", "800"]
        assert window.balance(GUARANTEE, SELLER.code).posted == TAX
        kinds = [(kind, version) for kind, version, _ in window.rows(QUEUE)]
        assert kinds[3:] == [("declaration", 1), ("declaration", 2)]


def test_a_paper_the_customs_rejects_is_corrected_and_follows_its_list(
    dsn: str,
) -> None:
    with front(dsn) as window:
        dossier, number = asking(1, "-T300"), "ZF1-T100"
        whole = replace(
            dossier,
            order=replace(dossier.order, transaction=number),
            payment=replace(dossier.payment, transaction=number),
        )
        window.send(*papers(whole))
        assert window.states(*papers(whole)) == [
            *("concluded", "rejected", "concluded", "in_review")
        ]
        assert window.statuses(whole.payment) == ["2", "3", "100"]

        window.send(again(whole.payment))

        assert window.rows(QUEUE)[-1] == ("payment", 2, "sent")


def test_what_is_before_a_customs_elsewhere_is_not_decided_here(
    shared: Front,
) -> None:
    dossier = asking(22, "-T300")
    shared.send(*papers(dossier))
    with pytest.raises(IllegalMoveError):
        shared.rule(dossier.declaration, "release")
    assert shared.states(dossier.declaration) == ["in_review"]


def test_while_the_customs_is_away_papers_wait_and_go_on_in_their_order(
    dsn: str,
) -> None:
    with listening(Counter()) as server:
        url = server.url
    window = Front(dsn, url)
    try:
        first, second = papers(parcel(1)), papers(parcel(2))
        with pytest.raises(AwayError):
            window.send(*first)
        with pytest.raises(AwayError):
            window.send(*second)
        condition = window.rooms.forwarding.condition()
        assert (condition.waiting, condition.failing_since is None) == (8, False)
        assert "ConnectError" in condition.trouble
        assert window.statuses(first[3]) == ["2"]

        port = int(url.rpartition(":")[2])
        counter = Counter()
        with listening(counter, port=port):
            window.forwarder.drain()
        assert window.states(first[3], second[3]) == ["released", "released"]
        assert len(counter.known) == 8
        told = [it["id"] for it in counter.known.values()]
        assert told == sorted(told)
        condition = window.rooms.forwarding.condition()
        assert (condition.waiting, condition.failing_since) == (0, None)
    finally:
        window.close()


def test_throttled_calls_are_tried_again_and_nothing_is_sent_twice(dsn: str) -> None:
    counter = Counter(behaviour=Behaviour(throttled=60, retry=0))
    with front(dsn, counter) as window:
        whole = papers(parcel(1))
        for paper in whole:
            window.post(sender_of(paper), message(paper))
        window.worker.drain()
        for _ in range(200):
            try:
                window.forwarder.drain()
            except AwayError:
                continue
            break
        assert window.states(*whole)[3] == "released"
        assert len(counter.known) == 4
        assert window.statuses(whole[3]) == ["2", "3", "120", "800"]


def test_a_forwarder_that_died_after_sending_sends_the_same_again(dsn: str) -> None:
    counter = Counter()
    with front(dsn, counter) as window:
        whole = papers(parcel(1))
        window.send(*whole)
        sent = {digest: it["id"] for (_, digest), it in counter.known.items()}
        with window.connection.transaction():
            window.connection.execute(b"UPDATE forwarded SET state = 'waiting'")
            window.connection.execute(b"UPDATE upstream SET after = 0")
        said = window.statuses(whole[3])
        reborn = window.process()
        reborn.drain()
        reborn.close()
        assert {d: it["id"] for (_, d), it in counter.known.items()} == sent
        assert window.statuses(whole[3]) == said
        assert window.balance(GUARANTEE, SELLER.code).posted == TAX


def test_receipts_that_can_not_be_are_set_aside_and_tried_again(dsn: str) -> None:
    with front(dsn) as window:
        dossier = asking(1, "")
        listed = dossier.declaration
        later = clock.now() + timedelta(hours=1)
        heard(window, receipt_on(listed, "120", later, "B" * 36))
        assert aside(window) == ["没有转报过这份单证 no such paper was forwarded"]

        window.send(*papers(dossier))
        heard(window, receipt_on(listed, "100", later, "C" * 36))
        assert (
            aside(window)[0] == "与单证现状不符 can't be true of the paper as it stands"
        )
        assert window.states(listed) == ["released"]

        with window.connection.transaction():
            assert hear_again(window.rooms, clock.now()) == 2
        assert window.rows(FATES + " HAVING outcome = 'aside'") == [("aside", 2)]


def test_every_message_of_the_standard_is_forwarded_and_heard(dsn: str) -> None:
    with front(dsn) as window:
        for sample in written(sets(clock.now()), NEWEST, lambda data, _: data):
            if sample.sender:
                window.post(sample.sender, sample.data)
        window.worker.drain()
        window.forwarder.drain()

        standing = dict(window.rows("SELECT kind, max(state) FROM paper GROUP BY 1"))
        assert {*standing} == {*Paper}
        ended = {"concluded", "released", "registered"}
        assert {k: s for k, s in standing.items() if s not in ended} == {}
        states = window.rows("SELECT state, count(*) FROM paper GROUP BY 1")
        assert {state for state, _ in states} == ended
        codes = window.rows("SELECT code FROM recipient")
        told = [sent for (code,) in codes for sent in window.pulled(code)]
        assert {sent.kind for sent in told} == {*Paper, "tax_bill", "summary_result"}
        assert aside(window) == []
