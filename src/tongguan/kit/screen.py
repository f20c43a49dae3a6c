"""筛查 Most papers are right: what finds nothing should cost next to nothing.

A screen finds exactly what `verify` finds, and asks less. Papers of one trade repeat
each other: the firms, the codes, the articles. What was found right once is right again
as long as all that its checks rest on is the same. Quick looks that checks share are
asked once. Only when something is wrong does every check speak in its turn.

Measured on the four papers of a retail import: 320 µs by `verify`, 70 µs by screens.
"""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from tongguan.kit.checks import Check, Finding, verify
from tongguan.kit.fold import taking

S = TypeVar("S")
LINES = ".lines."
MOST_KEPT = 16_384


class Screen(Generic[S]):
    """A table of checks, laid out for subjects that are mostly right.

    `within` leads to what some results hold within, such as the firms on file: those of
    checks that rest on it are forgotten when the next subject brings another.
    """

    def __init__(self, checks: Iterable[Check[S]], *, within: str = "") -> None:
        self.checks = tuple(checks)
        memories = [Memory(group, within) for group in _alike(self.checks, within)]
        looks = dict.fromkeys(it.look for it in self.checks if it.look)
        self._looks: tuple[Callable[[S], bool], ...] = (*memories, *looks)
        self._rules = [
            it.differences for it in self.checks if not (it.look or it.rests_on)
        ]

    def verify(self, subject: S) -> list[Finding]:
        """Return one finding for every difference, in order of precedence."""
        return [] if self._is_clear(subject) else verify(subject, self.checks)

    def _is_clear(self, subject: S) -> bool:
        for look in self._looks:
            if not look(subject):
                return False
        for rule in self._rules:
            for _ in rule(subject):
                return False
        return True


class Memory(Generic[S]):
    """In which entries checks that rest on them alone found nothing.

    Entries of the head count together, and goods items one by one beside them. What is
    different on every paper must not rest here, such as amounts: nothing would ever be
    met again. Nor may what is said of persons.
    """

    def __init__(self, checks: Sequence[Check[S]], within: str) -> None:
        self._checks = checks
        paths = sorted({path for it in checks for path in it.rests_on})
        on_lines = [path.partition(LINES) for path in paths if LINES in path]
        heads = (path for path in paths if LINES not in path and path != within)
        self._of_head = taking(tuple(heads))
        self._of_line = taking(tuple(entry for _, _, entry in on_lines))
        self._on_lines = bool(on_lines)
        self._lines: Callable[[S], Iterable[Any]] = _nothing
        if on_lines:
            (paper,) = {paper for paper, _, _ in on_lines}
            self._lines = attrgetter(f"{paper}.lines")
        self._within: Callable[[S], Any] = _nothing
        if within in paths:
            self._within = attrgetter(within)
        self._kept: tuple[Any, dict[Any, set[Any]]] = (None, {})
        self._count = 0

    def __call__(self, subject: S) -> bool:
        """Tell whether these checks find nothing, from memory or by asking them."""
        within, kept = self._kept
        now = self._within(subject)
        if now is not within or self._count >= MOST_KEPT:
            kept = {}
            self._kept, self._count = (now, kept), 0
        head = self._of_head(subject)
        known = kept.get(head)
        if known is not None and known.issuperset(self._lines_of(subject)):
            return True
        if any(True for it in self._checks for _ in it.differences(subject)):
            return False
        if known is None:
            known = kept[head] = set()
            self._count += 1
        before = len(known)
        known.update(self._lines_of(subject))
        self._count += len(known) - before
        return True

    def _lines_of(self, subject: S) -> Iterable[Any]:
        return map(self._of_line, self._lines(subject)) if self._on_lines else ()


def _alike(checks: Iterable[Check[S]], within: str) -> Iterable[list[Check[S]]]:
    """Group checks that rest on entries, so that memories stay small and last long.

    What holds within something is kept by the entries it rests on: the firms of a paper
    go together in too many ways. The rest is kept together, apart from goods items.
    """
    groups: dict[object, list[Check[S]]] = {}
    for it in checks:
        if it.rests_on:
            on_lines = any(LINES in path for path in it.rests_on)
            held = within in it.rests_on and not on_lines
            groups.setdefault(it.rests_on if held else on_lines, []).append(it)
    return groups.values()


def _nothing(_: Any) -> tuple[()]:
    return ()
