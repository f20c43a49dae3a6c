"""服务状态 How fast receipts came in the last day, by customs office, as measured."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongguan.customs.board.model import Latency
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import counter

SECONDS = 60  # however many look, it is measured once a minute
DAY = timedelta(hours=24)
NEWEST, ALARMS = 20_000, 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """关区行 The percentiles of one customs office, in seconds."""

    office: str
    lists: str
    first: tuple[str, ...]
    final: tuple[str, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET /service/."""
    known = cache.get("service")
    if known is None:
        at = now()
        with counter() as desk:
            rows = [present(it) for it in desk.board.latencies(at - DAY, NEWEST)]
            alarms = len(desk.rooms.expectations.alarms(None, at, ALARMS))
        known = {"rows": rows, "alarms": alarms, "at": formats.instant(at)}
        cache.set("service", known, SECONDS)
    return render(request, "public/service.html", known)


def present(latency: Latency) -> OfficeRow:
    """Say the percentiles of an office."""
    return OfficeRow(
        office=latency.office,
        lists=f"{latency.lists:,}",
        first=tuple(f"{it / 1000:,.1f}" for it in latency.first),
        final=tuple(f"{it / 1000:,.1f}" for it in latency.final),
    )
