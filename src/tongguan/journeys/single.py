"""Which checks a paper must pass by itself, and which firms it names."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from tongguan.commerce.enterprise.rules import is_transmitted_by_role
from tongguan.journeys.kinds import KINDS, Checks
from tongguan.kit.checks import Finding
from tongguan.kit.fold import taking
from tongguan.kit.screen import Screen
from tongguan.trade.papers import AnyPaper, Paper
from tongguan.trade.registry import Lodgement


@cache
def screen_of(kind: Paper) -> Screen[Lodgement[Any]]:
    """Lay out what a paper of a kind must pass by itself, sender and all."""
    checks = (*KINDS[kind].checks, is_transmitted_by_role(kind))
    return Screen(checks, within="registry")


def found_in(lodgements: Sequence[Lodgement[Any]]) -> list[list[Finding]]:
    """Return what is found of each paper by itself; those of a kind go together."""
    found: list[list[Finding]] = [[]] * len(lodgements)
    of_kind: dict[Paper, list[int]] = defaultdict(list)
    for place, lodgement in enumerate(lodgements):
        of_kind[lodgement.paper.nature.kind].append(place)
    for kind, places in of_kind.items():
        own = screen_of(kind).verify_all([lodgements[it] for it in places])
        for place, findings in zip(places, own, strict=True):
            found[place] = findings
    return found


def checks_of(paper: AnyPaper) -> Checks:
    """Return the checks of one kind of paper, in order of precedence."""
    return KINDS[paper.nature.kind].checks


def firms_named(paper: AnyPaper) -> Iterator[str]:
    """Name the codes of every firm a paper speaks of."""
    return filter(None, taking(paper.nature.firms)(paper))
