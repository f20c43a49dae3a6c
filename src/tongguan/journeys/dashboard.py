"""运行看板 How the window is doing right now: rhythm, outcomes, reasons, queues."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongguan.customs.board.model import Beat, Depth
from tongguan.customs.board.store import Board
from tongguan.journeys.decision import Outcome

SECONDS, WINDOW = 60, 15
NEWEST_BEATS = 120_000
NEWEST_REASONS = 5_000
REASONS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """脉搏 One look at the running system.

    `beats` has one number a second for every outcome, oldest first; the running
    second is left out, because it is not over. `reasons` count the findings of the
    newest decisions by code.
    """

    at: datetime
    beats: Mapping[str, tuple[int, ...]]
    reasons: tuple[tuple[str, int], ...]
    depths: Mapping[Depth, int]

    @property
    def last_minute(self) -> int:
        """How many lists were decided within the last sixty seconds."""
        return sum(sum(series) for series in self.beats.values())

    @property
    def best_second(self) -> int:
        """How many lists were decided in the busiest of these seconds."""
        return max(map(sum, zip(*self.beats.values(), strict=True)))

    def per_second(self, window: int = WINDOW) -> float:
        """Say how many lists are decided a second, over more than a batch's time."""
        latest = [series[-window:] for series in self.beats.values()]
        return sum(sum(series) for series in latest) / window


def pulse(board: Board, at: datetime) -> Pulse:
    """看一眼 Look at the running system now."""
    now = at.replace(microsecond=0)
    since = now - timedelta(seconds=SECONDS)
    return Pulse(
        at=now,
        beats=by_outcome(board.beats(since, NEWEST_BEATS), since),
        reasons=tuple(board.reasons(NEWEST_REASONS, REASONS)),
        depths=board.depths(),
    )


def by_outcome(beats: list[Beat], since: datetime) -> dict[str, tuple[int, ...]]:
    """Lay the beats of a minute out, one series for every outcome."""
    series = {outcome.value: [0] * SECONDS for outcome in Outcome}
    for beat in beats:
        second = int((beat.second - since).total_seconds())
        if beat.outcome in series and 0 <= second < SECONDS:
            series[beat.outcome][second] += beat.count
    return {outcome: tuple(counts) for outcome, counts in series.items()}


def standings(board: Board) -> dict[str, int]:
    """清单现状 Count the lists by the state they are in."""
    return board.states()
