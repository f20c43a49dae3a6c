"""改密码 A new password, and every other browser signed out."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from tongguan.plumbing.clock import now
from tongguan.plumbing.journal.store import Line
from tongguan.portal.callers import attempt_of
from tongguan.portal.counter import account_of, counter

WRONG = "password_incorrect"


@sensitive_post_parameters()
def change(request: HttpRequest) -> HttpResponse:
    """GET and POST /account/password/; guesses at the old one are counted."""
    account = account_of(request)
    if request.method != "POST":
        return ask(request, PasswordChangeForm(account))
    attempt = attempt_of(request, account.get_username())
    with counter() as desk:
        if desk.attempts.wait(attempt):
            return ask(request, PasswordChangeForm(account), 429)
        form = PasswordChangeForm(account, request.POST)
        if not form.is_valid():
            if form.has_error("old_password", WRONG):
                desk.attempts.refused(attempt)
            return ask(request, form, 422)
        old = request.session.session_key or ""
        account.must_change = False
        form.save()
        update_session_auth_hash(request, account)
        current = request.session.session_key or ""
        desk.rooms.people.visits.moved(old, current)
        desk.rooms.people.visits.end(account.pk, but=current)
        name = account.get_username()
        line = Line(
            at=now(), actor=name, action="change-password", subject=f"account/{name}"
        )
        desk.rooms.journal.append(line)
    messages.success(request, _("密码已更改，其他浏览器均已退出。"))
    return redirect("account")


def ask(
    request: HttpRequest, form: PasswordChangeForm, status: int = 200
) -> HttpResponse:
    """Show the form, with what was wrong."""
    words = {"form": form, "waits": status == 429}  # noqa: PLR2004 - told by the door
    return render(request, "oneself/password.html", words, status=status)
