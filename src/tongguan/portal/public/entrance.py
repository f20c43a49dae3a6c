"""入口 The entrance: what this is, signing in with a password, signing out."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tongguan.plumbing.identity.attempts import Attempt
from tongguan.plumbing.people.model import Factor
from tongguan.portal.callers import attempt_of, certificate_of
from tongguan.portal.coming_in import PasswordForm, admit, go_halfway, go_on, wish
from tongguan.portal.counter import Counter, counter

MINUTE = 60


def home(request: HttpRequest) -> HttpResponse:
    """GET / — what this window does, and where to go on."""
    return render(request, "public/home.html")


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/ — an account and its password."""
    if request.method != "POST":
        return ask(request, PasswordForm(request))
    with counter() as desk:
        return let_in(request, desk, attempt_of(request))


def ask(
    request: HttpRequest, form: PasswordForm, wait: int = 0, status: int = 200
) -> HttpResponse:
    """Show the form, with what was wrong, or how many minutes to wait."""
    words = {
        "form": form,
        "next": wish(request),
        "minutes": -(-wait // MINUTE),
        "presented": certificate_of(request) is not None,
    }
    answer = render(request, "public/sign_in.html", words, status=status)
    if wait:
        answer.headers["Retry-After"] = str(wait)
    return answer


def let_in(request: HttpRequest, desk: Counter, attempt: Attempt) -> HttpResponse:
    """Sign somebody in, or say why not; whoever must wait is not even looked at.

    Where a second factor is due, nothing is cleared before it was shown.
    """
    if wait := desk.attempts.wait(attempt):
        return ask(request, PasswordForm(request), wait, 429)
    form = PasswordForm(request, request.POST)
    if not form.is_valid():
        if form.non_field_errors():
            desk.attempts.refused(attempt)
        return ask(request, form, status=422)
    account: Any = form.get_user()
    if desk.rooms.people.wallets.of(account.pk).holds().second:
        return go_halfway(request, account, wish(request))
    admit(request, desk, account, Factor.PASSWORD, attempt)
    return go_on(account, wish(request))


def sign_out(request: HttpRequest) -> HttpResponse:
    """POST /sign-out/ — end the session."""
    logout(request)
    return redirect("home")
