"""入口 The entrance: what this is, signing in, signing out."""

import unicodedata
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tongguan.plumbing.clock import now
from tongguan.plumbing.database import transaction
from tongguan.plumbing.identity.attempts import Attempt, Attempts
from tongguan.plumbing.keys import keyring

NAME_MAX, HOME_OF_ONE = 150, 64
MINUTE = 60


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """GET / — what this window does, and where to go on."""
    return render(request, "public/home.html")


@sensitive_post_parameters("password")
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """GET and POST /sign-in/ — an account and its password."""
    if request.method != "POST":
        return ask(request, AuthenticationForm(request))
    with transaction() as connection:
        attempts = Attempts(connection, keyring())
        return let_in(request, attempts, attempt_of(request))


def ask(
    request: HttpRequest, form: AuthenticationForm, wait: int = 0, status: int = 200
) -> HttpResponse:
    """Show the form, with what was wrong, or how many minutes to wait."""
    words = {"form": form, "next": onward(request), "minutes": -(-wait // MINUTE)}
    return render(request, "public/sign_in.html", words, status=status)


def let_in(request: HttpRequest, attempts: Attempts, attempt: Attempt) -> HttpResponse:
    """Sign somebody in, or say why not; whoever must wait is not even looked at."""
    wait = attempts.wait(attempt)
    if wait:
        answer = ask(request, AuthenticationForm(request), wait, 429)
        answer.headers["Retry-After"] = str(wait)
        return answer
    form = AuthenticationForm(request, request.POST)
    if form.is_valid():
        attempts.done(attempt)
        login(request, form.get_user())
        return redirect(onward(request))
    if form.non_field_errors():
        attempts.refused(attempt)
    return ask(request, form, status=422)


def attempt_of(request: HttpRequest) -> Attempt:
    """Say who tries to come in, the name as the form will read it."""
    name = unicodedata.normalize("NFKC", request.POST.get("username", "")).strip()
    return Attempt(name.replace("\0", "")[:NAME_MAX], address_of(request), now())


def address_of(request: HttpRequest) -> str:
    """Say where a request comes from, as the outermost of our own proxies saw it.

    An IPv6 network of one home counts as one address.
    """
    told = request.headers.get("X-Forwarded-For", "").split(",")
    behind = settings.PROXIES
    seen = told[-behind] if 0 < behind <= len(told) else request.META["REMOTE_ADDR"]
    try:
        found = ip_address(seen.strip())
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, HOME_OF_ONE), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """POST /sign-out/ — end the session."""
    logout(request)
    return redirect("home")


def onward(request: HttpRequest) -> str:
    """Return where to go after signing in: where one wanted to, if it is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    host, secure = request.get_host(), request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {host}, require_https=secure):
        return wanted
    return reverse("declarations")
