"""查看个人信息 Persons unmasked for one look, after its purpose is in the journal."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tongguan.journeys.case_file import subject
from tongguan.plumbing.clock import now
from tongguan.plumbing.journal.store import Line
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.cases import answer, get_case

PURPOSE_MAX = 200


class PurposeForm(forms.Form):
    """用途 Why persons must be seen."""

    purpose = forms.CharField(min_length=4, max_length=PURPOSE_MAX)


@require_POST
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/reveal/ — nothing is shown before it is written."""
    form, account = PurposeForm(request.POST), account_of(request)
    if not form.is_valid():
        messages.error(request, _("须写明查看用途（4 至 200 字）。"))
        return redirect("declaration", number=number)
    with counter() as desk:
        masked = get_case(desk, account, number)
        desk.rooms.journal.append(
            Line(
                at=now(),
                actor=account.get_username(),
                organisation=account.organisation,
                action="reveal",
                subject=subject(masked.row.paper),
                detail={"purpose": form.cleaned_data["purpose"]},
            )
        )
        file = get_case(desk, account, number, revealed=True)
    return answer(request, file)
