"""试跑 One run: written ahead, sent to a house of its own, measured, and checked."""

import os
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import psycopg

from tongguan.bench import figures
from tongguan.bench.client import Notes
from tongguan.bench.house import House
from tongguan.bench.measuring import machine, memory, taken
from tongguan.bench.preparing import (
    SQL,
    Line,
    Wish,
    load,
    order,
    prepared,
    until_done,
)
from tongguan.bench.spool import Spool
from tongguan.bench.verdict import Books, amiss, fates_of
from tongguan.plumbing.ledger.store import Ledger


@dataclass(frozen=True, slots=True)
class Reading:
    """读数 What had been taken and written by an instant."""

    processor: dict[str, float]
    log_bytes: int
    active_ms: float
    sizes: dict[str, float]
    last_paper: int
    memory_mib: dict[str, float]


@dataclass(slots=True)
class Result:
    """结果 The numbers of a run, what was amiss, and where its processes were."""

    numbers: dict[str, Any]
    amiss: list[str]
    stacks: dict[str, int] = field(default_factory=dict)


def run(wish: Wish) -> Result:
    """Make one run."""
    with prepared(wish) as (made, spool):
        return measured(made, spool, wish)


def measured(made: House, spool: Spool, wish: Wish) -> Result:
    """Send what is written, and measure until nothing is left to do."""
    with psycopg.connect(made.dsn, autocommit=True) as line:
        before = reading(made, line)
        tell(made, signal.SIGUSR1)
        notes = load(order(made, spool, wish))
        until_done(line)
        after = reading(made, line)
        tell(made, signal.SIGUSR2)
        books = closed(line, before.last_paper)
        settings = line.execute(SQL["server"]).fetchone() or ("", "", "")
    numbers = summed_up(spool, notes, books, (before, after))
    numbers["machine"] = machine(made.folder) | {
        "postgresql": settings[0].split()[0],
        "synchronous_commit": settings[1],
        "fsync": settings[2],
    }
    stacks = heard_stacks(made)
    add_stages(numbers, stacks)
    return Result(numbers, amiss(spool, notes, books), joined(stacks))


def add_stages(numbers: dict[str, Any], stacks: Mapping[str, dict[str, int]]) -> None:
    """Say what each worker's time went into, by stage, and the hottest functions."""
    taken = numbers["cpu_us_per_list"]
    numbers["stages_us_per_list"] = {
        name: {
            stage: round(share * taken.get(name, 0.0), 1)
            for stage, share in figures.stages(counts).items()
        }
        for name, counts in stacks.items()
    }
    whole = sum(taken.get(name, 0.0) for name in stacks)
    numbers["hottest_us_per_list"] = figures.hottest(joined(stacks), whole)


def joined(stacks: Mapping[str, dict[str, int]]) -> dict[str, int]:
    """Put the stacks of all processes together, each under its name."""
    return {
        f"{name};{stack}": times
        for name, counts in stacks.items()
        for stack, times in counts.items()
    }


def tell(made: House, word: signal.Signals) -> None:
    """Tell the samplers to begin a count, or to write it down."""
    for pid in made.sampled():
        os.kill(pid, word)
    if word is signal.SIGUSR2:
        time.sleep(0.3)


def heard_stacks(made: House) -> dict[str, dict[str, int]]:
    """Return where the processes were, as often as they were looked at."""
    return {
        it.stem: msgspec.json.decode(it.read_bytes(), type=dict[str, int])
        for it in sorted(made.stacks.glob("*.json"))
    }


def reading(made: House, line: Line) -> Reading:
    """Read all meters."""
    assert made.process, "it was started"
    roots = [made.process.pid]
    if (postmaster := made.server.pid) is not None:
        roots.append(postmaster)
    log_bytes, active = line.execute(SQL["written"]).fetchone() or (0, 0.0)
    sizes: dict[str, float] = dict(line.execute(SQL["sizes"]).fetchall())
    (last,) = line.execute(SQL["last_paper"]).fetchone() or (0,)
    return Reading(
        taken(roots), int(log_bytes), float(active), sizes, last, memory(roots)
    )


def closed(line: Line, after: int) -> Books:
    """Read what became of everything."""
    return Books(
        fates=fates_of(line.execute(SQL["fates"], {"after": after}).fetchall()),
        digests=frozenset(it for (it,) in line.execute(SQL["digests"])),
        disagreements=tuple(str(it) for it in Ledger(line).disagreements()),
        gaps=tuple(str(it) for it in line.execute(SQL["gaps"])),
    )


def summed_up(
    spool: Spool, notes: Notes, books: Books, readings: tuple[Reading, Reading]
) -> dict[str, Any]:
    """Put the numbers of a run together."""
    before, after = readings
    fates = books.fates
    lists = max(len(fates), 1)
    processor = figures.changes(before.processor, after.processor)
    served = sum(processor.values())
    processor["client"] = notes.cpu_seconds
    pace = figures.pace(notes, fates)
    grown = figures.changes(before.sizes, after.sizes)
    return {
        **pace,
        "latency_ms": figures.lateness(spool, notes, fates),
        "cpu_us_per_list": figures.each(processor, lists),
        "cores_used": round(sum(processor.values()) / max(pace["seconds"], 0.001), 2),
        "cores_served": round(served / max(pace["seconds"], 0.001), 2),
        "database_us_per_list": round(
            (after.active_ms - before.active_ms) * 1000 / lists, 1
        ),
        "bytes_per_list": {
            "log": round((after.log_bytes - before.log_bytes) / lists),
            "tables": round(sum(grown.values()) / lists),
            "largest": {
                name: round(it / lists)
                for name, it in sorted(grown.items(), key=lambda it: -it[1])[:8]
            },
        },
        "memory_mib": figures.largest(after.memory_mib),
        "messages": {
            "sent": sum(map(bool, notes.sent)),
            "acknowledged": sum(map(bool, notes.acknowledged)),
            "refusals": len(notes.refusals),
            "bytes_per_list": round(sum(spool.contents.sizes) / max(spool.lists, 1)),
        },
    }
