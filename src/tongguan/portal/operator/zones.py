"""综试区 What each zone does, and the switches of this one: proposed and confirmed."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.journeys import zone
from tongguan.journeys.features import Feature, edition_on, features, profiles
from tongguan.journeys.zone import ON, SUBJECT, BadSwitchError, open_at
from tongguan.kit.dated import NotInForceError
from tongguan.plumbing.clock import now
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.switches.model import Switch
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.policy import may_open
from tongguan.portal.words import Sign
from tongguan.portal.zoning import KNOWN

TEXT, TAKEN = {"class": "form-control"}, {"class": "form-select"}
WHEN = {"class": "form-control", "type": "datetime-local"}
STATES: dict[bool, Sign] = {
    True: Sign(_("开办"), "check", "good"),
    False: Sign(_("不办"), "cross", "quiet"),
}
PROPOSALS: dict[str, Sign] = {
    "proposed": Sign(_("待复核"), "clock", "warn"),
    "confirmed": Sign(_("已复核"), "check", "good"),
    "declined": Sign(_("不同意"), "cross", "bad"),
    "withdrawn": Sign(_("已撤回"), "back", "quiet"),
    "lapsed": Sign(_("已失效"), "clock", "quiet"),
}


class SwitchForm(forms.Form):
    """开关申请 What to switch, which way, from when on, and why."""

    feature = forms.ChoiceField(label=_("功能或方式"), widget=forms.Select(TAKEN))
    on = forms.ChoiceField(
        label=_("改为"),
        choices=[("on", _("开办")), ("off", _("不办"))],
        widget=forms.Select(TAKEN),
    )
    begins = forms.DateTimeField(
        label=_("自（不填为即时）"),
        required=False,
        widget=forms.DateTimeInput(WHEN, "%Y-%m-%dT%H:%M"),
    )
    reason = forms.CharField(
        label=_("理由"), max_length=200, widget=forms.TextInput(TEXT)
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [(it.name, named(it)) for it in features().values()]
        self.fields["feature"].choices = choices  # type: ignore[attr-defined]


def show(request: HttpRequest) -> HttpResponse:
    """GET /zones/ — every zone's profile, and how this one stands now."""
    at, account = now(), account_of(request)
    with counter() as desk:
        is_open = open_at(desk.rooms, at)
        waiting = desk.rooms.offices.confirmations.latest("operator")
        made = desk.rooms.offices.switches.latest()
    words = {
        "zones": [column(name, at) for name in profiles()],
        "rows": [row(it, it.name in is_open, at) for it in features().values()],
        "proposals": [
            present(it, account) for it in waiting if it.subject.startswith(SUBJECT)
        ],
        "made": [present_made(it, at) for it in made],
        "form": SwitchForm() if may_open(account, "switch") else None,
        "here": formats.either(*profiles()[settings.PROFILE]),
    }
    return render(request, "operator/zones.html", words)


def switch(request: HttpRequest) -> HttpResponse:
    """POST /zones/switch/ — put a switch before a second person."""
    form, account, at = SwitchForm(request.POST), account_of(request), now()
    if not form.is_valid():
        messages.error(request, _("未提交：请核对各栏目。"))
        return redirect("zones")
    said = form.cleaned_data
    wanted = Switch(
        proposal=0,
        feature=said["feature"],
        on=said["on"] == "on",
        begins=said["begins"] or at,
        reason=said["reason"].strip(),
        first=account.get_username(),
        second="",
        made_at=at,
    )
    try:
        with counter() as desk:
            zone.propose(desk.rooms, wanted, person(account), at)
    except BadSwitchError as bad:
        for fault in bad.faults:
            messages.error(request, formats.either(*fault))
    else:
        messages.success(request, _("已提交，等待第二人复核。"))
    return redirect("zones")


def settle(request: HttpRequest, number: int) -> HttpResponse:
    """POST /zones/{number}/ — a second person confirms or declines; or take it back."""
    move, account = request.POST.get("move", ""), account_of(request)
    if move not in {"confirm", "decline", "withdraw"}:
        return redirect("zones")
    with counter() as desk:
        done = zone.settle(desk.rooms, number, move, person(account), now())
    cache.delete(KNOWN)
    if done:
        messages.success(request, _("已办理。"))
    else:
        messages.error(request, _("未办理：须由另一人复核，且申请仍在等待。"))
    return redirect("zones")


def person(account: Account) -> Person:
    """Say who acts."""
    return Person(
        name=account.get_username(),
        organisation=account.organisation,
        post=account.post,
    )


def named(feature: Feature) -> str:
    """Name a feature, with its mode."""
    word = formats.either(feature.chinese, feature.english)
    return f"{word} {feature.mode}".strip()


def column(name: str, at: datetime) -> dict[str, Any]:
    """Say what heads a zone's column."""
    try:
        edition = edition_on(name, at.date())
    except NotInForceError:
        return {"name": name, "title": name, "cites": "", "confirmed": True}
    return {
        "name": name,
        "title": formats.either(*profiles()[name]),
        "here": name == settings.PROFILE,
        "since": formats.day(edition.effective),
        "cites": edition.cites,
        "confirmed": edition.confirmed,
    }


def row(feature: Feature, is_open: bool, at: datetime) -> dict[str, Any]:  # noqa: FBT001 - the row is about it
    """Say what every zone has of one feature, and what this one does now."""
    profiled = [feature.is_on(edition_on(it, at.date()).says) for it in profiles()]
    here = profiled[list(profiles()).index(settings.PROFILE)]
    return {
        "name": named(feature),
        "cites": feature.cites,
        "confirmed": feature.confirmed,
        "signs": [STATES[on] for on in profiled],
        "now": STATES[is_open],
        "switched": is_open != here,
    }


def present(one: Proposal, account: Account) -> dict[str, Any]:
    """Say a proposal, and what this person may do with it."""
    waits = one.state.value == "proposed" and account.post == one.post
    own = one.first == account.get_username()
    return {
        "number": one.number,
        "sign": PROPOSALS[one.state.value],
        "feature": named(features()[one.subject.removeprefix(SUBJECT)]),
        "to": STATES[one.move == ON],
        "begins": formats.instant(datetime.fromisoformat(one.shown)),
        "reason": one.reason,
        "first": f"{one.first} {formats.instant(one.first_at)}",
        "second": f"{one.second} {formats.instant(one.second_at)}".strip(" —"),
        "settles": waits and not own,
        "withdraws": waits and own,
    }


def present_made(one: Switch, at: datetime) -> dict[str, Any]:
    """Say what was switched."""
    return {
        "feature": named(features()[one.feature]),
        "to": STATES[one.on],
        "begins": formats.instant(one.begins),
        "to_come": one.begins > at,
        "reason": one.reason,
        "by": f"{one.first}, {one.second}",
    }
