"""复核 What waits for a second person of one's agency, and one's word on it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tongguan.journeys.two_persons import (
    CONFIRM,
    DECLINE,
    WITHDRAW,
    Wish,
    settle,
)
from tongguan.plumbing.clock import now
from tongguan.plumbing.people.reasons import Said
from tongguan.portal.counter import account_of, counter, person_of
from tongguan.portal.officer.acting import MOVED_ON, REFUSALS, why
from tongguan.portal.proposals import present_proposal
from tongguan.portal.reasons import bounds, now_allowed


def show(request: HttpRequest) -> HttpResponse:
    """GET /confirmations/."""
    person = person_of(account_of(request))
    with counter() as desk:
        found = desk.rooms.offices.confirmations.latest(person.post)
    lines = [present_proposal(one, person) for one in found]
    words = {
        "mine": [it for it in lines if it.may_confirm],
        "own": [it for it in lines if it.may_withdraw],
        "past": [it for it in lines if not (it.may_confirm or it.may_withdraw)],
    }
    return render(request, "officer/confirmations.html", words)


def speak(request: HttpRequest, number: int) -> HttpResponse:
    """POST /confirmations/{number}/ — confirm, decline with a word, or withdraw."""
    move, word = request.POST.get("move", ""), request.POST.get("word", "").strip()
    back = redirect("confirmations")
    if move not in {CONFIRM, DECLINE, WITHDRAW}:
        return back
    allowed = now_allowed(Said.REASON)
    if move == DECLINE and not allowed.fit(word):
        messages.error(
            request,
            gettext("不同意须写明理由（%(least)d 至 %(most)d 字）。") % bounds(),
        )
        return back
    wish = Wish(move, word[: allowed.most], person_of(account_of(request)))
    try:
        with counter() as desk:
            settle(desk.rooms, number, wish, now())
    except REFUSALS as refused:
        messages.error(request, why(refused))
        if isinstance(refused, MOVED_ON):
            lapse(number)
        return back
    said = {
        CONFIRM: gettext("已复核并办理。"),
        DECLINE: gettext("已记录不同意，事项未办理。"),
        WITHDRAW: gettext("已撤回。"),
    }
    messages.success(request, said[move])
    return back


def lapse(number: int) -> None:
    """Let go of what can't be done any more, after its transaction was undone."""
    with counter() as desk:
        desk.rooms.offices.confirmations.lapse(
            number, "状态已变化 Its state has changed", now()
        )
