"""我的备案 What a firm has on file: versions compared, notes of agencies, changes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.commerce.operator_filing.lifecycle import FILING, Actor
from tongguan.commerce.operator_filing.model import Kind, Particulars
from tongguan.commerce.operator_filing.store import FilingTakenError
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.filing_file import filing_file
from tongguan.journeys.operator_filing import Decision, UnfitFilingError
from tongguan.kit.checks import Finding
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now
from tongguan.portal.counter import account_of, counter
from tongguan.portal.filing_form import FilingForm
from tongguan.portal.filings import present
from tongguan.portal.public.applying import MOVED_ON, page, person_of, written


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /filing/: one's own filing; POST takes a change back, or gives up."""
    firm = account_of(request).organisation
    with counter() as desk:
        filing = desk.rooms.operators.of_firm(firm)
        if filing is None:
            return redirect("filing-apply")
        words: dict[str, Any] = present(filing_file(desk.rooms, filing))
    if request.method == "POST":
        take_back(request, filing.number)
        return redirect("filing")
    words["may_change"] = FILING.allows(filing.state, "change", by=Actor.FIRM)
    return render(request, "declarant/filing.html", words)


def take_back(request: HttpRequest, number: str) -> None:
    """Withdraw a change, or cancel the filing, as the button says."""
    said = Decision(
        move=request.POST.get("move", ""), reason=request.POST.get("reason", "")
    )
    try:
        with counter() as desk:
            journey.withdraw(desk.rooms, number, said, person_of(request), now())
    except (IllegalMoveError, FilingTakenError):
        messages.error(request, MOVED_ON)
    else:
        messages.success(request, _("已办理。"))


def change(request: HttpRequest) -> HttpResponse:
    """GET or POST /filing/change/: hand in a change of what is on file."""
    with counter() as desk:
        filing = desk.rooms.operators.of_firm(account_of(request).organisation)
        if filing is None:
            return redirect("filing-apply")
        says = filing_file(desk.rooms, filing).in_force.says
    kind = says.kind
    findings: list[Finding] = []
    form = FilingForm(kind, initial=_initial(says))
    if request.method == "POST":
        form = FilingForm(kind, request.POST)
        try:
            return _changed(request, filing.number, kind)
        except UnfitFilingError as unfit:
            findings = list(unfit.findings)
        except (IllegalMoveError, FilingTakenError):
            messages.error(request, MOVED_ON)
            return redirect("filing")
    words = page(form, kind, findings) | {"changes": True}
    return render(request, "public/apply.html", words)


def _changed(request: HttpRequest, number: str, kind: Kind) -> HttpResponse:
    says, by = written(request, kind), person_of(request)
    with counter() as desk:
        journey.change(desk.rooms, number, says, by, now())
    messages.success(request, _("变更已提交；核验期间原备案继续有效。"))
    return redirect("filing")


def _initial(says: Particulars) -> dict[str, Any]:
    return {name: getattr(says, name) for name in Particulars.__dataclass_fields__}
