"""准予申报 An officer lets a stopped list go on, with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongguan.journeys.overrule import overrule
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.journeys.search import find_list
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.tables import Account
from tongguan.portal.counter import account_of, counter, viewer_of
from tongguan.portal.formats import either
from tongguan.portal.officer.deciding import ReasonForm


@require_POST
def go_on(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/overrule/."""
    form, account = ReasonForm(request.POST), account_of(request)
    if not form.is_valid():
        messages.error(request, _("须写明处置理由（2 至 200 字）。"))
    elif refused := carried_out(account, number, form.cleaned_data["reason"]):
        messages.error(request, refused)
    else:
        messages.success(request, _("已准予申报，转人工审核。"))
    return redirect("declaration", number=number)


def carried_out(account: Account, number: str, reason: str) -> str:
    """Overrule in one transaction; say why not, or nothing."""
    ruling = Ruling(
        move="overrule",
        reason=reason,
        officer=account.get_username(),
        organisation=account.organisation,
    )
    try:
        with counter() as desk:
            row = find_list(desk.board, viewer_of(account), number)
            if row is None:
                raise Http404
            overrule(desk.rooms, row.paper, ruling, now())
    except NoSuchCaseError:
        return _("清单状态已变化，未办理。刷新后按当前状态处置。")
    except RefusedError as refused:
        return "；".join(either(f.chinese(), f.english()) for f in refused.findings)
    return ""
