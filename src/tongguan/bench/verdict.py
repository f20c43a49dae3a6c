"""核对 What a run was told and did, held against what was planned: every list of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tongguan.bench.client import Notes
from tongguan.bench.spool import Spool
from tongguan.bench.workload import MISSING, WARM_FROM, number_of
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.demo.faults import FAULTS, NEUTRAL, Ending

S = DeclarationState
STATES = {
    Ending.RELEASED: {S.RELEASED},
    Ending.REVIEW: {S.IN_REVIEW, S.EXAMINED},
    Ending.EXAMINED: {S.EXAMINED},
    Ending.REJECTED: {S.REJECTED},
    Ending.SUSPENDED: {S.SUSPENDED},
    Ending.WAITING: {S.LODGED},
}
BY_NAME = {fault.name: fault for fault in FAULTS}
RISK = "RSK-"
MOST_TOLD = 20


@dataclass(frozen=True, slots=True)
class Fate:
    """结局 What became of one list, and when that was committed (None: undecided)."""

    state: str
    reasons: tuple[str, ...]
    times: int
    committed: float | None


@dataclass(frozen=True, slots=True)
class Books:
    """账目 What the database says of a run besides the lists."""

    fates: dict[int, Fate]
    digests: frozenset[str]
    disagreements: tuple[str, ...]
    gaps: tuple[str, ...]


def fates_of(
    rows: Sequence[tuple[str, str, list[str], int, float | None]],
) -> dict[int, Fate]:
    """Read what became of the lists of a run, by their place in it."""
    return {
        number_of(number): Fate(state, tuple(reasons), times, committed)
        for number, state, reasons, times, committed in rows
        if number_of(number) < WARM_FROM
    }


def amiss(spool: Spool, notes: Notes, books: Books) -> list[str]:
    """Say everything that is not as it must be; nothing after a good run."""
    found = [f"client: {it}" for it in notes.troubles]
    found += [f"lost: {it}" for it in lost(spool, notes, books)]
    found += [f"account: {it}" for it in books.disagreements]
    found += [f"receipts: {it}" for it in books.gaps]
    found += misjudged(spool, notes, books)
    return found[:MOST_TOLD]


def lost(spool: Spool, notes: Notes, books: Books) -> Iterator[str]:
    """Name the messages that were acknowledged and are not there."""
    for digest, at in zip(spool.contents.digests, notes.acknowledged, strict=True):
        if at and digest not in books.digests:
            yield digest


def misjudged(spool: Spool, notes: Notes, books: Books) -> Iterator[str]:
    """Name the lists that were all sent and ended otherwise than planned."""
    for number, fault in enumerate(spool.contents.faults):
        carriers = [it for it in spool.carrying(number) if it != MISSING]
        if not all(notes.acknowledged[it] for it in carriers):
            continue
        fate = books.fates.get(number)
        if fate is None:
            yield f"list {number}: absent"
        elif twice(fate):
            yield f"list {number} ({fault or 'clean'}): decided {fate.times} times"
        elif not as_planned(fate, fault):
            yield f"list {number} ({fault or 'clean'}): {fate.state} {fate.reasons}"


def twice(fate: Fate) -> bool:
    """Tell whether a list was decided again; a suspended one may be tried again."""
    return fate.times > 1 and fate.state != S.SUSPENDED


def as_planned(fate: Fate, fault: str) -> bool:
    """Tell whether a list ended as planned; risk may hold any list that is right."""
    risky = all(code.startswith(RISK) for code in fate.reasons)
    held = fate.state in STATES[Ending.REVIEW] and risky
    if not fault:
        return fate.state == S.RELEASED or held
    planned = BY_NAME[fault]
    if fate.state not in STATES[planned.ending]:
        return False
    named = {sign for sign in planned.signs if sign != NEUTRAL}
    return planned.ending is Ending.WAITING or bool(named & set(fate.reasons))
