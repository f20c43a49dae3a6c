"""What waits for nobody's papers is not looked at twice; whatever may be news is."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.conftest import KEYS
from tests.parcels import parcel
from tongguan.plumbing.quick import Quick
from tongguan.plumbing.register.model import Entry, key_of, link_of
from tongguan.plumbing.register.store import Register
from tongguan.trade.papers import AnyPaper, Paper

AT = datetime(2026, 3, 1, tzinfo=UTC)
ORDER, PAYMENT = parcel(1).order, parcel(1).payment


class Desk:
    """A worker's register, and the transaction it is in."""

    def __init__(self, dsn: str) -> None:
        self.line = Quick.connect(dsn)
        self.register = Register(self.line, KEYS, buffered=True)

    def begin(self, paper: AnyPaper) -> int:
        """Register a paper, and look for the others of its set."""
        entry = Entry(
            key=key_of(paper),
            link=link_of(paper),
            paper=paper,
            state="lodged",
            sender="firm",
            message=1,
            index=1,
        )
        (number,) = self.register.insert([entry], AT).values()
        self.register.wake([number])
        assert [*self.register.take_woken()] == [number]
        assert self.register.lists_of([number]) == []
        return number

    def end(self, number: int) -> None:
        """Have what is lodged still woken, and commit."""
        self.register.wake(self.register.lodged([number]))
        self.register.flush()
        self.line.commit()

    def claim(self) -> dict[int, Paper]:
        """Take what must be looked at, and commit."""
        woken = self.register.claim_wakes(9)
        self.register.flush()
        self.line.commit()
        return woken


@pytest.fixture
def ours(dsn: str) -> Iterator[Desk]:
    desk = Desk(dsn)
    yield desk
    desk.line.close()


@pytest.fixture
def theirs(dsn: str) -> Iterator[Desk]:
    desk = Desk(dsn)
    yield desk
    desk.line.close()


def test_who_was_alone_looks_once(ours: Desk, theirs: Desk) -> None:
    ours.end(ours.begin(ORDER))
    assert ours.claim() == {}
    assert theirs.claim() == {}, "it was taken, though nobody looks at it"


def test_a_wake_is_everybodys(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    ours.end(number)
    assert theirs.claim() == {number: Paper.ORDER}


def test_who_began_while_another_ran_looks_again(ours: Desk, theirs: Desk) -> None:
    first = theirs.begin(PAYMENT)
    number = ours.begin(ORDER)
    ours.end(number)
    assert ours.claim() == {number: Paper.ORDER}
    theirs.end(first)
    assert theirs.claim() == {first: Paper.PAYMENT}


def test_so_does_who_was_joined(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    theirs.end(theirs.begin(PAYMENT))
    ours.end(number)
    assert set(ours.claim()) == {number, number + 1}


def test_so_does_who_was_joined_after_its_last_look(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    ours.end(number)
    later = theirs.begin(PAYMENT)
    assert ours.claim() == {number: Paper.ORDER}
    theirs.end(later)
    assert theirs.claim() == {}, "it came after the commit, and saw the order"


def test_a_transaction_in_between_is_not_forgotten(ours: Desk, theirs: Desk) -> None:
    first = ours.begin(ORDER)
    ours.end(first)
    theirs.end(theirs.begin(PAYMENT))
    last = ours.begin(parcel(2).order)
    ours.end(last)
    assert set(ours.claim()) == {first, first + 1}


def test_what_others_hold_is_looked_at_again(ours: Desk) -> None:
    number = ours.begin(ORDER)
    ours.register.wake([number], later=True)
    ours.end(number)
    assert ours.claim() == {number: Paper.ORDER}


def test_what_was_undone_is_not_remembered(ours: Desk, theirs: Desk) -> None:
    ours.end(ours.begin(ORDER))
    ours.register.discard()
    ours.line.rollback()
    assert len(ours.claim()) == 1
    assert theirs.claim() == {}
