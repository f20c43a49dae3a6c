"""我的账号 Who one is here, what proves it, and where one is signed in."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.journeys.people import organisation_of
from tongguan.kit.parties import ROLES
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.people.model import Factor, Visit
from tongguan.plumbing.people.posts import needs_second
from tongguan.portal import formats, passkeys
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.oneself.acts import note
from tongguan.portal.words import POSTS, Sign, Word

LATEST = 10
FACTORS: dict[str, Word] = {
    Factor.PASSWORD: _("密码"),
    Factor.TOTP: _("动态口令"),
    Factor.RECOVERY: _("恢复码"),
    Factor.PASSKEY: _("通行密钥"),
    Factor.CERTIFICATE: _("证书"),
}
RESULTS: dict[str, Sign] = {
    "done": Sign(_("成功"), "check", "good"),
    "refused": Sign(_("失败"), "cross", "bad"),
    "unlocked": Sign(_("已解锁"), "lock", "busy"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """自有的 A device or certificate of one's own, as its button names it."""

    name: str
    label: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """会话行 One browser in the words of the page."""

    name: str
    since: str
    address: str
    browser: str
    factor: Word
    here: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET /account/."""
    account = account_of(request)
    with counter() as desk:
        wallet = desk.rooms.people.wallets.of(account.pk)
        words = {
            "account": account,
            "holds": wallet.holds(),
            "devices": [
                Own(
                    name=passkeys.text(it.credential),
                    label=it.label,
                    until=formats.day(it.added_at.date()),
                )
                for it in wallet.passkeys()
            ],
            "certificates": [
                Own(
                    name=it.fingerprint,
                    label=it.subject,
                    until=formats.day(it.valid_until.date()),
                )
                for it in wallet.certificates()
            ],
            **belonging(desk, account),
            **sessions(request, desk, account),
        }
    words["must"] = needs_second(settings.PROFILE, account.post, today())
    return render(request, "oneself/account.html", words)


def belonging(desk: Counter, account: Account) -> dict[str, object]:
    """Say where somebody works, as what, and in which roles her firm is filed."""
    code = account.organisation
    found = organisation_of(desk.rooms, code)
    firm = desk.rooms.enterprises.registry([code]).get(code)
    roles = [ROLES[it] for it in sorted(firm.roles) if it in ROLES] if firm else []
    name = formats.either(found.name, found.english or found.name) if found else ""
    return {
        "organisation_name": name,
        "post": POSTS.get(account.post, ""),
        "roles": [formats.either(it.chinese, it.english) for it in roles],
    }


def sessions(
    request: HttpRequest, desk: Counter, account: Account
) -> dict[str, object]:
    """List the browsers one is signed in with, and the latest attempts to sign in."""
    here, at = request.session.session_key, now()
    lines = desk.rooms.journal.latest(
        f"account/{account.get_username()}", "sign-in", LATEST
    )
    return {
        "visits": [
            present(it, here) for it in desk.rooms.people.visits.of(account.pk, at)
        ],
        "attempts": [
            {
                "at": formats.instant(it.at),
                "sign": RESULTS.get(it.result, RESULTS["refused"]),
                "address": it.detail.get("address", formats.NOTHING),
            }
            for it in lines
        ],
    }


def present(visit: Visit, here: str | None) -> VisitRow:
    """Say a browser in the words of the page; its button names only its beginning."""
    return VisitRow(
        name=visit.session[:12],
        since=formats.instant(visit.at),
        address=visit.address,
        browser=visit.browser or formats.NOTHING,
        factor=FACTORS.get(visit.factor, visit.factor),
        here=visit.session == here,
    )


def end_sessions(request: HttpRequest) -> HttpResponse:
    """POST /account/sessions/ — sign one other browser out, or all others."""
    account, here = account_of(request), request.session.session_key or ""
    named = request.POST.get("end", "")
    with counter() as desk:
        meant = {
            it.session
            for it in desk.rooms.people.visits.of(account.pk, now())
            if it.session[:12] == named or named == "others"
        } - {here}
        ended = sum(desk.rooms.people.visits.end(account.pk, here, it) for it in meant)
        if ended:
            note(desk, account, "end-sessions", ended=ended)
            messages.success(request, _("已退出所选的浏览器。"))
    return redirect("account")
