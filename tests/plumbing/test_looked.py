"""What waits for nobody's papers is not looked at twice; whatever may be news is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
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
        """Have what is lodged still woken if need be, and commit."""
        self.last_look(number)
        self.line.commit()

    def last_look(self, number: int) -> None:
        """Do all that is done before a commit."""
        self.register.leave([number])
        self.register.flush()
        self.register.look_back()

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
    assert theirs.claim() == {}


def test_who_comes_at_the_end_waits_and_sees_it_all(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    ours.last_look(number)

    def come() -> int:
        paper = theirs.begin(PAYMENT)
        assert [*theirs.register.standing([key_of(ORDER)])] == [key_of(ORDER)]
        theirs.end(paper)
        return paper

    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(come)
        with pytest.raises(TimeoutError):
            coming.result(0.3)
        ours.line.commit()
        assert coming.result(9) == number + 1
    assert ours.claim() == theirs.claim() == {}, "each saw all there was"


def test_a_wake_is_everybodys(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    other = theirs.begin(PAYMENT)
    ours.end(number)
    theirs.end(other)
    assert theirs.claim() == {number: Paper.ORDER, other: Paper.PAYMENT}


def test_who_began_while_another_ran_looks_again(ours: Desk, theirs: Desk) -> None:
    first = theirs.begin(PAYMENT)
    number = ours.begin(ORDER)
    theirs.end(first)
    ours.end(number)
    assert set(ours.claim()) == {first, number}


def test_so_does_who_was_joined(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    theirs.end(theirs.begin(PAYMENT))
    ours.end(number)
    assert set(ours.claim()) == {number, number + 1}


def test_so_does_who_was_joined_by_somebody_who_gave_up(
    ours: Desk, theirs: Desk
) -> None:
    number = ours.begin(ORDER)
    theirs.begin(PAYMENT)
    theirs.register.discard()
    theirs.line.rollback()
    ours.end(number)
    assert ours.claim() == {number: Paper.ORDER}, "a number was given meanwhile"


def test_who_is_joined_after_its_commit_has_seen_all(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    ours.end(number)
    later = theirs.begin(PAYMENT)
    assert ours.claim() == {}
    theirs.end(later)
    assert theirs.claim() == {}, "it came after the commit, and saw the order"


def test_a_transaction_in_between_is_not_forgotten(ours: Desk, theirs: Desk) -> None:
    first = ours.begin(ORDER)
    theirs.end(theirs.begin(PAYMENT))
    ours.end(first)
    last = ours.begin(parcel(2).order)
    ours.end(last)
    assert set(ours.claim()) == {first, first + 1}, "the last was alone"


def test_what_others_hold_is_looked_at_again(ours: Desk) -> None:
    number, other = ours.begin(ORDER), ours.begin(parcel(2).order)
    ours.register.wake([number], later=True)
    ours.register.leave([number, other])
    ours.register.flush()
    ours.register.look_back()
    ours.line.commit()
    assert ours.claim() == {number: Paper.ORDER}


def test_what_was_undone_is_not_remembered(ours: Desk, theirs: Desk) -> None:
    number = ours.begin(ORDER)
    theirs.end(theirs.begin(PAYMENT))
    ours.register.leave([number])
    ours.register.discard()
    ours.line.rollback()
    ours.end(ours.begin(ORDER))
    assert set(ours.claim()) == {number + 1}
