"""委托授权 Who acts for a firm, and for whom it acts: given and ended."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.commerce.enterprise.mandates import BadMandateError, read_mandate
from tongguan.commerce.enterprise.model import Act, Mandate
from tongguan.journeys import mandates
from tongguan.journeys.mandates import Giver
from tongguan.plumbing.clock import now, today
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.words import PAPERS, Sign, Word

ACTS: dict[Act, Word] = {
    Act.LODGE: _("新增申报"),
    Act.AMEND: _("变更"),
    Act.CANCEL: _("删除与撤销"),
    Act.RECEIVE: _("接收回执与抄送"),
}
ALL_PAPERS = _("全部单证")
IN_FORCE = Sign(_("有效"), "check", "good")
TO_COME = Sign(_("未到起期"), "clock", "quiet")
PAST = Sign(_("已过期"), "clock", "warn")
ENDED = Sign(_("已终止"), "cross", "quiet")
DAY = {"type": "date", "class": "form-control"}
TEXT = {"class": "form-control"}


class MandateForm(forms.Form):
    """委托内容 Whom a firm lets act for it, in what, and from when until when."""

    agent = forms.CharField(
        label=_("受托人代码"), max_length=18, widget=forms.TextInput(TEXT)
    )
    effective = forms.DateField(label=_("自"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    until = forms.DateField(label=_("至"), widget=forms.DateInput(DAY, "%Y-%m-%d"))
    acts = forms.MultipleChoiceField(
        label=_("事项"),
        choices=[(act.value, word) for act, word in ACTS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    papers = forms.MultipleChoiceField(
        label=_("单证（不选为全部）"),
        required=False,
        choices=list(PAPERS.items()),
        widget=forms.SelectMultiple(TEXT | {"size": 4}),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateRow:
    """委托行 One mandate in the words of the table."""

    number: int
    other: str
    acts: tuple[Word, ...]
    papers: tuple[Word, ...]
    days: str
    sign: Sign
    ends: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /mandates/: give a mandate, end one, or see them all."""
    firm = account_of(request).organisation
    form = MandateForm(request.POST if "agent" in request.POST else None)
    if request.method == "POST":
        with counter() as desk:
            done = acted(request, desk, form)
        if done:
            return redirect("mandates")
    with counter() as desk:
        found = desk.rooms.enterprises.mandates_of(firm)
    day = today()
    empty = {"effective": day, "until": date(day.year, 12, 31), "acts": list(Act)}
    words = {
        "given": [row(it, it.agent, day) for it in found if it.principal == firm],
        "held": [row(it, it.principal, day) for it in found if it.agent == firm],
        "agent_word": _("受托人代码"),
        "principal_word": _("委托人代码"),
        "form": form if form.is_bound else MandateForm(initial=empty),
    }
    return render(request, "declarant/mandates.html", words)


def acted(request: HttpRequest, desk: Counter, form: MandateForm) -> bool:
    """End the mandate a button names, or give the one written down; tell if done."""
    account = account_of(request)
    giver = Giver(name=account.get_username(), firm=account.organisation)
    number = request.POST.get("end", "")
    if number.isdecimal():
        if mandates.end(desk.rooms, int(number), giver, now()):
            messages.success(request, _("委托已终止，此后不再有效。"))
        return True
    if not form.is_valid():
        messages.error(request, _("未登记：请核对各栏目。"))
        return False
    said = form.cleaned_data
    words = {name: said[name].isoformat() for name in ("effective", "until")}
    words |= {"principal": account.organisation, "agent": said["agent"].strip()}
    try:
        wanted = read_mandate(words | {k: said[k] for k in ("acts", "papers")})
        new = mandates.give(desk.rooms, wanted, giver, now())
    except BadMandateError as trouble:
        for chinese, english in trouble.faults:
            messages.error(request, formats.either(chinese, english))
        return False
    messages.success(request, _("委托已登记。") if new else _("已有相同的有效委托。"))
    return True


def row(one: Mandate, other: str, day: date) -> MandateRow:
    """Say a mandate in the words of the page; the other firm by its code."""
    papers = tuple(PAPERS[kind.value] for kind in sorted(one.papers))
    return MandateRow(
        number=one.id,
        other=other,
        acts=tuple(ACTS[act] for act in Act if act in one.acts),
        papers=papers or (ALL_PAPERS,),
        days=f"{formats.day(one.effective)} – {formats.day(one.until)}",
        sign=sign_of(one, day),
        ends=one.ended_at is None and day <= one.until,
    )


def sign_of(one: Mandate, day: date) -> Sign:
    """Say whether a mandate is in force."""
    if one.ended_at is not None:
        return ENDED
    if one.is_in_force(day):
        return IN_FORCE
    return TO_COME if day < one.effective else PAST
