"""图 Pace and cost of the kept runs as one picture, readable by day and by night."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

WIDTH, LEFT, RIGHT, ROW, TOP = 860, 120, 90, 30, 34
ROOM = WIDTH - LEFT - RIGHT
PARTS = ("worker-1", "worker-2", "postgresql", "gate", "web", "client", "other")
STYLE = """
text{font:13px system-ui,sans-serif;fill:#1c1917}.head{font-weight:600}
.pace,.p0{fill:#1d4ed8}.p1{fill:#3b82f6}.p2{fill:#b45309}.p3{fill:#047857}
.p4{fill:#0d9488}.p5{fill:#a1a1aa}.p6{fill:#71717a}.page{fill:#fff}.goal{fill:#dc2626}
@media(prefers-color-scheme:dark){text{fill:#e7e5e4}.page{fill:#16181d}
.pace,.p0{fill:#60a5fa}.p1{fill:#93c5fd}.p2{fill:#f59e0b}.p3{fill:#34d399}}
"""


def chart(
    found: Mapping[str, Mapping[str, Any]], wanted: Mapping[str, float | None]
) -> str:
    """Draw how many lists a second every run carried, and what a list took.

    A stroke stands where a run is `wanted` to come.
    """
    height = 2 * TOP + 2 * len(found) * ROW + 3 * ROW
    rows = [*_paces(found, wanted, TOP), *_costs(found, 2 * TOP + len(found) * ROW)]
    drawn = "\n".join(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img"><title>每秒票数与每票成本 Pace and cost</title>'
        f"<style>{STYLE}</style>\n"
        f'<rect class="page" width="{WIDTH}" height="{height}"/>\n{drawn}\n</svg>\n'
    )


def _paces(
    found: Mapping[str, Mapping[str, Any]],
    wanted: Mapping[str, float | None],
    top: int,
) -> Iterator[str]:
    goals = {name: wanted.get(name) or 0.0 for name in found}
    paces = [told["lists_per_second"] for told in found.values()]
    most = max(*paces, *goals.values(), 1.0)
    yield _text(8, top - 12, "票/秒 lists a second", "head")
    for number, (name, told) in enumerate(found.items()):
        y, pace = top + number * ROW, told["lists_per_second"]
        width = pace / most * ROOM
        yield _text(8, y + 16, name)
        yield _bar(LEFT, y, width, "pace")
        if goal := goals[name]:
            yield _bar(LEFT + goal / most * ROOM - 1.5, y, 3, "goal", f"≥ {goal:,g}")
        yield _text(LEFT + max(pace, goal) / most * ROOM + 6, y + 16, f"{pace:,.0f}")


def _costs(found: Mapping[str, Mapping[str, Any]], top: int) -> Iterator[str]:
    most = max(told["cpu_us_per_list"]["total"] for told in found.values()) or 1
    yield _text(8, top - 12, "每票微秒 processor time of a list, µs", "head")
    y = top
    for number, (name, told) in enumerate(found.items()):
        y, x = top + number * ROW, float(LEFT)
        yield _text(8, y + 16, name)
        for part, cost in _parted(told["cpu_us_per_list"]).items():
            width = cost / most * ROOM
            yield _bar(x, y, width, f"p{PARTS.index(part)}", f"{part} {cost:,.0f} µs")
            x += width
        total = told["cpu_us_per_list"]["total"]
        yield _text(x + 6, y + 16, f"{total:,.0f}")
    x = float(LEFT)
    for number, part in enumerate(PARTS):
        yield _bar(x, y + 2 * ROW, 12, f"p{number}")
        yield _text(x + 17, y + 2 * ROW + 14, part)
        x += 30 + 8 * len(part)


def _parted(cost: Mapping[str, float]) -> dict[str, float]:
    """Gather the processes into the parts that have a colour."""
    parts = {part: cost[part] for part in PARTS if part in cost}
    rest = cost["total"] - sum(parts.values())
    return parts | {"other": parts.get("other", 0.0) + max(rest, 0.0)}


def _bar(x: float, y: float, width: float, kind: str, title: str = "") -> str:
    told = f"<title>{escape(title)}</title>" if title else ""
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="20" rx="2">{told}</rect>'
    )


def _text(x: float, y: float, words: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'
