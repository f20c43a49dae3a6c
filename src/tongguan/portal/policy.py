"""权限 Who may open which page: one table, reviewed as a whole.

A page that is not in the table can't be addressed at all. Whoever is signed in and may
not open a page is told what is told of a page that is not there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from tongguan.plumbing.identity.tables import Account

View = Callable[..., HttpResponse]
ANYBODY: frozenset[str] = frozenset({"anybody"})
SIGNED_IN = frozenset({Account.DECLARANT, Account.OFFICER, Account.OPERATOR})
FIRMS = frozenset({Account.DECLARANT})
CUSTOMS = frozenset({Account.OFFICER})
WATCHING = frozenset({Account.OFFICER, Account.OPERATOR})
# fmt: off
POLICY: dict[str, frozenset[str]] = {
    "home":         ANYBODY,
    "sign-in":      ANYBODY,
    "language":     ANYBODY,
    "what-if":      ANYBODY,
    "errors":       ANYBODY,
    "error":        ANYBODY,
    "standard":     ANYBODY,
    "standard-one": ANYBODY,
    "doctor":       ANYBODY,
    "integrate":    ANYBODY,
    "progress":     FIRMS,
    "own-parcel":   FIRMS,
    "sign-out":     SIGNED_IN,
    "declarations": SIGNED_IN,
    "declaration":  SIGNED_IN,
    "queue":        CUSTOMS,
    "returns":      CUSTOMS,
    "rule-return":  CUSTOMS,
    "decide":       CUSTOMS,
    "reveal":       CUSTOMS,
    "overrule":     CUSTOMS,
    "examination":  CUSTOMS,
    "control":      CUSTOMS,
    "lift":         CUSTOMS,
    "batch":        CUSTOMS,
    "close-case":   CUSTOMS,
    "goods":        CUSTOMS,
    "change-goods": CUSTOMS,
    "dashboard":    WATCHING,
    "pulse":        WATCHING,
    "collection":   SIGNED_IN,
    "notice":       SIGNED_IN,
    "pay":          CUSTOMS,
    "statistics":   WATCHING,
    "webhooks":     FIRMS,
    "sent":         SIGNED_IN,
    "sent-one":     SIGNED_IN,
    "evidence":     FIRMS,
    "alarms":       SIGNED_IN,
    "service":      ANYBODY,
    "certificates": FIRMS,
    "payment-data": SIGNED_IN,
    "ask-payment":  CUSTOMS,
    "mandates":     FIRMS,
    "sheets":       FIRMS,
    "sheet":        FIRMS,
    "sheet-result": FIRMS,
}
# fmt: on


def page(route: str, view: View, name: str) -> URLPattern:
    """Give a page its address, behind its row of the table."""
    return path(route, guarded(view, POLICY[name]), name=name)


def guarded(view: View, posts: frozenset[str]) -> View:
    """Let only these posts see a page."""

    @wraps(view)
    def answer(request: HttpRequest, **words: Any) -> HttpResponse:
        if posts is not ANYBODY:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            if request.user.post not in posts:
                raise Http404
        return view(request, **words)

    return answer


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the sign-in page; a part of a page cannot go there alone."""
    there = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        whole = request.headers.get("HX-Current-URL", there["Location"])
        return HttpResponse(status=401, headers={"HX-Redirect": whole})
    return there


def may_open(account: Any, name: str) -> bool:
    """Tell whether a page should be offered to an account."""
    posts = POLICY[name]
    if posts is ANYBODY:
        return True
    return account.is_authenticated and account.post in posts
