"""What an answer costs: processor time and memory of the processes that gave it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

TICKS = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


@dataclass
class Cost:
    """Seconds of processor time, and mebibytes a process grew by at its peak."""

    seconds: float = 0
    grown: int = 0


@dataclass
class Costs:
    """The costs of many attacks, by name."""

    of: dict[str, Cost] = field(default_factory=dict)

    @contextmanager
    def measured(self, name: str, *processes: int) -> Iterator[None]:
        """Measure what these processes do meanwhile."""
        before = [seconds(it) for it in processes]
        peaks = [peak(it, anew=True) for it in processes]
        yield
        spent = [seconds(it) - at for it, at in zip(processes, before, strict=True)]
        grown = [peak(it) - at for it, at in zip(processes, peaks, strict=True)]
        self.of[name] = Cost(sum(spent), max(grown))

    def table(self) -> str:
        """Say the median, and the dearest of all."""
        dear = sorted(self.of, key=lambda it: -self.of[it].seconds)[:8]
        times = [cost.seconds * 1000 for cost in self.of.values()]
        lines = [f"{len(times)} attacks, median {median(times):.0f} ms"]
        lines += [
            f"{self.of[it].seconds * 1000:6.0f} ms {self.of[it].grown:4d} MiB  {it}"
            for it in dear
        ]
        return "\n".join(lines)


def seconds(process: int) -> float:
    """Return the processor time of a process so far."""
    told = (PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS


def peak(process: int, *, anew: bool = False) -> int:
    """Return the most memory a process had, in mebibytes; `anew` counts from now."""
    if anew:
        (PROC / str(process) / "clear_refs").write_text("5")
    status = (PROC / str(process) / "status").read_text()
    (line,) = [it for it in status.splitlines() if it.startswith("VmHWM")]
    return int(line.split()[1]) // 1024


def children() -> tuple[int, ...]:
    """Return the programs this process runs that are Python servers, and theirs."""
    parents = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                told = (folder / "stat").read_text()
                named = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if b"granian" in named:
                parents[int(folder.name)] = int(told.rpartition(")")[2].split()[1])
    ours = {os.getpid()}
    while more := {it for it, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return tuple(ours - {os.getpid()})
