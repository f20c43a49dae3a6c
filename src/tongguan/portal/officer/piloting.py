"""试点资格 Which firms may trade in goods of a pilot: given and withdrawn."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.inspection.goods_filing.model import Leave
from tongguan.inspection.goods_filing.regulations import pilots
from tongguan.journeys.features import profile_on
from tongguan.journeys.pilots import BadLeaveError, grant, withdraw
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.officer.controlling import DATES, TAKEN, TEXT
from tongguan.portal.reasons import ReasonField
from tongguan.portal.words import Sign

IN_FORCE = Sign(_("有效"), "check", "good")
NOT_NOW = Sign(_("不在期限内"), "clock", "quiet")


def kinds() -> list[tuple[str, str]]:
    """Name every pilot in the reader's language."""
    return [
        (kind, formats.either(it["chinese"], it["english"]))
        for kind, it in pilots().items()
    ]


class LeaveForm(forms.Form):
    """批准内容 Which firm, which pilot, from when until when, and why."""

    firm = forms.CharField(
        label=_("电商企业代码"), max_length=18, widget=forms.TextInput(TEXT)
    )
    kind = forms.ChoiceField(label=_("试点"), choices=kinds, widget=forms.Select(TAKEN))
    effective = forms.DateField(
        label=_("自"), widget=forms.DateInput(DATES, "%Y-%m-%d")
    )
    until = forms.DateField(label=_("至"), widget=forms.DateInput(DATES, "%Y-%m-%d"))
    reason = ReasonField(label=_("理由"), widget=forms.TextInput(TEXT))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRow:
    """资格行 One leave in the words of the page."""

    number: int
    firm: str
    kind: str
    days: str
    sign: Sign
    reason: str
    ends: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /pilots/: give a leave, withdraw one, or see them all."""
    form = LeaveForm(request.POST if "firm" in request.POST else None)
    if request.method == "POST":
        with counter() as desk:
            done = acted(request, desk, form)
        if done:
            return redirect("pilots")
    with counter() as desk:
        leaves = desk.rooms.goods.leaves()
    day = today()
    opened = profile_on(settings.PROFILE, day).pilots
    told = {
        "kinds": [(word, kind in opened) for kind, word in kinds()],
        "rows": [row(it) for it in leaves],
        "form": form if form.is_bound else LeaveForm(initial={"effective": day}),
    }
    return render(request, "officer/pilots.html", told)


def acted(request: HttpRequest, desk: Counter, form: LeaveForm) -> bool:
    """Withdraw the leave a button names, or give the one written down; tell if done."""
    account = account_of(request)
    number = request.POST.get("end", "")
    if number.isdecimal():
        by = (account.get_username(), account.organisation)
        if withdraw(desk.rooms, int(number), by, now()):
            messages.success(request, _("试点资格已撤回。"))
        return True
    if form.is_valid():
        try:
            grant(desk.rooms, leave(account, form), account.organisation)
        except BadLeaveError:
            messages.error(request, _("未批准：核对企业代码、起止日期和理由。"))
            return False
        messages.success(request, _("试点资格已批准。"))
        return True
    messages.error(request, _("未批准：核对企业代码、起止日期和理由。"))
    return False


def leave(account: Account, form: LeaveForm) -> Leave:
    """Read the leave that was written down."""
    said = form.cleaned_data
    return Leave(**said, by=account.get_username(), at=now())


def row(it: Leave) -> LeaveRow:
    """Say a leave in the words of the page."""
    day = today()
    runs = it.effective <= day <= it.until
    return LeaveRow(
        number=it.id,
        firm=it.firm,
        kind=dict(kinds()).get(it.kind, it.kind),
        days=f"{formats.day(it.effective)} – {formats.day(it.until)}",
        sign=IN_FORCE if runs else NOT_NOW,
        reason=it.reason,
        ends=it.until >= day,
    )
