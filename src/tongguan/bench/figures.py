"""数字 From notes and fates to the numbers of a run: pace, lateness, cost."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from tongguan.bench.client import Notes
from tongguan.bench.spool import Spool
from tongguan.bench.verdict import Fate
from tongguan.bench.workload import MISSING

SHARES = {"p50": 0.50, "p99": 0.99, "p99.9": 0.999}
LIST = 3  # the place of the list among the papers of its set
MICRO = 1e6
# where time goes, by the names of what is on the stack: the innermost that is known
STAGES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("signature", ("gateway.chinaport.signing",)),
    ("seal", ("plumbing.keys", "plumbing.sealing")),
    (
        "read",
        (
            *("gateway.chinaport.xml", "gateway.chinaport.catalogue", "kit.wire"),
            *("gateway.chinaport.quick", "kit.notation", "gateway.chinaport.decoding"),
            *("gateway.chinaport.envelope", "kit.breaches"),
        ),
    ),
    ("receipts", ("plumbing.outbox", "journeys.answers", "journeys.telling")),
    ("ledger", ("plumbing.ledger", "finance.", "customs.allowance")),
    (
        "decide",
        (
            *("journeys.decision", "customs.", "kit.checks", "kit.desk", "commerce."),
            *(
                "kit.rulebook",
                "kit.dated",
                "logistics.",
                "kit.identifiers",
                "inspection.",
            ),
        ),
    ),
    ("intake", ("journeys.intake", "journeys.arrival", "gateway.chinaport.inbox")),
    ("register", ("plumbing.register", "plumbing.inbox")),
    ("write", ("journeys.writing", "journeys.retail_import", "journeys.waking")),
    ("trade", ("trade.",)),
    ("gate", ("gate.",)),
)
OTHER, HOTTEST = "other", 20


def spread(values: Iterable[float]) -> dict[str, float]:
    """Return the middle and the tails of some milliseconds."""
    ordered = sorted(values)
    if not ordered:
        return {}
    last = len(ordered) - 1
    found = {name: ordered[round(last * share)] for name, share in SHARES.items()}
    return {name: round(it, 2) for name, it in {**found, "max": ordered[-1]}.items()}


def lateness(
    spool: Spool, notes: Notes, fates: Mapping[int, Fate]
) -> dict[str, dict[str, float]]:
    """Return how late things were, in ms from the instant they fell due.

    A message, until it was acknowledged; a list whose papers lay ready, from its own
    message until its final receipts were committed; any set, from its last message; and
    a whole set, from its first, which holds the time its papers travelled apart.
    """
    lists, sets, whole = list[float](), list[float](), list[float]()
    for number, fate in fates.items():
        carriers = spool.carrying(number)
        if fate.committed is None or MISSING in carriers:
            continue
        due = [notes.due[it] for it in carriers]
        if not all(due):
            continue
        late = (fate.committed - max(due)) * 1000
        sets.append(late)
        whole.append((fate.committed - min(due)) * 1000)
        if due[LIST] == max(due):
            lists.append(late)
    answered = zip(notes.due, notes.acknowledged, strict=True)
    return {
        "acknowledged": spread((at - due) * 1000 for due, at in answered if at),
        "list": spread(lists),
        "set": spread(sets),
        "set_from_first": spread(whole),
    }


def pace(notes: Notes, fates: Mapping[int, Fate]) -> dict[str, float]:
    """Return how many lists were decided a second, first sent to last committed."""
    committed = [it.committed for it in fates.values() if it.committed is not None]
    began = min((it for it in notes.sent if it), default=0.0)
    seconds = max(committed, default=began) - began
    return {
        "lists": len(fates),
        "decided": len(committed),
        "seconds": round(seconds, 3),
        "lists_per_second": round(len(fates) / seconds, 1) if seconds else 0.0,
    }


def rate_of(committed: Sequence[float]) -> float:
    """Return how many a second, from the first commit to the last.

    What came with the first was done before it: a commit is some thousand papers, and
    seconds of work.
    """
    first, last = min(committed, default=0.0), max(committed, default=0.0)
    if first == last:
        return 0.0
    later = sum(it > first for it in committed)
    return later / (last - first)


def timeline(committed: Iterable[float], zero: float, step: float) -> list[float]:
    """Return the pace in each step of time from an instant."""
    counts = Counter(int((at - zero) / step) for at in committed if at >= zero)
    return [counts[it] / step for it in range(max(counts, default=-1) + 1)]


def each(taken: Mapping[str, float], lists: int) -> dict[str, float]:
    """Return what was taken for each list, in µs, the largest first; with the sum."""
    parts = {name: round(it / lists * MICRO, 1) for name, it in taken.items()}
    ordered = dict(sorted(parts.items(), key=lambda it: -it[1]))
    return {"total": round(sum(parts.values()), 1)} | {
        name: it for name, it in ordered.items() if it
    }


def stages(counts: Mapping[str, int]) -> dict[str, float]:
    """Return which share of the samples falls on each stage."""
    met: Counter[str] = Counter()
    for stack, times in counts.items():
        met[_stage(stack.split(";"))] += times
    total = max(met.total(), 1)
    return {name: round(it / total, 4) for name, it in met.most_common()}


def hottest(counts: Mapping[str, int], taken: float) -> dict[str, float]:
    """Return the functions that took most by themselves, in µs of those `taken`."""
    own: Counter[str] = Counter()
    for stack, times in counts.items():
        own[stack.rpartition(";")[2]] += times
    share = taken / max(own.total(), 1)
    return {name: round(it * share, 1) for name, it in own.most_common(HOTTEST)}


def _stage(frames: Sequence[str]) -> str:
    """Find the innermost frame that tells the stage."""
    for frame in reversed(frames):
        for stage, signs in STAGES:
            if frame.startswith(signs):
                return stage
    return OTHER


def largest(sizes: Mapping[str, float]) -> dict[str, float]:
    """Return sizes with their sum, the largest first."""
    ordered = dict(sorted(sizes.items(), key=lambda it: -it[1]))
    rounded = {name: round(it, 1) for name, it in ordered.items()}
    return {"total": round(sum(sizes.values()), 1)} | rounded


def changes(
    before: Mapping[str, float], after: Mapping[str, float]
) -> dict[str, float]:
    """Return by how much each grew."""
    return {name: it - before.get(name, 0) for name, it in after.items()}


def medians(runs: Sequence[Any]) -> Any:
    """Return the median of every number of some runs, in the shape of the runs."""
    first = runs[0]
    if isinstance(first, dict):
        names = [name for name in first if all(name in run for run in runs)]
        return {name: medians([run[name] for run in runs]) for name in names}
    if isinstance(first, int | float) and not isinstance(first, bool):
        return round(median(runs), 3)
    return first


def spreads(runs: Sequence[Any], path: str = "") -> dict[str, list[float]]:
    """Return the least and the most of every number of some runs, by its path."""
    first, found = runs[0], dict[str, list[float]]()
    if isinstance(first, dict):
        for name in first:
            if all(name in run for run in runs):
                inner = f"{path}.{name}" if path else name
                found |= spreads([run[name] for run in runs], inner)
    elif isinstance(first, int | float) and len(runs) > 1:
        found[path] = [min(runs), max(runs)]
    return found
