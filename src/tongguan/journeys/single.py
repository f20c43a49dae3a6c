"""Which checks a paper must pass by itself, and which firms it names."""

from collections.abc import Iterator

from tongguan.journeys.kinds import KINDS, Checks
from tongguan.kit.fold import taking
from tongguan.trade.papers import AnyPaper


def checks_of(paper: AnyPaper) -> Checks:
    """Return the checks of one kind of paper, in order of precedence."""
    return KINDS[paper.nature.kind].checks


def firms_named(paper: AnyPaper) -> Iterator[str]:
    """Name the codes of every firm a paper speaks of."""
    return filter(None, taking(paper.nature.firms)(paper))
