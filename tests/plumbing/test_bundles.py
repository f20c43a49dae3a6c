"""Receipts are read one by one and in order, however they were bundled."""

from datetime import timedelta
from random import Random

import psycopg
import pytest

from tests.plumbing.telling import AT, answer, texts
from tongguan.plumbing.outbox.bundles import MOST
from tongguan.plumbing.outbox.store import Outbox, Sent, Subscriber

RANGES = b"SELECT recipient, epoch, first, last FROM receipt ORDER BY id"


def test_a_pull_crosses_bundles_and_epochs_with_every_limit(
    connection: psycopg.Connection,
) -> None:
    outbox, said = Outbox(connection), []
    for size in (1, 3, 2, 1, 4):
        outbox.put([answer("A", str(len(said) + n)) for n in range(size)], AT)
        outbox.put([answer("B", "another's")], AT)
        said += [(1, len(said) + n + 1) for n in range(size)]
    outbox.begin_epoch(AT, "A")
    outbox.put([answer("A", "x"), answer("A", "y")], AT)
    said += [(2, 1), (2, 2), (2, 3)]

    for after in [(1, 0), *said, (2, 9), (3, 0)]:
        for limit in range(1, len(said) + 2):
            pulled = outbox.pull("A", after=after, limit=limit)
            wanted = [one for one in said if one > after][:limit]
            assert [(one.epoch, one.sequence) for one in pulled] == wanted


def test_what_is_told_at_once_is_kept_in_bundles_that_are_not_too_large(
    connection: psycopg.Connection,
) -> None:
    outbox = Outbox(connection, buffered=True)
    early = AT - timedelta(seconds=1)
    outbox.put([answer("A", str(n)) for n in range(MOST + 1)], AT)
    outbox.put([answer("A", "early", at=early), answer("B", "1")], AT)
    outbox.flush()

    assert connection.execute(RANGES).fetchall() == [
        ("A", 1, 1, MOST),
        ("A", 1, MOST + 1, MOST + 1),
        ("A", 1, MOST + 2, MOST + 2),
        ("B", 1, 1, 1),
    ]
    pulled = outbox.pull("A", after=(1, MOST - 1), limit=9)
    assert [(it.sequence, it.text, it.at) for it in pulled] == [
        (MOST, str(MOST - 1), AT),
        (MOST + 1, str(MOST), AT),
        (MOST + 2, "early", early),
    ]


def test_a_receipt_is_read_as_it_was_put(connection: psycopg.Connection) -> None:
    finding = {"code": "MAT-3001", "place": {"field": "price", "line": 1}}
    outbox = Outbox(connection)
    outbox.put(
        [
            answer(
                "A",
                "退单",
                paper=7,
                version=2,
                terminal=True,
                code="-1",
                findings=(finding,),
                content={"index": 3, "keys": {"number": "Ж"}},
            )
        ],
        AT,
    )

    assert outbox.pull("A", after=(1, 0), limit=9) == [
        Sent(
            epoch=1,
            sequence=1,
            at=AT,
            message=1,
            kind="order",
            guid="退单",
            paper=7,
            version=2,
            key="P_1",
            status="2",
            code="-1",
            text="退单",
            terminal=True,
            findings=(finding,),
            content={"index": 3, "keys": {"number": "Ж"}},
        )
    ]


def told(connection: psycopg.Connection, rng: Random, *, buffered: bool) -> Outbox:
    """Put, read and copy at random, the same whether buffered or not."""
    outbox = Outbox(connection, buffered=buffered)
    outbox.subscribe([Subscriber(3, 1, "C"), Subscriber(4, 2, "A")])
    for serial in range(60):
        putting = [
            answer(
                rng.choice("AB"),
                f"{serial}/{n}",
                message=rng.randrange(6),
                status=rng.choice(["2", "120", "100"]),
                content={"index": rng.randrange(1, 3)},
            )
            for n in range(rng.randrange(1, 9))
        ]
        outbox.put(putting, AT + timedelta(seconds=serial // 7))
    outbox.flush()
    return outbox


@pytest.mark.parametrize("seed", range(3))
def test_it_makes_no_difference_to_a_recipient_when_receipts_are_flushed(
    connection: psycopg.Connection, seed: int
) -> None:
    def seen(*, buffered: bool) -> list[tuple[object, ...]]:
        with connection.transaction(force_rollback=True):
            outbox = told(connection, Random(seed), buffered=buffered)
            all_of = {to: outbox.pull(to, after=(1, 0), limit=999) for to in "ABC"}
            for to, message in (("A", 4), ("B", 3), ("C", 3)):
                assert texts(outbox.of_messages([message], to)) == [
                    one.text for one in all_of[to] if one.message == message
                ]
            for to, latest in (("A", 1), ("A", 30), ("B", 999), ("C", 2)):
                assert outbox.statuses(to, latest) == {
                    one.status for one in all_of[to][-latest:]
                }
            return [
                (to, it.sequence, it.message, it.text, it.at, it.content)
                for to, sent in all_of.items()
                for it in sent
            ]

    assert seen(buffered=True) == seen(buffered=False)


def test_whoever_reads_sees_what_was_put_before(
    connection: psycopg.Connection,
) -> None:
    outbox = Outbox(connection, buffered=True)
    outbox.put([answer("A", "1")], AT)
    assert connection.execute(RANGES).fetchall() == []
    assert outbox.last("A") == (1, 1)

    outbox.put([answer("A", "2")], AT)
    outbox.discard()
    assert texts(outbox.of_messages([1])) == ["1"]
