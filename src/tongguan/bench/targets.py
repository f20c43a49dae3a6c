"""目标 What is promised of the pipeline, and the run that shows whether it is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tongguan.bench.preparing import Wish

PEAK = 3407.0  # lists a second, reported of 11 November 2020
ZONE = 500.0  # the most a zone or a port was found to need
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Goal:
    """指标 One number of a run, by its path, and what it must be at least or most."""

    path: str
    chinese: str
    english: str
    least: float | None = None
    most: float | None = None

    def of(self, told: Mapping[str, Any]) -> float | None:
        """Return the number of a run, if the run has told it."""
        found: Any = told
        for word in self.path.split("/"):
            found = found.get(word) if isinstance(found, dict) else None
        return None if found is None else float(found)

    def met(self, told: Mapping[str, Any]) -> bool | None:
        """Tell whether a run keeps it; None when it says nothing of it."""
        number = self.of(told)
        if number is None:
            return None
        low = self.least is None or number >= self.least
        return low and (self.most is None or number <= self.most)

    @property
    def wanted(self) -> str:
        """What is wanted, as a person reads it."""
        if self.least is not None:
            return f"≥ {self.least:,g}"
        return f"≤ {self.most:,g}"


@dataclass(frozen=True, slots=True)
class Target:
    """目标 A run by its name, what it asks besides, and the goals it is held to."""

    name: str
    chinese: str
    english: str
    wish: Wish
    goals: tuple[Goal, ...]
    asks: Mapping[str, bool | int] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The call that makes this run."""
        return " ".join(("tongguan bench", *_words(self)))


def _words(target: Target) -> Iterator[str]:
    wish = target.wish
    if wish.rate:
        yield f"--rate {wish.rate:g} --seconds {wish.lists / wish.rate:g}"
    else:
        yield f"--lists {wish.lists}"
    yield f"--batch {wish.batch}"
    yield f"--signed {wish.signed}"
    for name, value in target.asks.items():
        yield f"--{name}" if value is True else f"--{name} {value}"


PACE = "lists_per_second"
LATENCIES = (
    Goal("latency_ms/list/p99", "清单 p99 毫秒", "list p99, ms", most=60),
    Goal("latency_ms/set/p99", "整套 p99 毫秒", "set p99, ms", most=150),
)
TARGETS = (
    Target(
        "closed",
        "满载：每报文100份，SM2签名",
        "full load: 100 papers a message, one SM2 signature each",
        Wish(lists=100_000, batch=100, signed="sm2"),
        (Goal(PACE, "票/秒", "lists a second", least=10_000),),
    ),
    Target(
        "paced",
        "全国峰值：每秒3407票，60秒",
        "the national peak: 3,407 lists a second for a minute",
        Wish(lists=round(PEAK * MINUTE), batch=100, signed="sm2", rate=PEAK),
        (
            *LATENCIES,
            Goal("cores_served", "核", "cores, with the database", most=1.2),
        ),
    ),
    Target(
        "zone",
        "一个试验区的高峰：每秒500票，60秒",
        "the peak of one zone: 500 lists a second for a minute",
        Wish(lists=round(ZONE * MINUTE), batch=100, signed="sm2", rate=ZONE),
        LATENCIES,
    ),
    Target(
        "tens",
        "每报文10份，SM2签名",
        "10 papers a message, signed",
        Wish(lists=50_000, batch=10, signed="sm2"),
        (Goal(PACE, "票/秒", "lists a second", least=5_000),),
    ),
    Target(
        "single",
        "每报文1份，不签名",
        "one paper a message, unsigned",
        Wish(lists=30_000, batch=1),
        (Goal(PACE, "票/秒", "lists a second", least=4_000),),
    ),
    Target(
        "single-signed",
        "每报文1份，SM2签名",
        "one paper a message, each signed",
        Wish(lists=10_000, batch=1, signed="sm2"),
        (Goal(PACE, "票/秒", "lists a second", least=1_000),),
    ),
    Target(
        "growth",
        "已存2000万票后的成本",
        "the cost with 20 million lists stored",
        Wish(lists=200_000, batch=100),
        (Goal("growth/ratio", "成本之比", "cost then, over cost before", most=1.25),),
        {"grow": 20_000_000},
    ),
    Target(
        "waiting",
        "500万套等待支付单",
        "five million sets wait for a payment",
        Wish(lists=100_000, batch=100),
        (Goal("waiting/memory_mib", "内存 MiB", "memory, MiB", most=6144),),
        {"wait": 5_000_000},
    ),
    Target(
        "recovery",
        "满载时全部强行终止",
        "kill -9 of everything at full load",
        Wish(lists=100_000, batch=100, signed="sm2"),
        (
            Goal(
                "recovery/seconds_to_full_speed",
                "恢复全速 秒",
                "seconds to full speed",
                most=10,
            ),
            Goal("recovery/lost", "丢失", "lost", most=0),
            Goal("recovery/decided_twice", "重复决定", "decided twice", most=0),
        ),
        {"kill": True},
    ),
    Target(
        "overload",
        "十倍负载",
        "ten times what is carried",
        Wish(lists=50_000, batch=100, signed="sm2"),
        (
            Goal("overload/share_of_peak", "占峰值", "share of the peak", least=0.8),
            Goal("overload/refusal_ms/p99", "拒收 毫秒", "refusal p99, ms", most=100),
            Goal("overload/seconds_to_recover", "恢复 秒", "recovery, s", most=30),
        ),
        {"overload": True},
    ),
)
