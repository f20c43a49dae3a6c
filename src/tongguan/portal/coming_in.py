"""进门 Letting somebody in, by whichever door, and writing it down."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.contrib.auth.backends import AllowAllUsersModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.attempts import Attempt
from tongguan.plumbing.identity.rules import sign_in_law
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.model import Factor, Visit
from tongguan.portal import formats
from tongguan.portal.callers import address_of, browser_of
from tongguan.portal.counter import Counter
from tongguan.portal.landing import landing

HALFWAY, FACTOR = "halfway", "factor"


class Doorkeeper(AllowAllUsersModelBackend):
    """门卫 Knows everybody with a password, so as to tell who is suspended why.

    A session goes on only while its account works.
    """

    def get_user(self, user_id: int) -> Account | None:
        """Return whose session it is, while she may sign in."""
        found = super().get_user(user_id)
        return found if found is not None and found.is_active else None


class PasswordForm(AuthenticationForm):
    """账号和密码 A name and a password that agree, of an account that works."""

    def confirm_login_allowed(self, user: Any) -> None:
        """Tell whoever knows her password that her account does not work yet."""
        if not user.is_active:
            breach = codes.NOT_WORKING
            chinese = f"{breach.chinese}。{breach.remedy[0]}。"
            english = f"{breach.english}. {breach.remedy[1]}."
            raise ValidationError(formats.either(chinese, english), code="inactive")


def go_halfway(request: HttpRequest, account: Any, onward: str) -> HttpResponse:
    """Remember whose password was right, and ask for her second factor."""
    request.session.cycle_key()
    at = now()
    request.session[HALFWAY] = {
        "account": account.pk,
        "onward": onward,
        "until": at.timestamp() + sign_in_law(at).halfway_seconds,
    }
    return redirect("second")


def halfway(request: HttpRequest) -> tuple[Any, str] | None:
    """Return whose password was right lately, and where she wanted to go."""
    found = request.session.get(HALFWAY)
    if not found or found["until"] < now().timestamp():
        return None
    account = get_user_model().objects.filter(pk=found["account"]).first()
    if account is None or not account.is_active:
        return None
    return account, found["onward"]


def admit(
    request: HttpRequest, desk: Counter, account: Any, factor: Factor, attempt: Attempt
) -> None:
    """Sign somebody in: a new session, a line of the journal, a browser on her list."""
    desk.attempts.done(attempt)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.pop(HALFWAY, None)
    request.session[FACTOR] = factor.value
    visit = Visit(
        session=request.session.session_key or "",
        account=account.pk,
        at=attempt.at,
        address=address_of(request),
        browser=browser_of(request),
        factor=factor,
    )
    desk.rooms.people.visits.came_in(visit)


def wish(request: HttpRequest) -> str:
    """Return where somebody wanted to go before she signed in, if it is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    host, secure = request.get_host(), request.is_secure()
    if url_has_allowed_host_and_scheme(wanted, {host}, require_https=secure):
        return wanted
    return ""


def go_on(account: Any, wanted: str) -> HttpResponse:
    """Go where somebody wanted to, else to the page her post begins on."""
    return redirect(wanted or landing(account))
