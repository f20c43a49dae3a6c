"""开户 Opening a consumer's account, and how far its verification has come."""

from dataclasses import asdict
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tongguan.commerce.consumer.lifecycle import ConsumerState
from tongguan.commerce.consumer.model import Consumer, Identity
from tongguan.commerce.consumer.rules import APPLICATION, Applying
from tongguan.journeys.consumers import (
    Check,
    Tried,
    apply,
    can_verify,
    check_of,
    confirm,
    send_code,
    text_sent,
)
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding, verify
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.people.model import Factor
from tongguan.portal.callers import attempt_of
from tongguan.portal.coming_in import admit
from tongguan.portal.consumer.overview import show_verified
from tongguan.portal.consumer.own import Own
from tongguan.portal.consumer.words import CHECKS, TRIES
from tongguan.portal.counter import account_of, counter, is_part
from tongguan.portal.formats import either
from tongguan.trade.masks import mask_telephone

NAME = r"[A-Za-z0-9_.\-]{4,32}"
SAID = ("name", "id_number", "telephone")
REFUSED = 422
TOO_MANY = 429


class AccountForm(forms.Form):
    """账号 The name and the password an account is entered with."""

    username = forms.RegexField(NAME)
    password = forms.CharField(max_length=128, strip=False)

    def clean_password(self) -> str:
        """Refuse a password that is easily guessed."""
        word: str = self.cleaned_data["password"]
        validate_password(word)
        return word


@sensitive_post_parameters("password", "id_number")
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """GET and POST /me/register/ — who one is, and how one will sign in."""
    if request.user.is_authenticated:
        return redirect("me")
    with counter() as desk:
        if not can_verify(desk.rooms):
            return render(request, "consumer/not_possible.html", status=503)
    return received(request) if request.method == "POST" else ask(request)


def received(request: HttpRequest) -> HttpResponse:
    """Open the account that is asked for, or say everything that is wrong."""
    form, said = AccountForm(request.POST), identity_of(request)
    found = verify(Applying(said, today()), APPLICATION)
    if not form.is_valid() or found:
        return ask(request, form=form, found=found, status=REFUSED)
    if too_many(request):
        messages.error(request, _("开户次数过多，请 15 分钟后再试。"))
        return ask(request, form=form, status=TOO_MANY)
    account = opened(form.cleaned_data)
    if account is None:
        form.add_error("username", _("这个账号名已被使用，请换一个。"))
        return ask(request, form=form, status=REFUSED)
    with counter() as desk:
        apply(desk.rooms, account.pk, said, now())
        admit(request, desk, account, Factor.PASSWORD, attempt_of(request))
    return redirect("me")


def ask(
    request: HttpRequest,
    *,
    form: AccountForm | None = None,
    found: list[Finding] | None = None,
    status: int = 200,
    account: bool = True,
) -> HttpResponse:
    """Show the form with everything that is wrong in it."""
    faults = {
        one.difference.place.field: {
            "says": either(one.chinese(), one.english()),
            "do": either(*one.notice.remedy),
            "code": one.code,
        }
        for one in found or ()
        if one.difference
    }
    words = {
        "form": form,
        "faults": faults,
        "said": asdict(identity_of(request)),
        "account": account,
    }
    return render(request, "consumer/register.html", words, status=status)


def identity_of(request: HttpRequest) -> Identity:
    """Read what somebody says of themselves, as it is written on a card."""
    name, number, telephone = (
        "".join(str(request.POST.get(it, "")).split())[:60] for it in SAID
    )
    return Identity(name, number.upper(), telephone)


def opened(words: dict[str, Any]) -> Account | None:
    """Open the account; None where its name is taken."""
    accounts: Any = get_user_model().objects
    try:
        made = accounts.create_user(
            username=words["username"],
            password=words["password"],
            post=Post.CONSUMER.value,
        )
    except IntegrityError:
        return None
    assert isinstance(made, Account), "accounts are our own"
    return made


def too_many(request: HttpRequest) -> bool:
    """Tell whether one address opens accounts too fast; every one counts."""
    attempt = attempt_of(request)
    with counter() as desk:
        waits = desk.attempts.wait(attempt) > 0
        if not waits:
            desk.attempts.refused(attempt)
    return waits


@never_cache
def me(request: HttpRequest) -> HttpResponse:
    """GET /me/ — the year at a glance, or how far the verification is."""
    with counter() as desk:
        consumer = desk.rooms.buyers.consumers.of_account(account_of(request).pk)
        if consumer is not None and consumer.is_verified:
            if is_part(request):
                return HttpResponse(status=200, headers={"HX-Refresh": "true"})
            return show_verified(request, Own(desk.rooms, consumer, now()))
        if consumer is None or request.method == "POST":
            return say_again(request, consumer)
        words = standing_of(desk.rooms, consumer)
    part = is_part(request)
    page = "consumer/verifying_part.html" if part else "consumer/verifying.html"
    return render(request, page, words)


def standing_of(rooms: Rooms, consumer: Consumer) -> dict[str, Any]:
    """Say how far a verification is, and what to do next."""
    check = check_of(rooms, consumer)
    said, tone = CHECKS.get(check, ("", ""))
    asks_code = consumer.state is ConsumerState.APPLIED
    shown = settings.TEXTS_ARE_SHOWN and asks_code
    return {
        "asks_code": asks_code,
        "telephone": mask_telephone(
            rooms.buyers.consumers.identity(consumer).telephone
        ),
        "text": text_sent(rooms, consumer) if shown else "",
        "check": said,
        "tone": tone,
        "waits": consumer.state is ConsumerState.CONFIRMED,
        "refused": consumer.state is ConsumerState.REFUSED,
        "taken": check is Check.TAKEN,
    }


def say_again(request: HttpRequest, consumer: Consumer | None) -> HttpResponse:
    """Take what somebody says of themselves anew, after a refusal."""
    if request.method != "POST":
        return ask(request, account=False)
    if consumer is not None and consumer.state is not ConsumerState.REFUSED:
        return redirect("me")
    said = identity_of(request)
    if found := verify(Applying(said, today()), APPLICATION):
        return ask(request, found=found, status=REFUSED, account=False)
    with counter() as desk:
        apply(desk.rooms, account_of(request).pk, said, now())
    return redirect("me")


def take_code(request: HttpRequest) -> HttpResponse:
    """POST /me/code/ — the code somebody typed, or a wish for another."""
    with counter() as desk:
        consumer = desk.rooms.buyers.consumers.of_account(account_of(request).pk)
        if consumer is None:
            return redirect("me")
        if request.POST.get("act") == "again":
            if not send_code(desk.rooms, consumer.id, now()):
                messages.error(
                    request, _("验证码已发送多次，不再发送；请联系平台运营。")
                )
            return redirect("me")
        code = str(request.POST.get("code", "")).strip()
        tried = confirm(desk.rooms, consumer.id, code, now())
    if tried is not Tried.RIGHT:
        messages.error(request, str(TRIES[tried]))
    return redirect("me")
