"""调取支付数据 An officer asks the platform for the raw data of a list's payment."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tongguan.journeys.payment_data import ask as ask_platform
from tongguan.plumbing.clock import now
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.cases import get_case


def ask(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/payment-data/."""
    account = account_of(request)
    with counter() as desk:
        line = get_case(desk, account, number).row
        by = account.get_username()
        ask_platform(desk.rooms, line.platform_code, line.order_number, by, now())
    messages.success(request, _("已向电商平台调取支付原始数据。"))
    return redirect("payment-data")
