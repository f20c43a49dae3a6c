"""处置 An officer's decision on one list, with a reason that is always asked for."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongguan.journeys.officer import act
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.journeys.search import find_list
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.tables import Account
from tongguan.plumbing.ledger.store import OverdrawnError
from tongguan.portal.counter import account_of, counter, viewer_of
from tongguan.portal.formats import either
from tongguan.portal.words import MOVES

REASON_MAX = 200


class ReasonForm(forms.Form):
    """理由 Why an officer decides as they do."""

    reason = forms.CharField(min_length=2, max_length=REASON_MAX)


class RulingForm(ReasonForm):
    """裁定 The move and its reason."""

    move = forms.ChoiceField(choices=[(name, name) for name in MOVES])


@require_POST
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/decide/."""
    form, account = RulingForm(request.POST), account_of(request)
    if not form.is_valid():
        messages.error(request, _("须写明处置理由（2 至 200 字）。"))
        return redirect("declaration", number=number)
    ruling = Ruling(
        move=form.cleaned_data["move"],
        reason=form.cleaned_data["reason"],
        officer=account.get_username(),
        organisation=account.organisation,
    )
    if refused := carried_out(account, number, ruling):
        messages.error(request, refused)
    else:
        done = _("已办理：%(move)s") % {"move": MOVES[ruling.move]}
        messages.success(request, done)
    return redirect("declaration", number=number)


def carried_out(account: Account, number: str, ruling: Ruling) -> str:
    """Carry a ruling out in one transaction; say why not, or nothing."""
    try:
        with counter() as desk:
            row = find_list(desk.board, viewer_of(account), number)
            if row is None:
                raise Http404
            act(desk.rooms, row.paper, ruling, now())
    except (IllegalMoveError, NoSuchCaseError):
        return _("清单状态已变化，未办理。刷新后按当前状态处置。")
    except OverdrawnError:
        return _("账户余额不足，未办理。")
    except RefusedError as refused:
        return "；".join(either(f.chinese(), f.english()) for f in refused.findings)
    return ""
