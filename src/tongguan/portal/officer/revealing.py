"""查看个人信息 Persons unmasked for one look, once its purpose is written down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongguan.journeys.looking import Ground, NoPurposeError, grounded, look
from tongguan.plumbing.clock import now
from tongguan.portal.counter import account_of, counter, person_of
from tongguan.portal.declarant.cases import answer, get_case


def asked_ground(request: HttpRequest) -> Ground:
    """Read for what somebody looks, or say what is missing and raise NoPurposeError."""
    asked = Ground(request.POST.get("purpose", ""), request.POST.get("reference", ""))
    try:
        return grounded(asked, now())
    except NoPurposeError:
        messages.error(request, _("须选择用途并填写案号（4 至 40 位数字、字母）。"))
        raise


def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/reveal/ — nothing is shown before it is written."""
    account = account_of(request)
    try:
        ground = asked_ground(request)
    except NoPurposeError:
        return redirect("declaration", number=number)
    with counter() as desk:
        masked = get_case(desk, account, number)
        look(desk.rooms, masked.row.paper, ground, person_of(account), now())
        file = get_case(desk, account, number, revealed=True)
        return answer(request, desk, file)
