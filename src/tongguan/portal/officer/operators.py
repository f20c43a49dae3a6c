"""主体备案 Operators as agencies see them: one record, a queue, decisions and notes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.commerce.operator_filing.law import decides
from tongguan.commerce.operator_filing.lifecycle import (
    FILING,
    TO_DECIDE,
    Actor,
    FilingState,
)
from tongguan.commerce.operator_filing.store import FilingTakenError
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.filing_file import filing_file
from tongguan.journeys.looking import NoPurposeError, look_at_filing
from tongguan.journeys.operator_filing import Decision, NoSuchFilingError
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now, today
from tongguan.portal.counter import account_of, counter
from tongguan.portal.counter import person_of as looker
from tongguan.portal.examinations import purpose_choices
from tongguan.portal.filing_form import roles
from tongguan.portal.filings import MOVES, STATES, TONES, note_choices, present, row
from tongguan.portal.officer.deciding import ReasonForm
from tongguan.portal.officer.revealing import asked_ground
from tongguan.portal.public.applying import MOVED_ON, person_of
from tongguan.portal.reasons import bounds
from tongguan.trade.registry import Role

HANDED_IN = [it for it in STATES if it is not FilingState.DRAFT]
TO_DO, EVERY = "to_do", "every"


class DecisionForm(ReasonForm):
    """处理 Which move, and why."""

    move = forms.ChoiceField(choices=list(MOVES.items()))


class NoteForm(forms.Form):
    """标注 What is written beside a filing, and from when on it holds."""

    kind = forms.CharField()
    value = forms.CharField(max_length=200)
    effective = forms.DateField()


def show(request: HttpRequest) -> HttpResponse:
    """GET /operators/: what waits for an officer, or every filing by a filter."""
    asked = request.GET.get("state", TO_DO)
    states = _states(asked)
    role = request.GET.get("role", "")
    text = request.GET.get("text", "").strip()
    with counter() as desk:
        counts = desk.rooms.operators.counted()
        found = desk.rooms.operators.found(states, text, role)
    waiting = sum(counts.get(state, 0) for state in TO_DECIDE)
    words = {
        "rows": [row(it) for it in found],
        "asked": asked,
        "role": role,
        "text": text,
        "waiting": waiting,
        "states": [(it.value, STATES[it].word, counts.get(it, 0)) for it in HANDED_IN],
        "roles": roles(role.value for role in Role),
    }
    return render(request, "officer/operators.html", words)


def _states(asked: str) -> list[FilingState]:
    if asked == TO_DO:
        return list(TO_DECIDE)
    return [it for it in HANDED_IN if asked in {it.value, EVERY}]


def show_one(request: HttpRequest, number: str) -> HttpResponse:
    """GET /operators/NUMBER/: the record every agency sees."""
    return _page(request, number)


def _page(request: HttpRequest, number: str, *, revealed: bool = False) -> HttpResponse:
    post = account_of(request).post
    with counter() as desk:
        filing = desk.rooms.operators.find(number)
        if filing is None:
            raise Http404
        file = filing_file(desk.rooms, filing)
    words: dict[str, Any] = present(file, by_agency=True, revealed=revealed)
    moves = FILING.open_to(filing.state, Actor.OFFICER) if decides(post) else ()
    words |= {
        "moves": [
            {"name": it, "word": MOVES[it], "tone": TONES.get(it, "")} for it in moves
        ],
        "writes": note_choices(post),
        "today": today(),
        "decides": decides(post),
        "revealed": revealed,
        "purposes": purpose_choices(now()),
    }
    return render(request, "officer/operator.html", words)


def decide(request: HttpRequest, number: str) -> HttpResponse:
    """POST /operators/NUMBER/decide/: file, refuse, suspend, restore or cancel."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("须写明处置理由（%(least)d 至 %(most)d 字）。") % bounds()
        )
        return redirect("operator", number=number)
    said = form.cleaned_data
    decision = Decision(move=said["move"], reason=said["reason"])
    try:
        with counter() as desk:
            journey.decide(desk.rooms, number, decision, person_of(request), now())
    except NoSuchFilingError:
        raise Http404 from None
    except (IllegalMoveError, FilingTakenError):
        messages.error(request, MOVED_ON)
    else:
        messages.success(request, _("已办理。"))
    return redirect("operator", number=number)


def annotate(request: HttpRequest, number: str) -> HttpResponse:
    """POST /operators/NUMBER/note/: write beside a filing what one's agency has."""
    form = NoteForm(request.POST)
    done = False
    if form.is_valid():
        said = form.cleaned_data
        try:
            with counter() as desk:
                done = journey.annotate(
                    desk.rooms,
                    number,
                    said["kind"],
                    (said["value"].strip(), said["effective"]),
                    (person_of(request), now()),
                )
        except NoSuchFilingError:
            raise Http404 from None
    if done:
        messages.success(request, _("已标注。"))
    else:
        messages.error(request, _("未标注：内容不符合该项的写法，或不属本部门。"))
    return redirect("operator", number=number)


def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """POST /operators/NUMBER/reveal/: in full, after the look is written down."""
    try:
        ground = asked_ground(request)
    except NoPurposeError:
        return redirect("operator", number=number)
    with counter() as desk:
        filing = desk.rooms.operators.find(number)
        if filing is None:
            raise Http404
        look_at_filing(desk.rooms, filing, ground, looker(account_of(request)), now())
    return _page(request, number, revealed=True)
