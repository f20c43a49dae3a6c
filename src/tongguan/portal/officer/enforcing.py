"""案件 What follows a detention or a return, until it is closed with an outcome."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.lifecycle import CaseState
from tongguan.customs.control.model import EnforcementCase
from tongguan.customs.control.rules import BadOrderError
from tongguan.journeys import control
from tongguan.journeys.control import NoSuchOrderError
from tongguan.journeys.two_persons import officer_of
from tongguan.plumbing.clock import now
from tongguan.portal.counter import account_of, counter, person_of
from tongguan.portal.reasons import MOST
from tongguan.portal.words import Sign, Word

KINDS: dict[str, Word] = {"seizure": _("扣留"), "return": _("退运")}
SIGNS: dict[CaseState, Sign] = {
    CaseState.OPENED: Sign(_("已立案"), "alert", "warn"),
    CaseState.CLOSED: Sign(_("已结案"), "check", "good"),
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """案件行 One case in the words of the page."""

    number: str
    sign: Sign
    kind: Word
    reason: str
    outcome: str
    open: bool


def close(request: HttpRequest, case: str) -> HttpResponse:
    """POST /cases/{case}/close/."""
    officer = officer_of(person_of(account_of(request)))
    outcome = request.POST.get("outcome", "")[: MOST()]
    try:
        with counter() as desk:
            control.close_case(desk.rooms, case, outcome, officer, now())
    except (NoSuchOrderError, BadOrderError):
        messages.error(request, _("案件未结：须写明处理结果，且案件未曾结案。"))
    else:
        messages.success(request, _("已结案。"))
    number = request.POST.get("number", "")
    return redirect("examination", number=number) if number else redirect("queue")


def present(one: EnforcementCase) -> CaseRow:
    """Say one case in the words of the page."""
    return CaseRow(
        one.number,
        SIGNS[one.state],
        KINDS.get(one.kind, one.kind),
        one.reason,
        one.outcome,
        one.state is CaseState.OPENED,
    )
