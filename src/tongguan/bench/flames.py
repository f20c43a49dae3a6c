"""火焰图 A picture of where processor time went: wide is much, upward is deeper.

Each box is a function under which time was spent, as wide as its share; it lies on
whoever called it. The picture stands alone: no script, and dark where its reader is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from zlib import crc32

WIDTH, ROW, MARGIN = 1200, 17, 10
CHARACTER = 6.6
THINNEST = 0.8
HUES = (18, 34)
STYLE = (
    "text{font:11px ui-monospace,Menlo,Consolas,monospace;fill:#1c1917}"
    ".head{font:600 14px system-ui,sans-serif}"
    "svg{background:#fff}"
    "@media(prefers-color-scheme:dark){svg{background:#16181d}"
    ".head{fill:#e7e5e4}rect{opacity:.86}}"
)


@dataclass(slots=True)
class Box:
    """A function under its callers: how often it was met, and whom it called."""

    name: str
    times: int = 0
    calls: dict[str, "Box"] = field(default_factory=dict)


def picture(stacks: Mapping[str, int], title: str) -> str:
    """Draw stacks that are named from their root with `;` between frames."""
    root, deepest = Box("all"), 0
    for stack, times in sorted(stacks.items()):
        box, frames = root, stack.split(";")
        deepest = max(deepest, len(frames))
        box.times += times
        for frame in frames:
            box = box.calls.setdefault(frame, Box(frame))
            box.times += times
    height = (deepest + 2) * ROW + 3 * MARGIN
    scale = (WIDTH - 2 * MARGIN) / max(root.times, 1)
    boxes = "\n".join(_drawn(root, MARGIN, height - MARGIN - ROW, scale))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'role="img"><title>{escape(title)}</title><style>{STYLE}</style>\n'
        f'<text class="head" x="{MARGIN}" y="{2 * MARGIN}">{escape(title)}</text>\n'
        f"{boxes}\n</svg>\n"
    )


def _drawn(box: Box, x: float, y: float, scale: float) -> Iterator[str]:
    """Draw a box, and on it those it called, the name order from left to right."""
    width = box.times * scale
    if width < THINNEST:
        return
    low, high = HUES
    hue = low + crc32(box.name.encode()) % (high - low)
    light = 62 + crc32(box.name[::-1].encode()) % 14
    room = int((width - 6) / CHARACTER)
    name = box.name if len(box.name) <= room else box.name[: max(room - 1, 0)] + "…"
    text = (
        f'<text x="{x + 3:.1f}" y="{y + 12:.1f}">{escape(name)}</text>'
        if room > 2  # noqa: PLR2004 - fewer letters say nothing
        else ""
    )
    share = f"{box.times * scale / (WIDTH - 2 * MARGIN):.1%}"
    yield (
        f"<g><title>{escape(box.name)} — {box.times} ({share})</title>"
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{ROW - 1}" '
        f'rx="2" fill="hsl({hue} 85% {light}%)"/>{text}</g>'
    )
    for call in box.calls.values():
        yield from _drawn(call, x, y - ROW, scale)
        x += call.times * scale
