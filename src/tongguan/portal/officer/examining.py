"""查验记录 Both agencies' results on one list, and the cases that follow."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tongguan.customs.board.model import ListRow
from tongguan.customs.control.lifecycle import CaseState
from tongguan.customs.control.model import (
    Agency,
    EnforcementCase,
    Examined,
    Result,
)
from tongguan.journeys import control
from tongguan.journeys.control import BadOrderError, NoSuchOrderError, Opening
from tongguan.journeys.search import find_list
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, viewer_of
from tongguan.portal.officer.controlling import AGENCIES, REASON_MAX, TAKEN, TEXT
from tongguan.portal.words import Sign, Word

RESULTS: dict[Result, Word] = {
    Result.PASSED: _("相符"),
    Result.DIFFERED: _("不符"),
    Result.SEIZED: _("扣留"),
    Result.RETURNED: _("退运"),
}
KINDS: dict[str, Word] = {"seizure": _("扣留"), "return": _("退运")}
SIGNS: dict[CaseState, Sign] = {
    CaseState.OPENED: Sign(_("已立案"), "alert", "warn"),
    CaseState.CLOSED: Sign(_("已结案"), "check", "good"),
}


class OpeningForm(forms.Form):
    """查验结果 Whose result it is, what was found, and how."""

    agency = forms.ChoiceField(
        label=_("部门"), choices=list(AGENCIES.items()), widget=forms.Select(TAKEN)
    )
    result = forms.ChoiceField(
        label=_("结果"), choices=list(RESULTS.items()), widget=forms.Select(TAKEN)
    )
    note = forms.CharField(
        label=_("说明"),
        min_length=2,
        max_length=REASON_MAX,
        widget=forms.TextInput(TEXT),
    )


@dataclass(frozen=True, slots=True)
class CaseRow:
    """案件行 One case in the words of the page."""

    number: str
    sign: Sign
    kind: Word
    reason: str
    outcome: str
    open: bool


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, number: str) -> HttpResponse:
    """GET or POST /declarations/{number}/examination/ — POST writes a result."""
    account = account_of(request)
    if request.method == "POST":
        write(request, account, number)
        return redirect("examination", number=number)
    with counter() as desk:
        row = get_row(desk, account, number)
        record = desk.rooms.controls.record_of(row.paper, row.version)
        cases = desk.rooms.controls.cases(row.paper)
    words = {
        "number": number,
        "form": OpeningForm(),
        "record": [present(one) for one in record],
        "cases": [present_case(one) for one in cases],
    }
    return render(request, "officer/examination.html", words)


def get_row(desk: Counter, account: Account, number: str) -> ListRow:
    """Return the list, or answer as if it were not there."""
    row = find_list(desk.board, viewer_of(account), number)
    if row is None:
        raise Http404
    return row


def write(request: HttpRequest, account: Account, number: str) -> None:
    """Write one agency's result; tell the officer what became of it."""
    form = OpeningForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("须写明查验说明（2 至 200 字）。"))
        return
    said = form.cleaned_data
    opening = Opening(
        agency=Agency(said["agency"]), result=Result(said["result"]), note=said["note"]
    )
    try:
        with counter() as desk:
            row = get_row(desk, account, number)
            control.examine(desk.rooms, row.paper, opening, officer(account), now())
    except IllegalMoveError:
        messages.error(request, _("清单不在查验中，未登记。"))
    else:
        messages.success(request, _("已登记查验结果。"))


@require_POST
def close(request: HttpRequest, case: str) -> HttpResponse:
    """POST /cases/{case}/close/."""
    account, outcome = account_of(request), request.POST.get("outcome", "")
    try:
        with counter() as desk:
            control.close_case(
                desk.rooms, case, outcome[:REASON_MAX], officer(account), now()
            )
    except (NoSuchOrderError, BadOrderError):
        messages.error(request, _("案件未结：须写明处理结果，且案件未曾结案。"))
    else:
        messages.success(request, _("已结案。"))
    number = request.POST.get("number", "")
    return redirect("examination", number=number) if number else redirect("control")


def officer(account: Account) -> control.Officer:
    """Say who acts."""
    return control.Officer(
        name=account.get_username(), organisation=account.organisation
    )


def present(one: Examined) -> dict[str, Any]:
    """Say one result in the words of the page."""
    return {
        "agency": AGENCIES[one.agency],
        "result": RESULTS[one.result],
        "note": one.note,
        "officer": one.officer,
        "at": formats.instant(one.at),
    }


def present_case(one: EnforcementCase) -> CaseRow:
    """Say one case in the words of the page."""
    return CaseRow(
        one.number,
        SIGNS[one.state],
        KINDS.get(one.kind, one.kind),
        one.reason,
        one.outcome,
        one.state is CaseState.OPENED,
    )
