"""接入单位 Organisations with their people, keys, addresses and certificates."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.certificates import Filed
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.tenants.model import Key, Person, Tenant
from tongguan.plumbing.webhooks.model import Endpoint
from tongguan.plumbing.webhooks.rules import push_law
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, is_part
from tongguan.portal.declarant.webhooks import STATES
from tongguan.portal.words import POSTS, Sign

PAGE, LONGEST = 50, 60
USABLE = Sign(_("在用"), "check", "good")
REVOKED = Sign(_("已吊销"), "cross", "quiet")
EXPIRED = Sign(_("已过期"), "clock", "warn")


def show(request: HttpRequest) -> HttpResponse:
    """GET /tenants/ — organisations by code or name."""
    asked, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    with counter() as desk:
        found = desk.rooms.offices.tenants.find(asked, after, PAGE + 1)
    page = {
        "asked": asked,
        "found": [present(it) for it in found[:PAGE]],
        "next": found[PAGE - 1].code if len(found) > PAGE else "",
    }
    part = is_part(request)
    place = "operator/tenants_found.html" if part else "operator/tenants.html"
    return render(request, place, page)


def show_one(request: HttpRequest, firm: str) -> HttpResponse:
    """GET or POST /tenants/{code}/ — one organisation; POST makes or ends a key."""
    made = ""
    if request.method == "POST":
        with counter() as desk:
            made = acted(request, desk, firm)
        if not made:
            return redirect("tenant", firm=firm)
    with counter() as desk:
        room = desk.rooms.offices.tenants
        tenant = room.one(firm)
        if tenant is None:
            raise Http404
        page = {
            "one": present(tenant),
            "made": made,
            "people": [present_person(it) for it in room.people(firm)],
            "keys": [present_key(it) for it in room.keys(firm)],
            "endpoints": [
                present_endpoint(it) for it in desk.rooms.webhooks.of_firm(firm)
            ],
            "certificates": present_filed(desk.rooms.certificates.of(firm), now()),
            "endpoints_most": push_law().on(now().date()).says.endpoints_most,
        }
    return render(request, "operator/tenant.html", page)


def acted(request: HttpRequest, desk: Counter, firm: str) -> str:
    """End the key a button names, or make one; return what was made, once."""
    at, prefix = now(), request.POST.get("revoke", "")
    if prefix:
        if desk.keys.revoke(prefix, at, firm):
            note(request, desk, "revoke-key", f"{firm}/{prefix}")
            messages.success(request, _("密钥已吊销，不能再用。"))
        return ""
    if firm not in desk.rooms.enterprises.registry([firm]):
        messages.error(request, _("没有备案的单位不能有接口密钥。"))
        return ""
    key = desk.keys.make(firm, request.POST.get("label", "").strip()[:LONGEST], at)
    note(request, desk, "make-key", f"{firm}/{key[:11]}")
    return key


def note(request: HttpRequest, desk: Counter, action: str, subject: str) -> None:
    """Write down who made or ended which key."""
    account = account_of(request)
    line = Line(
        at=now(),
        actor=account.get_username(),
        organisation=account.organisation,
        action=action,
        subject=f"key/{subject}",
    )
    desk.rooms.journal.append(line)


def present(one: Tenant) -> dict[str, Any]:
    """Say an organisation in a row."""
    return {
        "code": one.code,
        "name": one.name,
        "roles": one.roles,
        "sign": USABLE if one.active else REVOKED,
        "accounts": one.accounts,
        "keys": one.keys,
        "webhooks": one.webhooks,
        "certificates": one.certificates,
        "last_sent": formats.instant(one.last_sent),
        "on_file": bool(one.name),
    }


def present_person(one: Person) -> dict[str, Any]:
    """Say a person in a row."""
    return {
        "username": one.username,
        "post": POSTS.get(one.post, one.post),
        "sign": USABLE if one.active else REVOKED,
        "last_login": formats.instant(one.last_login),
    }


def present_key(one: Key) -> dict[str, Any]:
    """Say a key in a row."""
    return {
        "prefix": one.prefix,
        "label": one.label,
        "created": formats.instant(one.created_at),
        "used": formats.instant(one.last_used_at),
        "sign": REVOKED if one.revoked_at else USABLE,
        "usable": one.revoked_at is None,
    }


def present_endpoint(one: Endpoint) -> dict[str, Any]:
    """Say an address in a row."""
    return {
        "url": one.url,
        "sign": STATES[one.state.value],
        "failing": formats.instant(one.failing_since),
    }


def present_filed(filed: Sequence[Filed], at: datetime) -> list[dict[str, Any]]:
    """Say certificates in rows."""
    return [
        {
            "serial": it.serial,
            "key": it.key,
            "until": formats.day(it.valid_until.date()),
            "sign": REVOKED
            if it.revoked_at
            else EXPIRED
            if it.valid_until < at
            else USABLE,
        }
        for it in filed
    ]
