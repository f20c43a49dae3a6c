"""看过的单证 Which papers need no second look, for nobody registered any meanwhile.

What is lodged still at the end of a transaction is woken: the other papers of its set
may have come in another transaction at the same moment, and neither could see the
other's. Mostly there was no other. A transaction that takes numbers holds a lock from
then on, shared, and is told whether it is alone with it; it looks for the others of its
sets later than that. If it was alone, and after its commit its last number is the last
one that was given, then whoever takes a number from now on sees what it wrote, and
whatever was written before it has seen.
"""

from collections.abc import Collection, Iterable
from itertools import islice

from tongguan.trade.kinds import Paper

LOCK = 0x746F6E67  # one for the whole register
NOBODY: frozenset[int] = frozenset()


class Looked:
    """The papers the last transaction looked at in vain, and what it knew of others."""

    def __init__(self) -> None:
        self._alone = True
        self._last = 0
        self._again: set[int] = set()
        self._lodged: Collection[int] = NOBODY

    def numbered(self, given: Iterable[tuple[int, bool]]) -> list[int]:
        """Return the numbers that were given; remember the last, and whether alone."""
        numbers, self._lodged = [], NOBODY
        for number, alone in given:
            numbers.append(number)
            self._last = number
            self._alone &= alone
        return numbers

    def again(self, papers: Iterable[int]) -> None:
        """Have papers looked at again in any case: others hold what they draw on."""
        self._again.update(papers)

    def lodged(self, papers: Iterable[int]) -> None:
        """Remember what is lodged still at the end, and would be looked at in vain."""
        self._lodged = frozenset(papers) - self._again if self._alone else NOBODY

    def new(self, woken: Iterable[tuple[int, str, int]]) -> dict[int, Paper]:
        """Return of what was woken, with the last number given, what may be news."""
        rows = list(woken)
        same = all(last == self._last for _, _, last in islice(rows, 1))
        old = self._lodged if same else NOBODY
        self.clear()
        return {number: Paper(kind) for number, kind, _ in rows if number not in old}

    def clear(self) -> None:
        """Forget what the last transaction knew."""
        self._alone, self._lodged = True, NOBODY
        self._again.clear()
