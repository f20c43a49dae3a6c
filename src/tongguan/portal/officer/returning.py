"""退货审核 Returns that are worth a look, and an officer's word on each."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tongguan.journeys.reviewing import (
    CONCLUDE,
    Reviewed,
    returns_in_review,
    rule_on_return,
)
from tongguan.journeys.ruling import NoSuchCaseError, RefusedError, Ruling
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.formats import either
from tongguan.portal.officer.deciding import RulingForm
from tongguan.portal.reasons import bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnLine:
    """待审退货 One return that waits, in the words of the table."""

    paper: int
    list_number: str
    seller: str
    goods: tuple[str, ...]
    worth: str
    reason: str
    released: str
    since: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /returns/."""
    with counter() as desk:
        waiting = [present(it) for it in returns_in_review(desk.rooms, now())]
    return render(request, "officer/returns.html", {"waiting": waiting})


def present(one: Reviewed) -> ReturnLine:
    """Say one return in the words of the table."""
    asked = one.application
    worth = sum(it.undone.price for it in one.returning.effects())
    return ReturnLine(
        paper=one.standing.id,
        list_number=asked.list_number,
        seller=asked.seller.name,
        goods=tuple(f"{it.name} × {it.quantity.normalize():f}" for it in asked.lines),
        worth=formats.yuan(worth),
        reason=asked.reason,
        released=formats.day(one.returning.released_on),
        since=formats.instant(one.standing.reported_at),
    )


def rule(request: HttpRequest, paper: int) -> HttpResponse:
    """POST /returns/{paper}/."""
    form, account = RulingForm(request.POST), account_of(request)
    if not form.is_valid():
        messages.error(
            request, _("须写明处置理由（%(least)d 至 %(most)d 字）。") % bounds()
        )
        return redirect("returns")
    ruling = Ruling(
        move=form.cleaned_data["move"],
        reason=form.cleaned_data["reason"],
        officer=account.get_username(),
        organisation=account.organisation,
    )
    if refused := carried_out(paper, ruling):
        messages.error(request, refused)
    elif ruling.move == CONCLUDE:
        messages.success(request, _("已同意退货。"))
    else:
        messages.success(request, _("退货申请已退单。"))
    return redirect("returns")


def carried_out(paper: int, ruling: Ruling) -> str:
    """Carry a ruling out in one transaction; say why not, or nothing."""
    try:
        with counter() as desk:
            rule_on_return(desk.rooms, paper, ruling, now())
    except (IllegalMoveError, NoSuchCaseError):
        return _("退货申请状态已变化，未办理。刷新后按当前状态处置。")
    except RefusedError as refused:
        return "；".join(either(f.chinese(), f.english()) for f in refused.findings)
    return ""
