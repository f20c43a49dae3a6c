"""计量 What the machine is, and the processor time its processes have taken."""

import os
import platform
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tongguan.splitting import TITLE

TICK = os.sysconf("SC_CLK_TCK")
PARTS = {"tongguan.bench.house": "watch", "postgres": "postgresql"}
OTHER = "other"
ROUNDS, STEPS = 9, 100_000
FLUSHES, BLOCK = 300, 8192
GIBIBYTE = 2**30


@dataclass(frozen=True, slots=True)
class Process:
    """进程 One process: its parent, its own time and that of children it has buried."""

    pid: int
    parent: int
    seconds: float
    buried: float


def processes() -> Iterator[Process]:
    """Look at every process of the machine."""
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            try:
                words = (place / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            own, kin = ((int(words[at]) + int(words[at + 1])) / TICK for at in (11, 13))
            yield Process(int(place.name), int(words[1]), own, kin)


def descendants(pid: int) -> list[int]:
    """Name the children of a process, and theirs."""
    children = defaultdict(list)
    for process in processes():
        children[process.parent].append(process.pid)
    found, left = list[int](), [pid]
    while left:
        born = children[left.pop()]
        found += born
        left += born
    return found


def taken(roots: list[int]) -> dict[str, float]:
    """Return the processor seconds that the families of these processes took so far.

    Workers are told apart; the sessions of the database are one.
    """
    family = {it for root in roots for it in (root, *descendants(root))}
    seconds: dict[str, float] = defaultdict(float)
    for process in processes():
        if process.pid in family:
            name = _part(process.pid)
            seconds[name] += process.seconds
            if name == "postgresql" and process.pid in roots:
                seconds[name] += process.buried
    return dict(seconds)


def memory(roots: list[int]) -> dict[str, float]:
    """Return the memory these families hold, in MiB; what is shared counts once."""
    held: dict[str, float] = defaultdict(float)
    for pid in {it for root in roots for it in (root, *descendants(root))}:
        with suppress(OSError):
            for line in (
                Path("/proc", str(pid), "smaps_rollup").read_text().splitlines()
            ):
                if line.startswith("Pss:"):
                    held[_part(pid)] += int(line.split()[1]) / 1024
    return dict(held)


def words_of(pid: int) -> str:
    """Return the words a process was started with; none when it is gone."""
    try:
        raw = Path("/proc", str(pid), "cmdline").read_bytes()
    except OSError:
        return ""
    return raw.decode(errors="replace").replace("\0", " ")


def _part(pid: int) -> str:
    words = words_of(pid)
    if words.startswith(TITLE):
        return words.removeprefix(TITLE).split()[0]
    return next((name for sign, name in PARTS.items() if sign in words), OTHER)


def machine(folder: Path) -> dict[str, Any]:
    """Say on what a run was made."""
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gib": round(
            os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIBIBYTE, 1
        ),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "yardstick_ms": yardstick_ms(),
        "flush_ms": flush_ms(folder),
        "load": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    """Return what the kernel calls the processor."""
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def yardstick_ms() -> float:
    """Measure what a fixed piece of plain Python takes here: the median, in ms.

    Machines that are shared are twice as fast at one minute as at another: numbers of
    two runs can be compared only beside this.
    """
    times = []
    for _ in range(ROUNDS):
        began, total = time.process_time(), 0
        for step in range(STEPS):
            total += step * step % 7
        times.append(time.process_time() - began)
    return round(sorted(times)[ROUNDS // 2] * 1000, 2)


def flush_ms(folder: Path) -> float:
    """Measure what it costs to have a block on the disk: the median, in ms."""
    place, times = folder / "flush", []
    handle = os.open(place, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        for _ in range(FLUSHES):
            began = time.perf_counter()
            os.write(handle, bytes(BLOCK))
            os.fdatasync(handle)
            times.append(time.perf_counter() - began)
    finally:
        os.close(handle)
        place.unlink()
    return round(sorted(times)[FLUSHES // 2] * 1000, 3)
