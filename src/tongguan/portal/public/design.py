"""设计规范 How pages look: tokens with their contrast, type, components, states."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.portal.words import CHANNELS, Sign, Word

SHEET = "tongguan.css"
THEME = r"(?ms)^:root(\[data-bs-theme=\"dark\"\])? \{(.*?)^\}"
BLOCK = re.compile(THEME)
TOKEN = re.compile(r"--tg-([a-z-]+): (#[0-9a-f]{6})")
TONES = ("good", "bad", "warn", "look", "busy", "quiet", "halt")
# What is written in the first colour stands on the second somewhere.
PAIRS = (
    *(("ink", "paper"), ("ink", "sheet"), ("soft", "paper"), ("soft", "sheet")),
    *(("blue", "paper"), ("blue", "sheet"), ("blue", "blue-tint")),
    *((tone, f"{tone}-tint") for tone in TONES),
    *((tone, "sheet") for tone in TONES),
)
READABLE = 4.5  # WCAG 2.2, 1.4.3: text against what it stands on
# Where the curve of a screen's light begins (WCAG 2.2, relative luminance).
KNEE = 0.04045
SCALE: tuple[tuple[Word, str], ...] = (
    (_("页面标题"), "h1"),
    (_("小节标题"), "h2"),
    (_("小标题"), "h3"),
    (_("正文"), "p"),
    (_("附注"), "small"),
)
STEPS = (4, 8, 12, 16, 24, 32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """色对 Two colours of which one is written on the other, in one theme."""

    ink: str
    ground: str
    ratio: float

    @property
    def sign(self) -> Sign:
        """Whether text of any size can be read."""
        if self.ratio >= READABLE:
            return Sign(f"{self.ratio:.1f} : 1", "check", "good")
        return Sign(f"{self.ratio:.1f} : 1", "cross", "bad")


def show(request: HttpRequest) -> HttpResponse:
    """GET /design/."""
    page = {
        "pairs": tuple(paired()),
        "scale": SCALE,
        "steps": STEPS,
        "signs": tuple(CHANNELS.values()),
        "gauge": {
            "share": 62,
            "limit": "26,000.00",
            "held": "1,120.00",
            "posted": "15,000.00",
            "left": "9,880.00",
        },
    }
    return render(request, "public/design.html", page)


@cache
def paired() -> tuple[tuple[str, str, Pair, Pair], ...]:
    """Weigh every pair of colours in light and in dark."""
    light, dark = tokens()
    return tuple(
        (ink, ground, weighed(light, ink, ground), weighed(dark, ink, ground))
        for ink, ground in PAIRS
    )


def tokens() -> tuple[dict[str, str], dict[str, str]]:
    """Read the colours of both themes from the style sheet that is served."""
    found = finders.find(SHEET)
    text = Path(found).read_text(encoding="utf-8") if found else ""
    light, dark = (dict(TOKEN.findall(block)) for _theme, block in BLOCK.findall(text))
    return light, dark


def weighed(colours: dict[str, str], ink: str, ground: str) -> Pair:
    """Weigh one pair of colours of one theme."""
    ratio = contrast(colours[ink], colours[ground])
    return Pair(ink=colours[ink], ground=colours[ground], ratio=ratio)


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return how light a colour is to the eye, 0 to 1."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        it / 12.92 if it <= KNEE else ((it + 0.055) / 1.055) ** 2.4 for it in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
