"""What is asked about traffic, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """时段 What came of one kind within one hour, and what of it was refused."""

    hour: datetime
    kind: str
    count: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """队列 What waits, counted up to a bound, and since when the oldest does."""

    name: str
    depth: int
    oldest: datetime | None
    aside: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """对外线路 A line to an agency elsewhere, and how it does."""

    name: str
    waiting: int
    failures: int
    trouble: str
    contact_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """数据库 The server: its size, its sessions, and the longest transaction."""

    bytes: int
    sessions: int
    most_sessions: int
    longest_seconds: int
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """缺号 Receipts whose numbers do not follow each other."""

    recipient: str
    epoch: int
    after: int
    first: int


def bar_series(
    hours: Sequence[datetime], found: Sequence[Hour]
) -> dict[str, list[int]]:
    """Lay what was counted out, one series for every kind, a number an hour."""
    place = {hour: index for index, hour in enumerate(hours)}
    series: dict[str, list[int]] = {}
    for it in found:
        if it.hour in place:
            row = series.setdefault(it.kind, [0] * len(hours))
            row[place[it.hour]] += it.count
    return dict(sorted(series.items(), key=lambda one: -sum(one[1])))
