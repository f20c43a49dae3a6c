"""处置 An officer's decision on one list, with a reason that is always asked for."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongguan.journeys.search import find_list
from tongguan.journeys.two_persons import OVERRULE, Wish, decide, let_go_on
from tongguan.plumbing.clock import now
from tongguan.plumbing.confirmations.model import Proposal
from tongguan.portal.counter import Counter, account_of, person_of, viewer_of
from tongguan.portal.officer.acting import tried
from tongguan.portal.reasons import ReasonField, bounds
from tongguan.portal.words import MOVES


class ReasonForm(forms.Form):
    """理由 Why an officer decides as they do."""

    reason = ReasonField()


class RulingForm(ReasonForm):
    """裁定 The move and its reason."""

    move = forms.ChoiceField(choices=[(name, name) for name in MOVES])


def rule(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/decide/."""
    return decided(request, number, RulingForm(request.POST))


def go_on(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/overrule/."""
    return decided(request, number, ReasonForm(request.POST))


def decided(request: HttpRequest, number: str, form: ReasonForm) -> HttpResponse:
    """Carry a decision out or propose it; say what became of it, on the list's page."""
    back = redirect("declaration", number=number)
    if not form.is_valid():
        messages.error(
            request, _("须写明处置理由（%(least)d 至 %(most)d 字）。") % bounds()
        )
        return back
    move = form.cleaned_data.get("move", OVERRULE)
    wish = Wish(move, form.cleaned_data["reason"], person_of(account_of(request)))

    def act(desk: Counter) -> Proposal | None:
        row = find_list(desk.board, viewer_of(account_of(request)), number)
        if row is None:
            raise Http404
        way = let_go_on if move == OVERRULE else decide
        return way(desk.rooms, (row.paper, number), wish, now())

    proposal, refused = tried(act)
    tell(request, move, proposal, refused)
    return back


def tell(
    request: HttpRequest, move: str, proposal: Proposal | None, refused: str
) -> None:
    """Say what became of a decision: refused, put before a second person, or done."""
    if refused:
        messages.error(request, refused)
    elif proposal is not None:
        messages.warning(request, _("已提交，须由同部门另一人复核后生效。"))
    elif move == OVERRULE:
        messages.success(request, _("已准予申报，转人工审核。"))
    else:
        done = _("已办理：%(move)s") % {"move": MOVES[move]}
        messages.success(request, done)
