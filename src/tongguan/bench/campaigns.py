"""战役 Runs with a question: other batches, killed at full load, offered too much."""

import time
from collections.abc import Sequence
from dataclasses import replace
from threading import Thread
from typing import Any

import msgspec
import psycopg

from tongguan.bench import figures
from tongguan.bench.client import Notes, Order
from tongguan.bench.house import House
from tongguan.bench.preparing import (
    SQL,
    WARM_LISTS,
    Line,
    Wish,
    load,
    order,
    prepared,
    until_done,
)
from tongguan.bench.trial import Result, closed, run
from tongguan.bench.verdict import amiss, twice
from tongguan.trade.kinds import RETAIL_IMPORT

BATCHES = (1, 10, 100)
STEP = 0.25
WINDOW_STEPS = 4
FULL_SPEED = 0.9
WARM_SECONDS = 1.0
LOOK_SECONDS = 0.1
TIMES_TOO_MUCH = 10
OVERLOAD_SECONDS = 20.0
MOST = 1_000_000  # lists that are written for an overload
SPREAD = ("lists_per_second", "latency_ms", "cpu_us_per_list", "cores_served")


def curve(wish: Wish, batches: Sequence[int] = BATCHES) -> tuple[Any, list[str]]:
    """Run once for every size of a message; tell pace and cost of each."""
    points, wrong = [], list[str]()
    for batch in batches:
        made = run(replace(wish, batch=batch, rate=0.0))
        wrong += made.amiss
        points.append(
            {
                "batch": batch,
                "lists_per_second": made.numbers["lists_per_second"],
                "cpu_us_per_list": made.numbers["cpu_us_per_list"]["total"],
            }
        )
    return points, wrong


def killed(wish: Wish) -> tuple[Any, list[str]]:
    """Kill everything at full load, start it again, and see how it recovers."""
    wish = replace(wish, rate=0.0)
    with prepared(wish) as (made, spool):
        loader = Loader(order(made, spool, wish))
        loader.start()
        _until_decided(made, WARM_LISTS + wish.lists // 3)
        made.kill()
        killed_at = time.time()
        made.start()
        up_at = time.time()
        notes = loader.done()
        with psycopg.connect(made.dsn, autocommit=True) as line:
            until_done(line)
            books = closed(line, 0)
    committed = [it.committed for it in books.fates.values() if it.committed]
    began = min(committed) + WARM_SECONDS
    before = [it for it in committed if began < it < killed_at]
    pace = len(before) / max(killed_at - began, STEP)
    told = {
        "lists_per_second_before": round(pace, 1),
        "decided_before": sum(it < killed_at for it in committed),
        "seconds_until_up": round(up_at - killed_at, 2),
        "seconds_to_full_speed": full_speed(committed, killed_at, pace),
        "acknowledged": sum(map(bool, notes.acknowledged)),
        "lost": 0,
        "decided_twice": sum(twice(it) for it in books.fates.values()),
    }
    wrong = amiss(spool, notes, books)
    told["lost"] = sum(it.startswith("lost") for it in wrong)
    return told, wrong


def full_speed(
    committed: Sequence[float], killed_at: float, pace: float
) -> float | None:
    """Return after how many seconds a second's work was as much as before, if ever."""
    steps = figures.timeline(committed, killed_at, STEP)
    for number in range(len(steps) - WINDOW_STEPS + 1):
        window = steps[number : number + WINDOW_STEPS]
        if sum(window) / WINDOW_STEPS >= FULL_SPEED * pace:
            return round(number * STEP, 2)
    return None


def overloaded(wish: Wish, peak: float) -> tuple[Any, list[str]]:
    """Offer ten times as much as is done at the most; see what is done then.

    Work is what was accepted and read while it lasted, in lists of four papers. Fewer
    lists are decided: of a set some papers are accepted, and others refused for now.
    """
    rate = peak * TIMES_TOO_MUCH
    wanted = replace(wish, rate=rate, lists=min(MOST, int(rate * OVERLOAD_SECONDS)))
    with prepared(wanted) as (made, spool):
        said = order(made, spool, replace(wanted, seconds=OVERLOAD_SECONDS))
        with psycopg.connect(made.dsn, autocommit=True) as line:
            before = _read(line)
            notes = load(msgspec.structs.replace(said, refused_again=True))
            over_at = time.time()
            worked = (_read(line) - before) * wish.batch / len(RETAIL_IMPORT)
            until_done(line)
            quiet_at = time.time()
            books = closed(line, 0)
    accepted, refused = sum(map(bool, notes.acknowledged)), len(notes.refusals)
    began = min(it for it in notes.sent if it)
    in_time = [
        it.committed
        for it in books.fates.values()
        if it.committed and began + WARM_SECONDS < it.committed <= over_at
    ]
    worked /= over_at - began
    told = {
        "offered_lists_per_second": round(rate, 1),
        "lists_per_second": round(figures.rate_of(in_time), 1),
        "worked_per_second": round(worked, 1),
        "share_of_peak": round(worked / peak, 3),
        "accepted_share": round(accepted / max(accepted + refused, 1), 4),
        "refusals": refused,
        "refusal_ms": figures.spread(notes.refusals),
        "seconds_to_recover": round(quiet_at - over_at, 2),
    }
    return told, amiss(spool, notes, books)


class Loader(Thread):
    """Lets the load client work while something else is done."""

    def __init__(self, said: Order) -> None:
        super().__init__(daemon=True)
        self._said = said
        self._notes: Notes | None = None

    def run(self) -> None:
        """Send everything."""
        self._notes = load(self._said)

    def done(self) -> Notes:
        """Wait for the end of it."""
        self.join()
        assert self._notes, "the load client ended badly"
        return self._notes


def _read(line: Line) -> int:
    """Count the messages that were read."""
    return int((line.execute(SQL["read"]).fetchone() or (0,))[0])


def _until_decided(made: House, lists: int) -> None:
    """Wait until so many lists are decided."""
    with psycopg.connect(made.dsn, autocommit=True) as line:
        while (line.execute(SQL["decided"]).fetchone() or (0,))[0] < lists:
            time.sleep(LOOK_SECONDS)


def several(wish: Wish, runs: int) -> Result:
    """Run as often as wanted; tell medians with their spread, and what was amiss."""
    made = [run(wish) for _ in range(runs)]
    numbers = [it.numbers for it in made]
    told = figures.medians(numbers)
    told["runs"] = runs
    told["spread"] = figures.spreads(
        [{name: it[name] for name in SPREAD} for it in numbers]
    )
    wrong = [it for one in made for it in one.amiss]
    return Result(told, wrong, made[-1].stacks)
