"""发布公告 The operator writes an announcement, a newer version of one, or ends it."""

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.plumbing.announcements.model import Announcement, Severity
from tongguan.plumbing.clock import now
from tongguan.plumbing.journal.store import Line
from tongguan.portal.announcing import KNOWN, SIGNS
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.words import POSTS

TEXT, TAKEN = {"class": "form-control"}, {"class": "form-select"}
WHEN = {"class": "form-control", "type": "datetime-local"}
MINUTE = "%Y-%m-%dT%H:%M"
LONGEST = 4000


class AnnouncementForm(forms.Form):
    """公告内容 What it says in both languages, how grave, to whom, from when on."""

    chinese_title = forms.CharField(
        label=_("标题（中文）"), max_length=80, widget=forms.TextInput(TEXT)
    )
    english_title = forms.CharField(
        label=_("标题（英文）"), max_length=120, widget=forms.TextInput(TEXT)
    )
    chinese = forms.CharField(
        label=_("正文（中文）"),
        max_length=LONGEST,
        widget=forms.Textarea(TEXT | {"rows": 4}),
    )
    english = forms.CharField(
        label=_("正文（英文）"),
        max_length=LONGEST,
        widget=forms.Textarea(TEXT | {"rows": 4}),
    )
    severity = forms.ChoiceField(
        label=_("级别"),
        choices=[(it.value, sign.word) for it, sign in SIGNS.items()],
        widget=forms.Select(TAKEN),
    )
    audience = forms.MultipleChoiceField(
        label=_("对象（不选为所有人）"),
        required=False,
        choices=list(POSTS.items()),
        widget=forms.SelectMultiple(TAKEN | {"size": 6}),
    )
    begins = forms.DateTimeField(
        label=_("自"), widget=forms.DateTimeInput(WHEN, MINUTE)
    )
    until = forms.DateTimeField(
        label=_("至（不填为长期）"),
        required=False,
        widget=forms.DateTimeInput(WHEN, MINUTE),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def clean(self) -> dict[str, Any]:
        """Refuse what ends before it begins."""
        said: dict[str, Any] = super().clean() or {}
        begins, until = said.get("begins"), said.get("until")
        if begins and until and until <= begins:
            self.add_error("until", _("须晚于开始时间。"))
        return said


def write(request: HttpRequest, number: int = 0) -> HttpResponse:
    """GET or POST /announcements/write/ or …/{number}/write/."""
    former = latest_of(number) if number else None
    if request.method == "POST":
        form = AnnouncementForm(request.POST)
        if form.is_valid():
            told = written(request, version_of(request, form, number))
            if told is not None:
                messages.success(request, _("公告已发布。"))
                return redirect("announcement", number=told)
            messages.error(request, _("别人刚改过这份公告；请看过新版后再改。"))
        else:
            messages.error(request, _("未发布：请改正标出的栏目。"))
    else:
        form = AnnouncementForm(initial=values_of(former))
    page = {"form": form, "number": number}
    return render(request, "operator/announce.html", page)


def take_back(request: HttpRequest, number: int) -> HttpResponse:
    """POST /announcements/{number}/take-back/ — it is shown no more."""
    former = latest_of(number)
    ended = replace(
        former,
        version=former.version + 1,
        taken_back=True,
        written_by=account_of(request).get_username(),
        written_at=now(),
    )
    if written(request, ended) is not None:
        messages.success(request, _("公告已撤下。"))
    return redirect("announcement", number=number)


def latest_of(number: int) -> Announcement:
    """Return an announcement as it was written last."""
    with counter() as desk:
        versions = desk.rooms.offices.announcements.versions(number)
    if not versions:
        raise Http404
    return versions[0]


def values_of(former: Announcement | None) -> dict[str, Any]:
    """Return what the form begins with."""
    if former is None:
        return {"begins": now(), "severity": Severity.NOTE.value}
    names = [name for name in AnnouncementForm.base_fields if name != "seen"]
    said = {name: getattr(former, name) for name in names}
    return said | {"audience": list(former.audience), "seen": former.version}


def version_of(
    request: HttpRequest, form: AnnouncementForm, number: int
) -> Announcement:
    """Make a version of what was written down."""
    said = dict(form.cleaned_data)
    seen = said.pop("seen")
    said |= {"severity": Severity(said["severity"])}
    return Announcement(
        number=number,
        version=seen + 1,
        **said | {"audience": tuple(said["audience"])},
        taken_back=False,
        written_by=account_of(request).get_username(),
        written_at=now(),
    )


def written(request: HttpRequest, version: Announcement) -> int | None:
    """Write a version down, and in the journal; show it at once."""
    with counter() as desk:
        told = desk.rooms.offices.announcements.write(version)
        if told is not None:
            note(desk, request, version, told)
    cache.delete(KNOWN)
    return told


def note(
    desk: Counter, request: HttpRequest, version: Announcement, number: int
) -> None:
    """Write down who announced what."""
    account = account_of(request)
    line = Line(
        at=version.written_at,
        actor=account.get_username(),
        organisation=account.organisation,
        action="take-back" if version.taken_back else "announce",
        subject=f"announcement/{number}",
        detail={"version": version.version},
    )
    desk.rooms.journal.append(line)
