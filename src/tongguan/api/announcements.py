"""`/api/v1/announcements`: what the operator announces at present."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.gateway.sessions import desk
from tongguan.plumbing import clock
from tongguan.plumbing.announcements.model import Announcement, to_show
from tongguan.plumbing.identity.model import Post

router = Router(tags=["announcements"])


@router.get("", summary="公告 What is announced at present")
def get_announcements(request: HttpRequest) -> HttpResponseBase:
    """List what is for everybody; with a firm's key, also what is for declarants."""
    with desk(request) as (rooms, firm):
        latest = rooms.offices.announcements.latest()
    found = to_show(latest, Post.DECLARANT if firm else "", clock.now())
    return JsonResponse({"announcements": [_told(it) for it in found]})


def _told(one: Announcement) -> dict[str, Any]:
    return {
        "number": one.number,
        "version": one.version,
        "severity": one.severity.value,
        "title": {"zh": one.chinese_title, "en": one.english_title},
        "text": {"zh": one.chinese, "en": one.english},
        "from": one.begins.astimezone(clock.SHANGHAI).isoformat(),
        "until": one.until.astimezone(clock.SHANGHAI).isoformat()
        if one.until
        else None,
    }
