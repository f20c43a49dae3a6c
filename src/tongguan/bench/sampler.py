"""采样 Notes where a process spends its time, by the clock of its own processor time.

The kernel's timer of processor time fires every few milliseconds of work, and what is
on the stack then is counted; a process that waits is not looked at, and a call into C
counts for its caller.
`SIGUSR1` begins a count, `SIGUSR2` writes it down.
"""

import json
import os
import signal
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from tongguan.splitting import Work

EVERY_SECONDS = 0.004
DEEPEST, DEEP = 60, 5
COUNTS: Counter[tuple[object, ...]] = Counter()
HERE, STARTER = "tongguan.", "sampled"
STACKS_IN = "TONGGUAN_BENCH_STACKS"


def _count(_signal: int, frame: FrameType | None) -> None:
    stack: list[object] = []
    while frame is not None and len(stack) < DEEPEST:
        stack.append(frame.f_code)
        frame = frame.f_back
    COUNTS[tuple(stack)] += 1


def _begin(_signal: int, _frame: FrameType | None) -> None:
    COUNTS.clear()
    signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)


def folded() -> dict[str, int]:
    """Return how often each stack was met, named from its root, `;` between frames."""
    named: Counter[str] = Counter()
    for stack, times in COUNTS.items():
        frames = list(reversed(stack))
        named[";".join(_named(code) for code in frames[_beginning(frames) :])] += times
    return dict(named)


def _beginning(frames: Sequence[object]) -> int:
    """Return where a stack begins to be of the work itself."""
    names = [code.co_name for code in frames]  # type: ignore[attr-defined]
    return len(names) - names[::-1].index(STARTER) if STARTER in names else 0


def _named(code: object) -> str:
    """Name a place in the program: its module, and its function."""
    path = Path(code.co_filename)  # type: ignore[attr-defined]
    parts = path.with_suffix("").parts
    for root in ("src", "site-packages"):
        if root in parts:
            parts = parts[parts.index(root) + 1 :]
    place = ".".join(parts[-DEEP:]).removeprefix(HERE)
    return f"{place}:{code.co_qualname}"  # type: ignore[attr-defined]


def sampled(name: str, work: Work) -> None:
    """Do this work, and count for it, under this name, when told to."""
    place = Path(os.environ[STACKS_IN]) / name

    def write(_signal: int, _frame: FrameType | None) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        draft = place.with_suffix(".draft")
        draft.write_text(json.dumps(folded()), encoding="utf-8")
        draft.replace(place.with_suffix(".json"))

    signal.signal(signal.SIGPROF, _count)
    signal.signal(signal.SIGUSR1, _begin)
    signal.signal(signal.SIGUSR2, write)
    place.with_suffix(".ready").touch()
    work()
