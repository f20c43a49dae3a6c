"""运行看板 The running system at a glance, looked at again every second."""

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from tongguan.journeys.dashboard import Pulse, pulse, standings
from tongguan.journeys.reasons import meaning
from tongguan.plumbing.clock import now
from tongguan.plumbing.forwarding.model import Condition
from tongguan.portal import formats
from tongguan.portal.counter import counter
from tongguan.portal.words import CHANNELS, STATES

# However many look, the database is asked once a second, and counted every five.
PULSE_SECONDS, STANDINGS_SECONDS = 1, 5
WAITING = ("suspended", "in_review", "examined", "detained")


def show(request: HttpRequest) -> HttpResponse:
    """GET /dashboard/."""
    return render(request, "operator/dashboard.html", {"seen": seen()})


def beat(request: HttpRequest) -> HttpResponse:
    """GET /dashboard/pulse/ — the same numbers for the page that is open."""
    del request
    return JsonResponse(seen())


def seen() -> dict[str, Any]:
    """Look at the system, unless somebody has just looked."""
    known, counts, line = (cache.get(it) for it in ("pulse", "standings", "line"))
    if known is None or counts is None or line is None:
        with counter() as desk:
            known, line = pulse(desk.board, now()), desk.rooms.forwarding.condition()
            cache.set("pulse", known, PULSE_SECONDS)
            cache.set("line", line, PULSE_SECONDS)
            if counts is None:
                counts = standings(desk.board)
                cache.set("standings", counts, STANDINGS_SECONDS)
    return present(known, counts, line)


def present(known: Pulse, counts: dict[str, int], line: Condition) -> dict[str, Any]:
    """Say the pulse in the words of the page, ready for JSON."""
    return {
        "customs": present_line(line),
        "at": formats.instant(known.at),
        "per_second": f"{known.per_second():,.1f}",
        "last_minute": f"{known.last_minute:,}",
        "best_second": f"{known.best_second:,}",
        "total": f"{sum(counts.values()):,}",
        "depths": {
            **{name.value: f"{depth:,}" for name, depth in known.depths.items()},
            **{state: f"{counts.get(state, 0):,}" for state in WAITING},
        },
        "beats": [
            {"name": str(sign.word), "tone": sign.tone, "counts": known.beats[outcome]}
            for outcome, sign in CHANNELS.items()
        ],
        "states": [
            {"name": str(sign.word), "tone": sign.tone, "count": counts[state]}
            for state, sign in STATES.items()
            if counts.get(state)
        ],
        "reasons": [
            {"code": code, "text": formats.either(*meaning(code)), "count": count}
            for code, count in known.reasons
        ],
    }


def present_line(line: Condition) -> dict[str, str]:
    """Say where the customs decides, and how the line to it stands."""
    elsewhere, failing = settings.CUSTOMS, line.failing_since
    trouble = f"{formats.instant(failing)} {line.trouble}" if failing else ""
    return {
        "where": elsewhere.shown if elsewhere else _("本系统办理"),
        "waiting": f"{line.waiting:,}",
        "aside": f"{line.aside:,}",
        "contact": formats.instant(line.contact_at),
        "trouble": trouble or formats.NOTHING,
    }
