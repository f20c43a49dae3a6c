"""备案申请 Anybody applies to be filed, and sees by the number how it goes.

The number is long and drawn by lot: whoever holds it is the applicant.
"""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.commerce.operator_filing.lifecycle import OVER, FilingState
from tongguan.commerce.operator_filing.model import (
    Filing,
    Kind,
    Particulars,
    read_particulars,
)
from tongguan.commerce.operator_filing.store import FilingTakenError
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.filing_file import filing_file
from tongguan.journeys.operator_filing import Decision, Person, UnfitFilingError
from tongguan.kit.checks import Finding
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.model import Post
from tongguan.portal.counter import Counter, counter
from tongguan.portal.filing_form import FilingForm, kinds, said
from tongguan.portal.filings import present

APPLICANT = "applicant"
MOVED_ON = _("备案已不在原来的状态，未办理；现状见本页。")


def person_of(request: HttpRequest) -> Person:
    """Say who acts: somebody signed in, or an applicant."""
    user: Any = request.user
    if not user.is_authenticated:
        return Person(name=APPLICANT)
    return Person(
        name=user.get_username(), organisation=user.organisation, post=user.post
    )


def kind_of(request: HttpRequest) -> Kind:
    """Read which kind of operator the form is for."""
    named = request.GET.get("kind", "")
    return Kind(named) if named in list(Kind) else Kind.FIRM


def apply(request: HttpRequest) -> HttpResponse:
    """GET or POST /filing/apply/: apply, or keep what is written so far.

    `?from=NUMBER` goes on with a draft, or takes over what was refused.
    """
    with counter() as desk:
        before = desk.rooms.operators.find(request.GET.get("from", ""))
        known = _known(desk, request, before)
    kind = kind_of(request) if "kind" in request.GET or known is None else known.kind
    draft = before if before and before.state is FilingState.DRAFT else None
    findings: list[Finding] = []
    form = FilingForm(kind, initial=_initial(known))
    if request.method == "POST":
        form = FilingForm(kind, request.POST)
        says = written(request, kind)
        try:
            return redirect("filing-status", number=_kept(request, says, draft).number)
        except UnfitFilingError as unfit:
            findings = list(unfit.findings)
    return render(request, "public/apply.html", page(form, kind, findings))


def written(request: HttpRequest, kind: Kind) -> Particulars:
    """Read what was written into the form."""
    texts: dict[str, Any] = {
        name: request.POST.getlist(name)
        if name in {"roles", "directions"}
        else request.POST.get(name, "")
        for name in FilingForm(kind).fields
    }
    return read_particulars(texts | {"kind": kind.value}, today())


def page(form: FilingForm, kind: Kind, findings: list[Finding]) -> dict[str, Any]:
    """Put the form into words; what belongs to none of its entries stands above."""
    lines = form.lines(findings)
    above = [
        said(it)
        for it in findings
        if it.difference is None or it.difference.place.field not in form.fields
    ]
    return {
        "kind": kind.value,
        "kinds": kinds(),
        "lines": lines,
        "above": above,
        "count": len(findings),
    }


def _known(
    desk: Counter, request: HttpRequest, before: Filing | None
) -> Particulars | None:
    """Say what need not be typed again: a draft, or what a refused one said.

    A firm that is on the register already starts with what the register has of it.
    """
    person = person_of(request)
    if before is not None and before.state in {FilingState.DRAFT, *OVER}:
        says = desk.rooms.operators.versions(before)[-1].says
        return says if before.state is FilingState.DRAFT else says.unsecret()
    firm = desk.rooms.enterprises.registry([person.organisation]).get(
        person.organisation
    )
    if person.post != Post.DECLARANT or firm is None:
        return None
    (credit_code,) = desk.rooms.enterprises.credit_codes([firm.code]) or ("",)
    held = desk.rooms.enterprises.addresses_of([firm.code]).get(firm.code, [])
    words = {
        "code": credit_code,
        "customs_code": firm.code if firm.code != credit_code else "",
        "name": firm.name,
        "roles": sorted(firm.roles),
        "address": held[0].address if held else "",
    }
    return read_particulars(words, today())


def _initial(known: Particulars | None) -> dict[str, Any]:
    names = Particulars.__dataclass_fields__
    return {} if known is None else {name: getattr(known, name) for name in names}


def _kept(request: HttpRequest, says: Particulars, draft: Filing | None) -> Filing:
    act = journey.save if "save" in request.POST else journey.apply
    with counter() as desk:
        return act(desk.rooms, says, person_of(request), now(), draft=draft)


def status(request: HttpRequest, number: str) -> HttpResponse:
    """GET or POST /filing/NUMBER/: how an application goes; POST takes it back."""
    if request.method == "POST":
        take_back(request, number)
        return redirect("filing-status", number=number)
    with counter() as desk:
        filing = desk.rooms.operators.find(number)
        if filing is None:
            raise Http404
        words = present(filing_file(desk.rooms, filing))
    again = filing.state in {FilingState.DRAFT, *OVER}
    return render(request, "public/filing_status.html", words | {"again": again})


def take_back(request: HttpRequest, number: str) -> None:
    """Withdraw what was handed in; tell the applicant what became of it."""
    decision = Decision(move="withdraw", reason=request.POST.get("reason", ""))
    try:
        with counter() as desk:
            journey.withdraw(desk.rooms, number, decision, person_of(request), now())
    except (IllegalMoveError, FilingTakenError, LookupError):
        messages.error(request, MOVED_ON)
    else:
        messages.success(request, _("已撤回。"))
