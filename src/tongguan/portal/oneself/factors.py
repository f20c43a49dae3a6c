"""验证方式 Registering an app or a device, taking it out, and codes on paper."""

import pyotp
import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from tongguan.journeys.people import Fault
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.people import codes
from tongguan.plumbing.people.factors import Wallet
from tongguan.plumbing.people.model import Factor
from tongguan.portal import formats, passkeys
from tongguan.portal.callers import attempt_of
from tongguan.portal.coming_in import FACTOR
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.oneself.acts import may_lose_one, note, tell

ISSUER = "通关 Tongguan"
WRONG = Fault(field="code", breach=codes.WRONG_CODE)


@never_cache
def totp(request: HttpRequest) -> HttpResponse:
    """GET and POST /account/totp/ — register an authenticator app, or take it out."""
    account = account_of(request)
    with counter() as desk:
        wallet = desk.rooms.people.wallets.of(account.pk)
        if "drop" in request.POST:
            return drop(request, desk, "totp", None)
        if wallet.confirmed():
            return redirect("account")
        if request.method != "POST":
            return enrol(request, wallet.begin_totp())
        attempt = attempt_of(request, account.get_username())
        if desk.attempts.wait(attempt):
            return enrol(request, wallet.begin_totp(), 429)
        if not wallet.check_totp(request.POST.get("code", "").strip(), attempt.at):
            desk.attempts.refused(attempt)
            return enrol(request, wallet.begin_totp(), 422)
        note(desk, account, "add-totp")
        request.session[FACTOR] = Factor.TOTP.value
        return show_codes(request, desk, account, wallet)


def enrol(request: HttpRequest, secret: str, status: int = 200) -> HttpResponse:
    """Show the secret as a picture and in letters, and ask for a code made of it."""
    name = account_of(request).get_username()
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=ISSUER)
    words = {
        "picture": segno.make(address, error="m").svg_data_uri(scale=5, border=2),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "fault": formats.either(WRONG.chinese, WRONG.english)
        if status != 200  # noqa: PLR2004 - the status of a page
        else "",
    }
    return render(request, "oneself/totp.html", words, status=status)


@never_cache
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """POST /account/codes/ — new recovery codes in place of the former ones."""
    account = account_of(request)
    with counter() as desk:
        wallet = desk.rooms.people.wallets.of(account.pk)
        return show_codes(request, desk, account, wallet)


def show_codes(
    request: HttpRequest, desk: Counter, account: Account, wallet: Wallet
) -> HttpResponse:
    """Make recovery codes and show them, this once."""
    note(desk, account, "make-recovery-codes")
    return render(request, "oneself/codes.html", {"codes": wallet.make_codes()})


@never_cache
def passkey(request: HttpRequest) -> HttpResponse:
    """GET and POST /account/passkey/ — register a device, or take one out."""
    account = account_of(request)
    with counter() as desk:
        wallet = desk.rooms.people.wallets.of(account.pk)
        if named := request.POST.get("drop", ""):
            return drop(request, desk, "passkey", passkeys.data(named))
        known = wallet.passkeys()
        if request.method == "POST":
            made = passkeys.registered(request, account.pk)
            if made is not None and wallet.add_passkey(made):
                return added(request, desk, account, wallet)
            messages.error(request, _("设备没有给出可用的密钥，重新试一次。"))
        words = {"options": passkeys.registering(request, account, known)}
    return render(request, "oneself/passkey.html", words)


def added(
    request: HttpRequest, desk: Counter, account: Account, wallet: Wallet
) -> HttpResponse:
    """Go on after a device was registered; the first factor comes with codes."""
    note(desk, account, "add-passkey")
    request.session[FACTOR] = Factor.PASSKEY.value
    if not wallet.holds().codes_left:
        return show_codes(request, desk, account, wallet)
    messages.success(request, _("设备已登记。"))
    return redirect("account")


def drop(
    request: HttpRequest, desk: Counter, kind: str, which: bytes | str | None
) -> HttpResponse:
    """Take out a factor, with one's password, unless it is the last one needed."""
    account = account_of(request)
    wallet = desk.rooms.people.wallets.of(account.pk)
    attempt = attempt_of(request, account.get_username())
    if desk.attempts.wait(attempt):
        messages.error(request, _("登录失败次数过多，稍后再试。"))
    elif breach := may_lose_one(wallet, account):
        tell(request, Fault(field=kind, breach=breach))
    elif not account.check_password(request.POST.get("password", "")):
        desk.attempts.refused(attempt)
        messages.error(request, _("密码不符，验证方式没有删去。"))
    elif wallet.drop(kind, which):
        note(desk, account, f"drop-{kind}")
        messages.success(request, _("验证方式已删去。"))
    return redirect("account")
