"""查阅记录 Who looked at personal data: everybody's looks, or one's own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongguan.customs.control.terms import lookup_rules, purpose_words
from tongguan.journeys.looking import busy
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.lookups.model import Lookup
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.examinations import purpose_choices
from tongguan.portal.words import POSTS, Word

TEXT_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LookLine:
    """查阅行 One look in the words of the table."""

    at: str
    officer: str
    post: Word
    organisation: str
    paper: str
    purpose: str
    reference: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /lookups/ — ?officer=, ?purpose=, ?reference=; an officer sees own looks."""
    account, at = account_of(request), now()
    asked = {
        name: request.GET.get(name, "").strip()[:TEXT_MAX].replace("\0", "")
        for name in ("officer", "purpose", "reference")
    }
    watches = account.post == Post.AUDIT
    if not watches:
        asked["officer"] = account.get_username()
    with counter() as desk:
        found = desk.rooms.offices.lookups.latest(
            officer=asked["officer"],
            purpose=asked["purpose"],
            reference=asked["reference"],
        )
        counted = busy(desk.rooms, at, asked["officer"])
        lists = {it.paper for it in found if it.paper is not None}
        numbers = desk.rooms.declarations.numbers(lists)
    words = {
        "asked": asked,
        "watches": watches,
        "purposes": purpose_choices(at),
        "often": lookup_rules(at.date()).often,
        "busy": counted,
        "looks": [present(one, numbers.get(one.paper or 0, ())) for one in found],
    }
    return render(request, "officer/lookups.html", words)


def present(one: Lookup, numbers: tuple[str, ...]) -> LookLine:
    """Say one look in the words of the table; of the person nothing is said."""
    return LookLine(
        at=formats.instant(one.at),
        officer=one.officer,
        post=POSTS.get(one.post, one.post),
        organisation=one.organisation,
        paper=one.filing or next(filter(None, reversed(numbers)), str(one.paper)),
        purpose=formats.either(*purpose_words(one.purpose)),
        reference=one.reference,
    )
