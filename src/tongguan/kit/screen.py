"""筛查 Most papers are right: what finds nothing should cost next to nothing.

A screen finds exactly what `verify` finds, and asks less. Papers of one trade repeat
each other: the firms, the codes, the articles. What was found right once is right again
as long as all that its checks rest on is the same. Quick looks that checks share are
asked once. Only when something is wrong do those checks speak, each in its turn, that
nothing spares.

Measured on agreeing papers of a retail import, each alone and all together: 370 µs a
list by `verify`, 46 µs by screens, 19 µs by screens of many lists at once.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

from tongguan.kit.checks import Check, Finding, Look, verify
from tongguan.kit.fold import taking
from tongguan.kit.found import Found

S = TypeVar("S")
LINES = ".lines."
MOST_KEPT = 16_384
# Subjects looked at together. Where one is wrong each is looked at, and many are no
# longer near the processor: 128 at once take a tenth more of all a list takes.
AT_ONCE = 16


class Screen(Generic[S]):
    """A table of checks, laid out for subjects that are mostly right.

    `within` leads to what some results hold within, such as the firms on file: those of
    checks that rest on it are forgotten when the next subject brings another. What was
    `Found` may be another and the same, as far as it was looked at.
    """

    def __init__(self, checks: Iterable[Check[S]], *, within: str = "") -> None:
        self.checks = tuple(checks)
        resting = [it for it in self.checks if it.rests_on]
        held = [it for it in resting if within in it.rests_on]
        free = [it for it in resting if it not in held]
        spared: dict[Callable[[S], bool], Sequence[Check[S]]] = {
            Memory(it, to): it for it, to in ((held, within), (free, "")) if it
        }
        for look in dict.fromkeys(it.look for it in self.checks if it.look):
            spared[look] = [it for it in self.checks if it.look is look]
        self._spared = spared
        self._looks = tuple(spared)
        self._sweeps = [_sweep(look) for look in spared]
        self._rules = [
            it.differences for it in self.checks if not (it.look or it.rests_on)
        ]

    def verify(self, subject: S) -> list[Finding]:
        """Return one finding for every difference, in order of precedence."""
        for look in self._looks:
            if not look(subject):
                return self._found(subject)
        for rule in self._rules:
            for _ in rule(subject):
                return self._found(subject)
        return []

    def verify_all(self, subjects: Sequence[S]) -> list[list[Finding]]:
        """Return what is found of each of many subjects."""
        found: list[list[Finding]] = [[] for _ in subjects]
        for place in self.sift(subjects):
            found[place] = self._found(subjects[place])
        return found

    def sift(self, subjects: Sequence[S]) -> set[int]:
        """Return the places of those of which something may be found.

        Each look goes over many subjects at once, which takes a third of the time.
        """
        missed: set[int] = set()
        for start in range(0, len(subjects), AT_ONCE):
            some = subjects[start : start + AT_ONCE]
            for sweep in self._sweeps:
                missed.update([start + place for place in sweep(some)])
            missed.update(
                start + place
                for rule in self._rules
                for place, subject in enumerate(some)
                if any(True for _ in rule(subject))
            )
        return missed

    def _found(self, subject: S) -> list[Finding]:
        """Ask those checks that nothing spares."""
        spared = {
            id(check)
            for look, checks in self._spared.items()
            if look(subject)
            for check in checks
        }
        return verify(subject, [it for it in self.checks if id(it) not in spared])


class Memory(Generic[S]):
    """In which entries checks that rest on them alone found nothing.

    Goods items are kept each by itself, and the entries of a head together; but where
    results hold within something, and are soon forgotten, by the few that one check
    rests on, such as a firm's code and name. What is different on every paper must not
    rest here, such as amounts: nothing would ever be met again. Nor may what is said of
    persons.
    """

    def __init__(self, checks: Sequence[Check[S]], within: str) -> None:
        self._checks = checks
        self._within: Callable[[S], Any] = attrgetter(within) if within else _nothing
        paths = [_others(it.rests_on, within) for it in checks]
        of_goods = [it for it in paths if any(LINES in path for path in it)]
        of_heads = [it for it in paths if it not in of_goods]
        if not within:
            of_heads = [tuple(chain(*of_heads))] if of_heads else []
        asked = dict.fromkeys(chain(*paths))
        places = [path for path in asked if LINES not in path]
        self._of_head = taking(tuple(places))
        self._picks = [
            (n, itemgetter(*map(places.index, dict.fromkeys(it))))
            for n, it in enumerate(dict.fromkeys(of_heads))
        ]
        self._lines: Callable[[S], Iterable[Any]] = _nothing
        lines = [path.partition(LINES) for path in asked if LINES in path]
        self._of_line = taking(tuple(entry for _, _, entry in lines))
        beside = {path for path in chain(*of_goods) if LINES not in path}
        self._beside = taking(tuple(path for path in places if path in beside))
        if lines:
            self._lines = attrgetter(f"{lines[0][0]}.lines")
        self._is_within = bool(within)
        self._held: Any = None
        self._known: dict[Any, Any] = {}
        self._kept: set[Any] = set()
        self._heads: set[Any] = set()

    def __call__(self, subject: S) -> bool:
        """Tell whether these checks find nothing, from memory or by asking them."""
        self._hold(self._within(subject))
        head = self._of_head(subject)
        items: list[Any] = []
        if head not in self._heads:  # firms and codes mostly come together again
            items += [(n, pick(head)) for n, pick in self._picks]
        if lines := self._lines(subject):
            beside, of_line = self._beside(subject), self._of_line
            items += [(beside, of_line(line)) for line in lines]
        if not self._kept.issuperset(items):
            if any(True for it in self._checks for _ in it.differences(subject)):
                return False
            self._kept.update(items)
        self._heads.add(head)
        return True

    def missed(self, subjects: Sequence[S]) -> Iterable[int]:
        """Return the places of those among subjects of which something is found.

        What is in memory is told at once; the others are asked one by one.
        """
        within = self._within(subjects[0])
        if self._is_within and [
            it for it in map(self._within, subjects) if it is not within
        ]:
            return [n for n, it in enumerate(subjects) if not self(it)]
        self._hold(within)
        heads = [*map(self._of_head, subjects)]
        items = self._items(subjects)
        known, kept = self._heads, self._kept
        if known.issuperset(heads) and kept.issuperset(chain.from_iterable(items)):
            return ()
        return [
            place
            for place, subject in enumerate(subjects)
            if not (heads[place] in known and kept.issuperset(items[place]))
            and not self(subject)
        ]

    def _items(self, subjects: Sequence[S]) -> list[list[Any]]:
        """Return the goods items of each subject, as they are kept."""
        lines_of, beside_of, of_line = self._lines, self._beside, self._of_line
        if lines_of is _nothing:
            return [[] for _ in subjects]
        return [
            [(beside, of_line(line)) for line in lines_of(subject)]
            for subject, beside in zip(subjects, map(beside_of, subjects), strict=True)
        ]

    def _hold(self, within: Any) -> None:
        """Hold results within that; forget those that do not hold there."""
        full = len(self._kept) + len(self._heads) + len(self._known) > MOST_KEPT
        if within is self._held and not full:
            return
        if full or not self._holds(within):
            self._kept, self._heads, self._known = set(), set(), {}
        self._held = within
        if isinstance(within, Found):
            self._known |= {key: within.get(key) for key in within.asked}

    def _holds(self, within: Any) -> bool:
        """Tell whether all that is known of what was found is found again."""
        return (
            isinstance(within, Found)
            and isinstance(self._held, Found)
            and all(
                self._known[key] == within.get(key)
                for key in self._known.keys() & within.asked
            )
        )


def _sweep(look: Callable[[S], bool]) -> Callable[[Sequence[S]], Iterable[int]]:
    """Say of which of many subjects a look does not tell that nothing is found."""
    if isinstance(look, Memory):
        return look.missed
    one, every = (look.one, look.every) if isinstance(look, Look) else (look, None)

    def missed(subjects: Sequence[S]) -> Iterable[int]:
        if every is not None and every(subjects):
            return ()
        return [place for place, it in enumerate(subjects) if not one(it)]

    return missed


def _others(paths: Sequence[str], within: str) -> tuple[str, ...]:
    return tuple(path for path in paths if path != within)


def _nothing(_: Any) -> tuple[()]:
    return ()
