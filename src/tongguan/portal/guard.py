"""门卫 Every page behind its row of the policy.

Whoever is signed in and may not open a page is told what is told of a page that is not
there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path

from tongguan.plumbing.clock import today
from tongguan.plumbing.identity.sight import READS, looking_for
from tongguan.plumbing.people.model import SECOND
from tongguan.plumbing.people.posts import needs_second
from tongguan.portal.policy import FIRMS, POLICY, VISITOR, Of, Row, post_of

# What isn't a firm's is read as it is: one's own, everybody's together, a holder's.
NO_FIRM_S = frozenset({Of.PERSON, Of.WHOLE, Of.HOLDER})
View = Callable[..., HttpResponse]
# Pages with which one completes signing in: open before that is done.
COMPLETING = frozenset(
    {"sign-out", "account", "account-password", "account-totp", "account-passkey"}
)


def page(route: str, view: View, name: str) -> URLPattern:
    """Give a page its address, behind its row of the table."""
    return path(route, guarded(view, name), name=name)


def guarded(view: View, name: str) -> View:
    """Let a page answer those, and in those ways, its row says."""
    row = POLICY[name]

    @wraps(view)
    def answer(request: HttpRequest, **words: Any) -> HttpResponse:
        posts = row.posts(request.method)
        if post_of(request.user) not in posts:
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            raise Http404
        if request.method not in row.methods:
            return HttpResponseNotAllowed(sorted(row.methods))
        must_be_whole = VISITOR not in posts and name not in COMPLETING
        if must_be_whole and (first := first_of(request)):
            return redirect(first)
        with looking_for(_firm_of(request, row)):
            return view(request, **words)

    return answer


def _firm_of(request: HttpRequest, row: Row) -> str | None:
    """Name the firm for which a page is read; acts answer for their bounds."""
    reads = request.method in READS and row.of not in NO_FIRM_S
    account: Any = request.user
    return account.organisation if reads and post_of(account) in FIRMS else None


def first_of(request: HttpRequest) -> str:
    """Name the page that comes first: a password to change, a factor to register."""
    account: Any = request.user
    if account.must_change:
        return "account-password"
    needs = needs_second(settings.PROFILE, account.post, today())
    if needs and request.session.get("factor") not in SECOND:
        return "account"
    return ""


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a visitor to the sign-in page; a part of a page cannot go there alone."""
    there = redirect_to_login(request.get_full_path())
    if request.headers.get("HX-Request"):
        whole = request.headers.get("HX-Current-URL", there["Location"])
        return HttpResponse(status=401, headers={"HX-Redirect": whole})
    return there
