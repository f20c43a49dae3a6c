"""复核 What waits for a second person of one's agency, and one's word on it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from tongguan.journeys.two_persons import (
    BATCH,
    CONFIRM,
    DECLINE,
    LIFT,
    OVERRULE,
    WITHDRAW,
    Wish,
    settle,
)
from tongguan.plumbing.clock import now
from tongguan.plumbing.confirmations.lifecycle import ProposalState
from tongguan.plumbing.confirmations.model import Person, Proposal
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.officer.acting import MOVED_ON, REFUSALS, person_of, why
from tongguan.portal.words import MOVES, Sign, Word

WORD_MAX = 200
LEAST = 2
STATES: dict[ProposalState, Sign] = {
    ProposalState.PROPOSED: Sign(_("待复核"), "clock", "warn"),
    ProposalState.CONFIRMED: Sign(_("已复核"), "check", "good"),
    ProposalState.DECLINED: Sign(_("不同意"), "cross", "bad"),
    ProposalState.WITHDRAWN: Sign(_("已撤回"), "back", "quiet"),
    ProposalState.LAPSED: Sign(_("已失效"), "clock", "quiet"),
}
WORDS: dict[str, Word] = {OVERRULE: _("准予申报"), LIFT: _("解除布控")}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """复核行 One proposal, who made it, and what this person may say to it."""

    number: int
    move: Word
    shown: str
    url: str
    papers: int
    reason: str
    first: str
    first_at: str
    age: str
    sign: Sign
    second: str
    second_at: str
    word: str
    may_confirm: bool
    may_withdraw: bool


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """GET /confirmations/."""
    person = person_of(account_of(request))
    with counter() as desk:
        found = desk.rooms.offices.confirmations.latest(person.post)
    lines = [present(one, person) for one in found]
    words = {
        "mine": [it for it in lines if it.may_confirm],
        "own": [it for it in lines if it.may_withdraw],
        "past": [it for it in lines if not (it.may_confirm or it.may_withdraw)],
    }
    return render(request, "officer/confirmations.html", words)


@require_POST
def speak(request: HttpRequest, number: int) -> HttpResponse:
    """POST /confirmations/{number}/ — confirm, decline with a word, or withdraw."""
    move, word = request.POST.get("move", ""), request.POST.get("word", "").strip()
    back = redirect("confirmations")
    if move not in {CONFIRM, DECLINE, WITHDRAW}:
        return back
    if move == DECLINE and not LEAST <= len(word) <= WORD_MAX:
        messages.error(request, gettext("不同意须写明理由（2 至 200 字）。"))
        return back
    wish = Wish(move, word[:WORD_MAX], person_of(account_of(request)))
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


def present(one: Proposal, person: Person) -> ProposalLine:
    """Say a proposal in the words of the page."""
    waits = one.state is ProposalState.PROPOSED
    is_list = one.subject.startswith("paper/")
    return ProposalLine(
        number=one.number,
        move=WORDS.get(one.move) or MOVES.get(one.move, one.move),
        shown=one.shown,
        url=reverse("declaration", args=[one.shown]) if is_list else "",
        papers=len(one.papers) if one.subject.startswith(BATCH) else 0,
        reason=one.reason,
        first=one.first,
        first_at=formats.instant(one.first_at),
        age=formats.age(int((now() - one.first_at).total_seconds())),
        sign=STATES[one.state],
        second=one.second,
        second_at=formats.instant(one.second_at) if one.second_at else "",
        word=one.word,
        may_confirm=waits and one.first != person.name,
        may_withdraw=waits and one.first == person.name,
    )
