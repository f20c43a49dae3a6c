"""请求更正 The button that asks whoever keeps a paper to correct or to send it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tongguan.gateway.webhooks.pushing import announce
from tongguan.journeys.correcting import ask
from tongguan.plumbing.clock import now
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.cases import get_case


def send(request: HttpRequest, number: str) -> HttpResponse:
    """POST /declarations/{number}/ask/ — ask whoever keeps one paper of the set."""
    account = account_of(request)
    asker = (account.organisation, account.get_username())
    with counter() as desk:
        file = get_case(desk, account, number)
        asked = ask(desk.rooms, file, request.POST.get("paper", ""), asker, now())
        if asked:
            announce(desk.rooms, asked)
    if asked:
        messages.success(request, _("已发出请求，对方在其工作台可见。"))
    else:
        messages.info(request, _("此项已请求过，或已无需请求。"))
    return redirect(reverse("declaration", args=[number]) + "#act-on")
