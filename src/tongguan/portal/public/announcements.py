"""公告 Announcements anybody may read; and putting one away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tongguan.plumbing.announcements.model import Announcement
from tongguan.plumbing.clock import now
from tongguan.portal.announcing import latest, present
from tongguan.portal.counter import account_of, counter
from tongguan.portal.policy import may_open


def show(request: HttpRequest) -> HttpResponse:
    """GET /announcements/ — those for this visitor, past ones too."""
    found = [present(it) for it in latest() if is_for(it, request.user)]
    page = {"found": found, "writes": may_open(request.user, "announce")}
    return render(request, "public/announcements.html", page)


def show_one(request: HttpRequest, number: int) -> HttpResponse:
    """GET /announcements/{number}/ — one, in every version."""
    with counter() as desk:
        versions = desk.rooms.offices.announcements.versions(number)
    if not versions or not is_for(versions[0], request.user):
        raise Http404
    page = {
        "one": present(versions[0]),
        "versions": [present(it) for it in versions],
        "writes": may_open(request.user, "announce"),
    }
    return render(request, "public/announcement.html", page)


def put_away(request: HttpRequest, number: int) -> HttpResponse:
    """POST /announcements/{number}/put-away/ — one needs to see it no more."""
    with counter() as desk:
        account = account_of(request).pk
        desk.rooms.offices.announcements.put_away(account, number, now())
    back = request.POST.get("back", "")
    fits = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if fits else reverse("announcements"))


def is_for(one: Announcement, visitor: Any) -> bool:
    """Tell whether a visitor may read it; who writes them may read them all."""
    post = visitor.post if visitor.is_authenticated else ""
    begun = one.begins <= now() and not one.taken_back
    return may_open(visitor, "announce") or (begun and one.is_for(post))
