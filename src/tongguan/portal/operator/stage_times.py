"""办理时长 How long cases stood in each stage, month by month."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongguan.portal import formats
from tongguan.portal.counter import counter
from tongguan.portal.declarant.domains import STAGES

NEWEST = 200_000
KNOWN, SECONDS = "stage-months", 60


def show(request: HttpRequest) -> HttpResponse:
    """GET /stage-times/ — the median and the 95th percentile by stage and month."""
    known = cache.get(KNOWN)
    if known is None:
        with counter() as desk:
            known = desk.board.stage_months(NEWEST)
        cache.set(KNOWN, known, SECONDS)
    rows: list[dict[str, Any]] = [
        {
            "month": f"{it.month:%Y-%m}",
            "stage": STAGES[it.stage],
            "cases": f"{it.cases:,}",
            "median": formats.span(it.median),
            "p95": formats.span(it.p95),
        }
        for it in known
    ]
    return render(request, "operator/stage_times.html", {"rows": rows})
