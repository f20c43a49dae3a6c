"""公告栏 What stands above every page: announcements for whoever looks at it."""

from datetime import datetime
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from psycopg import OperationalError

from tongguan.plumbing.announcements.model import Announcement, Severity, to_show
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import counter
from tongguan.portal.words import Sign

# However many pages are opened, they are read anew so often; or when one is written.
KNOWN, SECONDS = "announcements", 10
SIGNS: dict[Severity, Sign] = {
    Severity.NOTE: Sign(_("通知"), "flag", "busy"),
    Severity.WARNING: Sign(_("提醒"), "alert", "warn"),
    Severity.OUTAGE: Sign(_("停机"), "cross", "bad"),
}
NOTES = {
    Severity.NOTE: "note-info",
    Severity.WARNING: "note-warning",
    Severity.OUTAGE: "note-error",
}


def board(request: HttpRequest) -> dict[str, Any]:
    """Offer a page its visitor's announcements; they are read where they are shown."""
    return {"announcements": SimpleLazyObject(lambda: shown(request))}


def shown(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what this visitor has not put away."""
    user: Any = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    found = to_show(latest(), user.post if known else "", now())
    if found and known:
        with counter() as desk:
            away = desk.rooms.offices.announcements.put_away_by(user.pk)
        found = tuple(it for it in found if (it.number, it.version) not in away)
    return [present(it) for it in found]


def latest() -> list[Announcement]:
    """Return every announcement as it was written last; none while they are away."""
    known: list[Announcement] | None = cache.get(KNOWN)
    if known is None:
        try:
            with counter() as desk:
                known = desk.rooms.offices.announcements.latest()
        except OperationalError:
            return []
        cache.set(KNOWN, known, SECONDS)
    return known


def present(one: Announcement, at: datetime | None = None) -> dict[str, Any]:
    """Say an announcement in the page's language."""
    return {
        "number": one.number,
        "version": one.version,
        "title": formats.either(one.chinese_title, one.english_title),
        "text": formats.either(one.chinese, one.english),
        "sign": SIGNS[one.severity],
        "note": NOTES[one.severity],
        "begins": formats.instant(one.begins),
        "until": formats.instant(one.until),
        "written": formats.instant(one.written_at),
        "writer": one.written_by,
        "audience": one.audience,
        "taken_back": one.taken_back,
        "stands": one.stands(at or now()),
    }
