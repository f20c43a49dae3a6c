"""What a run sends: right or wrong as it is meant to be, and the same again."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tongguan.bench.moulds import plain_faults
from tongguan.bench.spool import Spool, read, signed_with, write
from tongguan.bench.workload import MISSING, Plan, Workload, number_of, stem_of
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.demo.zone import sandbox
from tongguan.gateway.chinaport.catalogue import read_message, write_again
from tongguan.gateway.chinaport.signing.keys import OwnKey
from tongguan.plumbing.clock import SHANGHAI
from tongguan.trade.papers import Declaration, Order, Payment, Waybill

NOON = datetime(2026, 11, 21, 12, tzinfo=SHANGHAI)
LISTS = 300
NO_KEYS: dict[str, OwnKey] = {}


def plan(lists: int = LISTS, batch: int = 100, seed: int = 7) -> Plan:
    return Plan(lists=lists, batch=batch, seed=seed, run="00abcdef", at=NOON)


@pytest.fixture(scope="module")
def spool(tmp_path_factory: pytest.TempPathFactory) -> Spool:
    folder = tmp_path_factory.mktemp("spool")
    return write(folder, Workload(plan()), signed_with(NO_KEYS))


def papers_of(spool: Spool) -> dict[str, dict[type[Any], Any]]:
    """Read everything that was written, by the order it is about."""
    whole: dict[str, dict[type[Any], Any]] = {}
    bodies = spool.bodies.read_bytes()
    for place, size in zip(spool.contents.places, spool.contents.sizes, strict=True):
        reading = read_message(bodies[place : place + size])
        assert reading.faults == ()
        for paper in reading.papers:
            named: Any = paper
            number = named.number if isinstance(paper, Order) else named.order_number
            whole.setdefault(number, {})[type(paper)] = paper
    return whole


def test_every_set_is_one_the_writer_would_have_written(spool: Spool) -> None:
    sets, clean = papers_of(spool), 0
    assert len(sets) == LISTS
    for number, fault in enumerate(spool.contents.faults):
        if fault:
            continue
        clean += 1
        made = sets[f"DD{stem_of('00abcdef', number)}"]
        order, declaration = made[Order], made[Declaration]
        owed = assess(from_declaration(declaration, Decimal(0)))
        assert order.tax_withheld == owed.payable
        assert made[Payment].amount == order.paid
        assert made[Payment].payer == declaration.buyer
        assert made[Waybill].consignee.address == order.consignee.address
    assert clean == LISTS - sum(map(bool, spool.contents.faults))


def test_about_four_in_a_hundred_are_at_fault(spool: Spool) -> None:
    named = Counter(filter(None, spool.contents.faults))
    assert 5 <= named.total() <= 25
    assert set(named) <= {it.name for it in plain_faults()}


def test_some_buyers_buy_again_and_again(tmp_path: Path) -> None:
    spool = write(tmp_path, Workload(plan(lists=1600)), signed_with(NO_KEYS))
    buyers = Counter(
        it[Declaration].buyer.id_number for it in papers_of(spool).values()
    )
    assert [times for _, times in buyers.most_common(2)] == [8, 8]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, spool: Spool) -> None:
    again = write(tmp_path, Workload(plan()), signed_with(NO_KEYS))
    assert again.bodies.read_bytes() == spool.bodies.read_bytes()
    other = write(tmp_path / "other", Workload(plan(seed=8)), signed_with(NO_KEYS))
    assert other.contents.digests != spool.contents.digests


def test_a_spool_is_read_as_it_was_written(spool: Spool) -> None:
    again = read(spool.folder)
    assert again == spool
    assert again.senders() <= set(sandbox().names)


def test_the_papers_of_a_set_travel_in_messages_of_their_own(spool: Spool) -> None:
    for number, fault in enumerate(spool.contents.faults):
        carriers = list(spool.carrying(number))
        assert (MISSING in carriers) == (fault == "payment_missing")
        assert len(set(carriers)) == 4


def test_a_message_falls_due_when_its_papers_have_come(spool: Spool) -> None:
    due = spool.due(rate=100.0)
    assert due == sorted(due)
    papers = sum(spool.contents.entries)
    assert due[-1] == papers / 400


def test_numbers_are_scattered_and_found_again() -> None:
    stems = [stem_of("0000000z", number) for number in range(1000)]
    assert len(set(stems)) == 1000
    assert stems != sorted(stems)
    assert [number_of(f"DD{stem}") for stem in stems] == list(range(1000))


def test_one_paper_a_message_when_so_wished(tmp_path: Path) -> None:
    spool = write(tmp_path, Workload(plan(lists=5, batch=1)), signed_with(NO_KEYS))
    assert set(spool.contents.entries) == {1}


def test_where_nobody_pays_every_set_lacks_its_payment(tmp_path: Path) -> None:
    plan_ = replace(plan(lists=60), unpaid=True)
    spool = write(tmp_path, Workload(plan_), signed_with(NO_KEYS))
    assert set(spool.contents.faults) == {"payment_missing"}
    assert all(
        set(it) == {Order, Waybill, Declaration} for it in papers_of(spool).values()
    )


def test_a_message_is_the_writers_own_to_the_byte(spool: Spool) -> None:
    bodies = spool.bodies.read_bytes()
    for place, size in zip(spool.contents.places, spool.contents.sizes, strict=True):
        data = bodies[place : place + size]
        assert write_again(read_message(data)) == data
