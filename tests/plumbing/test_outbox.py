"""Receipts are numbered per recipient without a gap, and a cursor misses none."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Event

import psycopg
import pytest

from tests.plumbing.telling import AT, answer
from tongguan.plumbing.outbox.doorbell import Doorbell
from tongguan.plumbing.outbox.store import Confirmed, Outbox


def write(dsn: str, writer: int, *, rounds: int = 25) -> None:
    with psycopg.connect(dsn) as connection:
        outbox = Outbox(connection, buffered=writer % 2 == 0)
        for number in range(rounds):
            recipients = ("A", "B") if (writer + number) % 2 else ("B", "A")
            text = f"{writer}/{number}"
            outbox.put([answer(to, f"{to}/{text}") for to in recipients], AT)
            if number % 10 == 4:
                outbox.discard()
                connection.rollback()
                continue
            outbox.flush()
            if number % 5 == 4:
                connection.rollback()
            else:
                connection.commit()


def follow(dsn: str, recipient: str, done: Event) -> list[tuple[int, str]]:
    """Pull from the last number seen, as a client does, until all has come."""
    seen: list[tuple[int, str]] = []
    with psycopg.connect(dsn, autocommit=True) as connection:
        outbox = Outbox(connection)
        while True:
            ended = done.is_set()
            after = (1, seen[-1][0]) if seen else (1, 0)
            got = outbox.pull(recipient, after=after, limit=7)
            seen += [(sent.sequence, sent.text) for sent in got]
            if ended and not got:
                return seen


def test_eight_writers_leave_no_gap_and_followers_miss_nothing(dsn: str) -> None:
    done = Event()
    with ThreadPoolExecutor(10) as pool:
        followers = [pool.submit(follow, dsn, to, done) for to in ("A", "B")]
        list(pool.map(lambda writer: write(dsn, writer), range(8)))
        done.set()
        seen = [follower.result() for follower in followers]

    for recipient, receipts in zip(("A", "B"), seen, strict=True):
        assert [sequence for sequence, _ in receipts] == list(range(1, 161))
        wanted = {f"{recipient}/{w}/{n}" for w in range(8) for n in range(25)}
        undone = {f"{recipient}/{w}/{n}" for w in range(8) for n in range(4, 25, 5)}
        assert {text for _, text in receipts} == wanted - undone


def test_a_batch_keeps_its_order_for_every_recipient(
    connection: psycopg.Connection,
) -> None:
    outbox = Outbox(connection)
    outbox.put([answer("AB"[n % 2], str(n)) for n in range(6)], AT)

    assert [s.text for s in outbox.pull("A", after=(1, 0), limit=9)] == ["0", "2", "4"]
    assert [s.text for s in outbox.pull("B", after=(1, 1), limit=1)] == ["3"]
    assert (outbox.last("A"), outbox.last("C")) == ((1, 3), (1, 0))


def test_a_writer_killed_after_its_flush_leaves_no_gap(dsn: str) -> None:
    with psycopg.connect(dsn) as killer:
        dying = psycopg.connect(dsn)
        outbox = Outbox(dying, buffered=True)
        outbox.put([answer("A", "lost"), answer("B", "lost")], AT)
        outbox.flush()
        killer.execute("SELECT pg_terminate_backend(%s)", [dying.info.backend_pid])
        with suppress(psycopg.OperationalError):
            dying.commit()
        dying.close()

        after = Outbox(killer)
        after.put([answer("A", "kept")], AT)
        (kept,) = after.pull("A", after=(1, 0), limit=9)
        assert (kept.sequence, kept.text) == (1, "kept")
        assert after.last("B") == (1, 0)


@pytest.mark.parametrize(
    "change", ["UPDATE receipt SET last = 9", "DELETE FROM receipt"]
)
def test_a_receipt_is_never_changed(
    connection: psycopg.Connection, change: str
) -> None:
    Outbox(connection).put([answer("A", "1")], AT)

    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        connection.execute(change.encode())


def test_a_new_epoch_counts_from_one_and_names_where_the_old_one_ended(
    connection: psycopg.Connection,
) -> None:
    outbox = Outbox(connection)
    outbox.put([answer("A", "1"), answer("A", "2"), answer("B", "1")], AT)

    assert outbox.begin_epoch(AT, "A") == {"A": 2}
    outbox.put([answer("A", "3")], AT)

    pulled = outbox.pull("A", after=(1, 1), limit=9)
    assert [(it.epoch, it.sequence, it.kind) for it in pulled] == [
        (1, 2, "order"),
        (2, 1, "epoch"),
        (2, 2, "order"),
    ]
    assert pulled[1].content == {"previous": {"epoch": 1, "last": 2}}
    assert (outbox.last("A"), outbox.last("B")) == ((2, 2), (1, 1))
    assert outbox.begin_epoch(AT) == {"A": 3, "B": 2}


def test_a_cursor_is_confirmed_forward_and_never_beyond_what_was_sent(
    connection: psycopg.Connection,
) -> None:
    outbox = Outbox(connection)
    outbox.put([answer("A", str(n)) for n in range(5)], AT)

    assert outbox.confirmed("A") == Confirmed(epoch=1, sequence=0, at=None)
    done = [outbox.confirm("A", (1, n), AT) for n in (4, 2, 4, 6)]
    assert done == [True, False, False, False]
    assert outbox.confirmed("A") == Confirmed(epoch=1, sequence=4, at=AT)


def test_who_waits_is_woken_by_a_commit_and_by_nobody_elses(dsn: str) -> None:
    bell = Doorbell(lambda: psycopg.connect(dsn))
    with (
        psycopg.connect(dsn) as connection,
        bell.attended("A") as mine,
        bell.attended("B") as anothers,
    ):
        assert mine.wait(10)
        assert anothers.wait(10)  # both look once when the bell begins to listen
        mine.clear()
        anothers.clear()
        Outbox(connection).put([answer("A", "1")], AT)
        assert not mine.wait(0.05)
        connection.commit()
        assert mine.wait(10)
        assert not anothers.is_set()
    bell.close()
