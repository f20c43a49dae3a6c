"""否认购买 Purchases people say were not theirs: a queue, and each report in full."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongguan.customs.disavowal.lifecycle import DISAVOWAL, OPEN, Actor, DisavowalState
from tongguan.customs.disavowal.model import Disavowal
from tongguan.journeys.control import Officer
from tongguan.journeys.disowning import NotPossibleError, decide
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.consumer.words import REPORTS, STEPS, WHO, WHYS
from tongguan.portal.counter import account_of, counter

TONES = {"uphold": "good", "dismiss": "bad", "inquire": "look"}
STATES = tuple(it for it in DisavowalState if it is not DisavowalState.ABSENT)


def show(request: HttpRequest) -> HttpResponse:
    """GET /disavowals/?state= — those that are due first come first."""
    asked = request.GET.get("state", "")
    states = [it for it in STATES if it == asked or (not asked and it in OPEN)]
    with counter() as desk:
        found = desk.rooms.buyers.disavowals.queue(states)
    words = {
        "rows": [row_of(it, today()) for it in found],
        "tabs": [("", _("待办"), not asked)]
        + [(it.value, REPORTS[it].word, it == asked) for it in STATES],
    }
    return render(request, "officer/disavowals.html", words)


def show_one(request: HttpRequest, report: int) -> HttpResponse:
    """GET and POST /disavowals/{report}/."""
    account = account_of(request)
    if request.method == "POST":
        if refused := decided(request, report, account):
            messages.error(request, refused)
        return redirect("disavowal", report=report)
    with counter() as desk:
        one = desk.rooms.buyers.disavowals.find(report)
        if one is None:
            raise Http404
        steps = desk.rooms.buyers.disavowals.steps(report)
    moves = DISAVOWAL.open_to(one.state, Actor.OFFICER)
    words = {
        **row_of(one, today()),
        "steps": [
            (formats.instant(it.at), STEPS[it.name], WHO[it.actor], it.by, it.words)
            for it in steps
        ],
        "moves": [(name, STEPS[name], TONES[name]) for name in moves],
    }
    return render(request, "officer/disavowal.html", words)


def decided(request: HttpRequest, report: int, account: Account) -> str:
    """Carry out what a button says; say why not, or nothing."""
    ruling = (str(request.POST.get("move", "")), str(request.POST.get("words", "")))
    officer = Officer(name=account.get_username(), organisation=account.organisation)
    try:
        with counter() as desk:
            decide(desk.rooms, report, ruling, officer, now())
    except NotPossibleError as refused:
        return str(WHYS[refused.why])
    except IllegalMoveError:
        return _("状态已变化，未办理。刷新后按当前状态办理。")
    return ""


def row_of(one: Disavowal, day: date) -> dict[str, Any]:
    """Say one report as a row."""
    return {
        "one": one,
        "sign": REPORTS[one.state],
        "value": formats.yuan(one.value_fen),
        "reported": formats.instant(one.reported_at),
        "due": formats.day(one.due_on) if one.is_open else formats.NOTHING,
        "overdue": one.is_open and one.due_on < day,
    }
