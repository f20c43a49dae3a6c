"""No account is ever overdrawn, and every hold is resolved once."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from random import Random

import psycopg
import pytest
from msgspec.structs import replace

from tongguan.plumbing.ledger.store import (
    Balance,
    Kind,
    Ledger,
    Movement,
    OverdrawnError,
)

AT = datetime(2026, 10, 20, 4, tzinfo=UTC)
BOOK, LIMIT = "allowance/2026", 26_000_00
HOLD = Movement(book=BOOK, account="a", hold="1/1", kind=Kind.HOLD, fen=10_000_00)
NAIVE = b"UPDATE ledger_account SET held_fen = held_fen + %s WHERE account = 'a'"


@pytest.fixture
def ledger(connection: psycopg.Connection) -> Ledger:
    opened = Ledger(connection)
    opened.open(BOOK, {"a": LIMIT, "b": LIMIT})
    return opened


def balance(ledger: Ledger, account: str = "a") -> Balance:
    return ledger.balances(BOOK, [account], hold=False)[account]


def entries(connection: psycopg.Connection) -> list[tuple[str, str, int]]:
    found = connection.execute("SELECT hold, kind, fen FROM ledger_entry ORDER BY id")
    return found.fetchall()


def resolved(kind: Kind, hold: Movement = HOLD) -> Movement:
    return replace(hold, kind=kind)


def test_a_hold_is_posted_or_voided(ledger: Ledger) -> None:
    ledger.apply([HOLD], AT)
    assert balance(ledger) == Balance(limit=LIMIT, held=10_000_00)
    assert ledger.held("1/1") == [HOLD]

    ledger.apply([resolved(Kind.POST)], AT)
    assert balance(ledger) == Balance(limit=LIMIT, posted=10_000_00)
    assert ledger.held("1/1") == []

    other = replace(HOLD, hold="2/1")
    ledger.apply([other], AT)
    ledger.apply([resolved(Kind.VOID, other)], AT)
    assert balance(ledger) == Balance(limit=LIMIT, posted=10_000_00)
    assert ledger.disagreements() == []


@pytest.mark.parametrize("first", [Kind.POST, Kind.VOID])
@pytest.mark.parametrize("second", [Kind.POST, Kind.VOID])
def test_a_hold_is_resolved_once(ledger: Ledger, first: Kind, second: Kind) -> None:
    # another hold is open, so the balance alone would let the second one pass
    ledger.apply([HOLD, replace(HOLD, hold="2/1")], AT)
    ledger.apply([resolved(first)], AT)

    with pytest.raises(psycopg.errors.UniqueViolation):
        ledger.apply([resolved(second)], AT)


def test_a_posted_amount_is_restored_once(ledger: Ledger) -> None:
    ledger.apply([HOLD, resolved(Kind.POST)], AT)
    ledger.apply([resolved(Kind.RESTORE)], AT)

    assert balance(ledger) == Balance(limit=LIMIT)
    with pytest.raises(psycopg.errors.UniqueViolation):
        ledger.apply([resolved(Kind.RESTORE)], AT)


def test_what_was_never_posted_is_not_restored(ledger: Ledger) -> None:
    ledger.apply([HOLD], AT)

    with pytest.raises(OverdrawnError):
        ledger.apply([resolved(Kind.RESTORE)], AT)


def test_a_hold_beyond_the_limit_changes_nothing(
    ledger: Ledger, connection: psycopg.Connection
) -> None:
    with pytest.raises(OverdrawnError), connection.transaction():
        ledger.apply([HOLD, replace(HOLD, hold="2/1", account="b", fen=LIMIT + 1)], AT)

    assert (balance(ledger), balance(ledger, "b")) == (Balance(limit=LIMIT),) * 2
    assert entries(connection) == []


def test_the_last_fen_may_be_held(ledger: Ledger) -> None:
    ledger.apply([replace(HOLD, fen=LIMIT)], AT)

    assert balance(ledger).left == 0
    with pytest.raises(OverdrawnError):
        ledger.apply([replace(HOLD, hold="2/1", fen=1)], AT)


def test_a_limit_is_never_lowered_below_what_is_in_use(ledger: Ledger) -> None:
    ledger.apply([HOLD], AT)

    assert ledger.raise_limit(BOOK, "a", -16_000_00, AT) == 10_000_00
    with pytest.raises(OverdrawnError):
        ledger.raise_limit(BOOK, "a", -1, AT)


def test_an_update_without_the_condition_is_refused_by_the_table(
    ledger: Ledger, connection: psycopg.Connection
) -> None:
    ledger.apply([HOLD], AT)

    for fen in (16_000_01, -10_000_01):
        with pytest.raises(psycopg.errors.CheckViolation), connection.transaction():
            connection.execute(NAIVE, [fen])


def test_a_balance_changed_without_an_entry_is_told(
    ledger: Ledger, connection: psycopg.Connection
) -> None:
    ledger.apply([HOLD], AT)
    connection.execute(NAIVE, [1])

    told = ledger.disagreements()
    assert told == [(BOOK, "a", 10_000_01, 10_000_00, 0, 0)]


@pytest.mark.parametrize(
    "change", ["UPDATE ledger_entry SET fen = 0", "DELETE FROM ledger_entry"]
)
def test_an_entry_is_never_changed(
    ledger: Ledger, connection: psycopg.Connection, change: str
) -> None:
    ledger.apply([HOLD], AT)

    with pytest.raises(psycopg.errors.RestrictViolation, match="append-only"):
        connection.execute(change.encode())


def spend(dsn: str, thread: int) -> tuple[int, int]:
    """Hold, then post, void or keep, on few accounts; count what passed."""
    luck, passed, refused = Random(thread), 0, 0
    with psycopg.connect(dsn) as connection:
        ledger = Ledger(connection)
        for number in range(40):
            hold = replace(
                HOLD,
                account=luck.choice("abc"),
                hold=f"{thread}/{number}",
                fen=luck.randint(1, 4_000_00),
            )
            steps: Sequence[Sequence[Movement]] = [
                [hold],
                luck.choice(
                    ([], [resolved(Kind.POST, hold)], [resolved(Kind.VOID, hold)])
                ),
            ]
            try:
                for movements in steps:
                    ledger.apply(movements, AT)
                    connection.commit()
                passed += 1
            except OverdrawnError:
                connection.rollback()
                refused += 1
    return passed, refused


def test_sixteen_threads_on_hot_accounts_overdraw_nothing(dsn: str) -> None:
    with psycopg.connect(dsn) as connection:
        Ledger(connection).open(BOOK, dict.fromkeys("abc", LIMIT))
    with ThreadPoolExecutor(16) as pool:
        counts = list(pool.map(lambda thread: spend(dsn, thread), range(16)))

    passed, refused = (sum(column) for column in zip(*counts, strict=True))
    assert passed + refused == 16 * 40
    assert refused > 100
    with psycopg.connect(dsn) as connection:
        ledger = Ledger(connection)
        balances = ledger.balances(BOOK, "abc", hold=False)
        assert all(it.held >= 0 and 0 <= it.left < 4_000_00 for it in balances.values())
        assert ledger.disagreements() == []
