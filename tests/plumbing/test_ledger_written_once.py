"""A buffered ledger ends as one that writes through; whoever is late tries again."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random
from typing import Any

import psycopg
import pytest

from tongguan.plumbing.ledger.store import (
    Balance,
    Kind,
    Ledger,
    Movement,
    OverdrawnError,
)

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
YEAR, GUARANTEE = "allowance/2026", "guarantee"
LIMIT, COVER = 26_000_00, 400_00
LEFT = b"""SELECT to_jsonb(a) FROM ledger_account AS a
            WHERE book = 'allowance/2026' ORDER BY account"""
WRITTEN = b"SELECT to_jsonb(e) - 'id' FROM ledger_entry AS e ORDER BY id"
WORKERS, TURNS = 4, 25


def taken(
    number: int, fen: int, book: str = YEAR, account: str = "a", kind: Kind = Kind.TAKE
) -> Movement:
    return Movement(book=book, account=account, hold=f"{number}/1", kind=kind, fen=fen)


def moved(ledger: Ledger, luck: Random) -> Iterator[Any]:
    """Draw on few accounts in every way; yield how they stand on the way."""
    for number in range(40):
        account = luck.choice("abcd")
        balances = ledger.draw_on(YEAR, dict.fromkeys("abcd", LIMIT))
        yield sorted(balances.items())
        amount = luck.randint(1, 300_00)
        fen = amount if amount <= balances[account].left else 1
        kind = luck.choice((Kind.TAKE, Kind.HOLD))
        ledger.apply([taken(number, fen, account=account, kind=kind)], AT)
        if kind is Kind.TAKE and luck.random() < 0.3:
            back = taken(number, fen, account=account, kind=Kind.RESTORE)
            ledger.apply([back], AT)
        elif kind is Kind.HOLD and luck.random() < 0.6:
            end = luck.choice((Kind.POST, Kind.VOID))
            ledger.apply([taken(number, fen, account=account, kind=end)], AT)
        yield sorted(ledger.balances(YEAR, "abcd", hold=False).items())
        if number % 13 == 12:
            yield ledger.held(f"{number}/1")


def ended(connection: psycopg.Connection, seed: int, *, buffered: bool) -> list[Any]:
    ledger = Ledger(connection, buffered=buffered)
    Ledger(connection).open(YEAR, {"a": LIMIT})
    seen = list(moved(ledger, Random(seed)))
    ledger.flush()
    assert ledger.disagreements() == []
    left = [connection.execute(it).fetchall() for it in (LEFT, WRITTEN)]
    connection.rollback()
    return [*seen, *left]


def test_written_once_is_written_through(connection: psycopg.Connection) -> None:
    for seed in range(20):
        through = ended(connection, seed, buffered=False)
        assert ended(connection, seed, buffered=True) == through, seed


def test_what_is_taken_is_posted_at_once_and_resolved(
    connection: psycopg.Connection,
) -> None:
    ledger = Ledger(connection)
    ledger.open(YEAR, {"a": LIMIT})
    ledger.apply([taken(1, 44_23)], AT)

    balance = Balance(limit=LIMIT, posted=44_23)
    assert ledger.balances(YEAR, "a", hold=False) == {"a": balance}
    assert ledger.held("1/1") == []
    for kind in (Kind.TAKE, Kind.POST, Kind.VOID):
        with (
            pytest.raises(psycopg.errors.UniqueViolation),
            connection.transaction(),
        ):
            ledger.apply([taken(1, 44_23, kind=kind)], AT)


def test_a_fresh_account_is_written_when_it_is_known(
    connection: psycopg.Connection,
) -> None:
    ledger = Ledger(connection, buffered=True)
    assert ledger.draw_on(YEAR, {"a": LIMIT}) == {"a": Balance(limit=LIMIT)}
    ledger.apply([taken(1, 44_23)], AT)
    assert connection.execute(LEFT).fetchall() == []

    ledger.flush()
    (row,) = connection.execute(LEFT).fetchall()
    assert (row[0]["limit_fen"], row[0]["posted_fen"]) == (LIMIT, 44_23)


def test_what_frees_is_written_at_once(connection: psycopg.Connection) -> None:
    Ledger(connection).open(YEAR, {"a": LIMIT})
    ledger = Ledger(connection, buffered=True)
    ledger.apply([taken(1, 44_23)], AT)
    ledger.apply([taken(1, 4_23, kind=Kind.RESTORE)], AT)

    ((row,),) = connection.execute(LEFT).fetchall()
    assert row["posted_fen"] == 40_00


@pytest.mark.parametrize("fen", [LIMIT + 1, -1])
def test_a_fresh_account_is_never_out_of_bounds(
    connection: psycopg.Connection, fen: int
) -> None:
    ledger = Ledger(connection, buffered=True)
    ledger.draw_on(YEAR, {"a": LIMIT})
    ledger.apply([taken(1, fen)], AT)

    with pytest.raises(OverdrawnError):
        ledger.flush()


def test_of_two_who_open_an_account_one_tries_again(dsn: str) -> None:
    with psycopg.connect(dsn) as one, psycopg.connect(dsn) as other:
        first, second = (Ledger(it, buffered=True) for it in (one, other))
        for number, ledger in enumerate((first, second)):
            assert ledger.draw_on(YEAR, {"a": LIMIT})["a"].used == 0
            ledger.apply([taken(number, LIMIT)], AT)
        first.flush()
        one.commit()
        with pytest.raises(OverdrawnError):
            second.flush()
        other.rollback()

        assert second.draw_on(YEAR, {"a": LIMIT})["a"].left == 0


def test_a_guarantee_another_emptied_is_not_overdrawn(dsn: str) -> None:
    with psycopg.connect(dsn) as one, psycopg.connect(dsn) as other:
        Ledger(one).open(GUARANTEE, {"g": COVER})
        one.commit()
        first, second = (Ledger(it, buffered=True) for it in (one, other))
        for number, ledger in enumerate((first, second)):
            left = ledger.balances(GUARANTEE, "g", hold=False)["g"].left
            assert left == COVER
            ledger.apply([taken(number, COVER, GUARANTEE, "g")], AT)
        first.flush()
        one.commit()
        with pytest.raises(OverdrawnError):
            second.flush()


def spend(dsn: str, worker: int) -> int:
    """Take from one guarantee batch by batch, again after a lost race; say how much."""
    luck, spent = Random(worker), 0
    with psycopg.connect(dsn) as connection:
        ledger = Ledger(connection, buffered=True)
        for turn in range(TURNS):
            fen = luck.randint(1, 30)
            buyer = luck.choice("abcdef")
            while True:
                try:
                    free = ledger.draw_on(YEAR, {buyer: LIMIT})
                    if buyer not in free:  # another draws on the buyer: later
                        connection.rollback()
                        ledger.discard()
                        continue
                    used = free[buyer].used
                    found = ledger.balances(GUARANTEE, "g", hold=False)["g"]
                    fen = min(fen, found.left)
                    number = 1000 * worker + turn
                    ledger.apply([taken(number, fen, YEAR, buyer)], AT)
                    ledger.apply([taken(number, fen, GUARANTEE, "g")], AT)
                    ledger.flush()
                    row = connection.execute(
                        b"SELECT posted_fen FROM ledger_account WHERE account = %s",
                        [buyer],
                    ).fetchone()
                    # nobody else drew on the buyer since it was looked at
                    assert row == (used + fen,)
                    connection.commit()
                    break
                except (OverdrawnError, psycopg.errors.DeadlockDetected):
                    connection.rollback()
                    ledger.discard()
            spent += fen
    return spent


def test_workers_on_one_guarantee_spend_it_to_the_fen(dsn: str) -> None:
    cover = 900  # less than they want together
    with psycopg.connect(dsn) as connection:
        Ledger(connection).open(GUARANTEE, {"g": cover})
    with ThreadPoolExecutor(WORKERS) as pool:
        spent = sum(pool.map(lambda worker: spend(dsn, worker), range(WORKERS)))

    assert spent == cover
    with psycopg.connect(dsn) as connection:
        ledger = Ledger(connection)
        found = ledger.balances(GUARANTEE, "g", hold=False)["g"]
        assert (found.posted, found.held, found.left) == (cover, 0, 0)
        assert ledger.disagreements() == []
