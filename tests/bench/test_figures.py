"""The numbers of a run from what was noted, and what makes a run a failure."""

from array import array
from pathlib import Path

import pytest

from tongguan.bench import figures
from tongguan.bench.client import Notes
from tongguan.bench.spool import Contents, Spool
from tongguan.bench.targets import TARGETS, Goal
from tongguan.bench.verdict import Books, Fate, amiss, fates_of
from tongguan.bench.workload import stem_of

RELEASED = Fate("released", (), 1, 10.5)


def spool_of(*faults: str) -> Spool:
    """Two lists: the first is complete with its list, the second with its waybill."""
    contents = Contents(
        senders=["A"] * 8,
        places=list(range(8)),
        sizes=[1] * 8,
        entries=[1] * 8,
        digests=[f"{number:02d}" for number in range(8)],
        faults=list(faults),
    )
    return Spool(Path(), contents, array("L", (0, 1, 2, 3, 4, 5, 7, 6)))


def notes_of() -> Notes:
    due = [10.0, 10.1, 10.2, 10.3, 10.0, 10.1, 10.2, 10.4]
    return Notes(due, due, [at + 0.005 for at in due], [], [])


def books_of(**fates: Fate) -> Books:
    whole = {0: RELEASED, 1: RELEASED} | {int(n[1:]): it for n, it in fates.items()}
    digests = frozenset(f"{number:02d}" for number in range(8))
    return Books(whole, digests, (), ())


def test_lateness_counts_from_the_instant_a_thing_fell_due() -> None:
    fates = {0: RELEASED, 1: Fate("released", (), 1, 10.6)}
    late = figures.lateness(spool_of("", ""), notes_of(), fates)
    assert late["acknowledged"]["max"] == 5.0
    assert late["list"] == {"p50": 200.0, "p99": 200.0, "p99.9": 200.0, "max": 200.0}
    assert late["set"] == {"p50": 200.0, "p99": 200.0, "p99.9": 200.0, "max": 200.0}
    assert late["set_from_first"]["max"] == 600.0


def test_the_pace_is_that_from_first_sent_to_last_committed() -> None:
    fates = {0: RELEASED, 1: Fate("rejected", ("FMT",), 0, None)}
    assert figures.pace(notes_of(), fates) == {
        "lists": 2,
        "decided": 1,
        "seconds": 0.5,
        "lists_per_second": 4.0,
    }


def test_a_stage_is_told_by_the_innermost_frame_that_is_known() -> None:
    root = "worker:Worker.work"
    counts = {
        f"{root};journeys.intake:take_in;plumbing.keys:seal": 3,
        f"{root};journeys.decision:decide;cycle:of_others": 6,
        f"{root}": 1,
    }
    assert figures.stages(counts) == {"decide": 0.6, "seal": 0.3, "other": 0.1}
    assert figures.hottest(counts, taken=50.0) == {
        "cycle:of_others": 30.0,
        "plumbing.keys:seal": 15.0,
        root: 5.0,
    }


def test_several_runs_give_their_median_and_their_spread() -> None:
    runs = [{"pace": pace, "late": {"p50": pace / 2}} for pace in (3, 1, 8)]
    assert figures.medians(runs) == {"pace": 3, "late": {"p50": 1.5}}
    assert figures.spreads(runs) == {"pace": [1, 8], "late.p50": [0.5, 4.0]}
    assert figures.spreads(runs[:1]) == {}


def test_a_good_run_has_nothing_amiss() -> None:
    assert amiss(spool_of("", ""), notes_of(), books_of()) == []


@pytest.mark.parametrize(
    ("fault", "fate", "told"),
    [
        ("", Fate("rejected", ("MAT-3005",), 1, 1.0), "clean): rejected"),
        ("", Fate("released", (), 2, 1.0), "decided 2 times"),
        ("", Fate("in_review", ("RSK-6001", "MAT-3005"), 1, 1.0), "in_review"),
        ("amount_differs", RELEASED, "(amount_differs): released"),
        ("amount_differs", Fate("rejected", ("LST-2001",), 1, 1.0), "LST-2001"),
        ("payment_missing", RELEASED, "(payment_missing): released"),
    ],
)
def test_a_list_that_ended_otherwise_is_amiss(
    fault: str, fate: Fate, told: str
) -> None:
    (line,) = amiss(spool_of(fault, ""), notes_of(), books_of(n0=fate))
    assert told in line


@pytest.mark.parametrize(
    ("fault", "fate"),
    [
        ("", Fate("examined", ("RSK-6006",), 1, 1.0)),
        ("amount_differs", Fate("rejected", ("MAT-3005",), 1, 1.0)),
        ("guarantee_used_up", Fate("suspended", ("GUA-4001",), 3, 1.0)),
        ("payment_missing", Fate("lodged", (), 0, None)),
        ("code_unknown", Fate("examined", ("REF-2013", "RSK-6006"), 1, 1.0)),
    ],
)
def test_a_list_that_ended_as_planned_is_not(fault: str, fate: Fate) -> None:
    assert amiss(spool_of(fault, ""), notes_of(), books_of(n0=fate)) == []


def test_what_was_acknowledged_and_is_gone_is_amiss() -> None:
    books = Books({0: RELEASED, 1: RELEASED}, frozenset(("00", "02")), ("x",), ("y",))
    assert amiss(spool_of("", ""), notes_of(), books) == [
        *(f"lost: {it}" for it in ("01", "03", "04", "05", "06", "07")),
        "account: x",
        "receipts: y",
    ]


def test_a_list_is_found_by_its_number() -> None:
    row = (f"DD{stem_of('0000000a', 17)}", "released", ["A"], 1, 2.5)
    assert fates_of([row]) == {17: Fate("released", ("A",), 1, 2.5)}


def test_a_pace_is_reckoned_from_the_first_commit_to_the_last() -> None:
    assert figures.rate_of([2.0] * 50 + [3.0] * 30 + [4.0] * 10) == 20.0
    assert figures.rate_of([2.0, 2.0]) == 0.0
    assert figures.rate_of([]) == 0.0


def test_a_goal_is_met_missed_or_not_told() -> None:
    goal = Goal("overload/refusal_ms/p99", "", "", most=100)
    assert goal.met({"overload": {"refusal_ms": {"p99": 99}}}) is True
    assert goal.met({"overload": {"refusal_ms": {"p99": 101}}}) is False
    assert goal.met({"overload": {"refusal_ms": {}}}) is None


def test_every_target_says_how_it_is_run() -> None:
    commands = {it.name: it.command for it in TARGETS}
    assert commands["paced"] == (
        "tongguan bench --rate 3407 --seconds 60 --batch 100 --signed sm2"
    )
    assert commands["growth"].endswith("--signed none --grow 20000000")
