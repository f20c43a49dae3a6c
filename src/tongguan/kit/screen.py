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

    `within` leads to what remembered results hold within, such as the firms on file;
    when the next subject brings another, all is forgotten.
    """

    def __init__(self, checks: Iterable[Check[S]], *, within: str = "") -> None:
        self.checks = tuple(checks)
        resting = [it for it in self.checks if it.rests_on]
        looks = dict.fromkeys(it.look for it in self.checks if it.look)
        self._looks = (*([Memory(resting, within)] if resting else ()), *looks)
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

    Entries of the head count together, and goods items one by one beside them. Only
    coded entries belong here, never a person's.
    """

    def __init__(self, checks: Sequence[Check[S]], within: str) -> None:
        self._checks = checks
        paths = sorted({path for it in checks for path in it.rests_on})
        on_lines = [path.partition(LINES) for path in paths if LINES in path]
        self._of_head = taking(tuple(path for path in paths if LINES not in path))
        self._of_line = taking(tuple(entry for _, _, entry in on_lines))
        self._lines: Callable[[S], Iterable[Any]] = _nothing
        if on_lines:
            (paper,) = {paper for paper, _, _ in on_lines}
            self._lines = attrgetter(f"{paper}.lines")
        self._within: Callable[[S], Any] = attrgetter(within) if within else _nothing
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
        lines = [*map(self._of_line, self._lines(subject))]
        known = kept.get(head)
        if known is not None and known.issuperset(lines):
            return True
        if any(True for it in self._checks for _ in it.differences(subject)):
            return False
        kept.setdefault(head, set()).update(lines)
        self._count += 1 + len(lines)
        return True


def _nothing(_: Any) -> tuple[()]:
    return ()
