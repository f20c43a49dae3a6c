"""账号审批 The security administrator's page: who is let in, and who may try again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.journeys import people
from tongguan.journeys.people import RefusedError
from tongguan.plumbing.clock import now
from tongguan.plumbing.people.accounts import Asked
from tongguan.plumbing.people.lifecycle import AccountState, Actor
from tongguan.portal import formats
from tongguan.portal.administrator.accounts import name_of, person_named, row
from tongguan.portal.administrator.forms import ReasonForm, SearchForm
from tongguan.portal.counter import counter
from tongguan.portal.oneself.acts import tell
from tongguan.portal.reasons import bounds

SIZE = 100
MOVES = frozenset({"approve", "decline", "suspend"})


def show(request: HttpRequest) -> HttpResponse:
    """GET /approvals/ — accounts that wait, accounts that are locked, all others."""
    looked = SearchForm(request.GET, label_suffix="")
    looked.is_valid()
    asked = {name: value for name, value in looked.cleaned_data.items() if value}
    with counter() as desk:
        accounts = desk.rooms.people.accounts
        waiting = accounts.search(Asked(state=AccountState.PROPOSED, limit=SIZE))
        others = accounts.search(Asked(**asked, limit=SIZE)) if asked else []
        locked = desk.attempts.locked(now())
    words = {
        "waiting": [row(it, Actor.SECURITY) for it in waiting],
        "others": [row(it, Actor.SECURITY) for it in others],
        "search": looked,
        "asked": bool(asked),
        "locked": [
            {
                "username": it.username,
                "failures": it.failures,
                "latest": formats.instant(it.latest),
            }
            for it in locked
        ],
    }
    return render(request, "administrator/approvals.html", words)


def decide(request: HttpRequest, name: str) -> HttpResponse:
    """POST /approvals/{name}/ — approve, decline or suspend, with a reason."""
    reason, move = ReasonForm(request.POST), request.POST.get("move", "")
    if not reason.is_valid() or move not in MOVES:
        messages.error(
            request, _("须写明理由（%(least)d 至 %(most)d 字）。") % bounds()
        )
        return redirect("approvals")
    with counter() as desk:
        on, by = person_named(desk, name), person_named(desk, name_of(request))
        try:
            said = (reason.cleaned_data["reason"], now())
            people.decide(desk.rooms, on, move, by, said)
        except RefusedError as refused:
            tell(request, *refused.faults)
        else:
            messages.success(request, _("已办理。"))
    return redirect("approvals")


def unlock(request: HttpRequest, name: str) -> HttpResponse:
    """POST /approvals/{name}/unlock/ — let somebody try to sign in again."""
    with counter() as desk:
        on = person_named(desk, name)
        people.unlock(desk.rooms, desk.attempts, on.username, name_of(request), now())
    messages.success(request, _("已解锁，可以重新登录。"))
    return redirect("approvals")
