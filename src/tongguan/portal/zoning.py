"""开办 Which pages the zone has: what is switched off is offered to nobody."""

from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongguan.journeys.features import features
from tongguan.journeys.zone import open_at
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import counter

# A page that is switched off may be opened so much longer; papers are stricter.
KNOWN, SECONDS = "zone-open", 5


def closed_routes() -> frozenset[str]:
    """Return the pages that are switched off at present."""
    is_open = cache.get(KNOWN)
    if is_open is None:
        with counter() as desk:
            is_open = open_at(desk.rooms, now())
        cache.set(KNOWN, is_open, SECONDS)
    return frozenset(
        route
        for name, feature in features().items()
        if name not in is_open
        for route in feature.routes
    )


class KeepClosed:
    """Tells whoever asks for a page that is switched off that the zone has it not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the view does."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answer instead of a view whose page is switched off."""
        match = request.resolver_match
        route = match.url_name if match else None
        if route not in switchable() or route not in closed_routes():
            return None
        words = [
            formats.either(it.chinese, it.english)
            for it in features().values()
            if route in it.routes
        ]
        page = {"feature": " / ".join(words)}
        return render(request, "public/closed.html", page, status=404)


def switchable() -> frozenset[str]:
    """Return the pages that may be switched off at all."""
    return frozenset(it for one in features().values() for it in one.routes)
