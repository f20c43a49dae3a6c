"""改正重报 Fix a rejection in place: your value, what is expected, the change."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tongguan.gateway.chinaport.mending import changed, fields_of, renewed, send_again
from tongguan.journeys.answers import told
from tongguan.journeys.dry_run import Tried
from tongguan.journeys.mending import Mending, attempt, is_list, may_go, mending
from tongguan.plumbing.clock import now
from tongguan.plumbing.register.model import Standing
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.declarant.advice import Advice, present_finding
from tongguan.portal.declarant.mending_entries import (
    Draft,
    entries_of,
    grouped,
    place_key,
)
from tongguan.portal.declarant.requests import RequestRow, request_rows
from tongguan.portal.words import PAPERS, Word, state_sign

CHECK, SEND, TAKE, MARK = "check", "send", "take", "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """复核结果 What would become of the mended paper."""

    good: bool
    advice: tuple[Advice, ...]
    missing: tuple[Word, ...]
    tax: str


def show(request: HttpRequest, paper: int) -> HttpResponse:
    """GET or POST /fix/{paper}/: look, try, send; only one's own papers."""
    act = request.POST.get("act", "") if request.method == "POST" else ""
    firm = account_of(request).organisation
    with counter() as desk:
        mended = mending(desk.rooms, firm, paper, hold=act == SEND)
        if mended is None:
            raise Http404
        if not mended.is_open or (act and is_older(request, mended.standing)):
            messages.info(request, _("此单证已有新的进展，无需再改。"))
            return redirect(address_of(mended))
        draft = drafted(request, mended)
        tried = None
        if act and draft.paper is not None:
            tried = attempt(desk.rooms, mended.standing, draft.paper, now())
        if act == SEND and tried is not None and may_go(tried):
            return sent(request, desk, mended, draft)
        asked = request_rows(desk.rooms, mended.asked)
    return render(request, "declarant/fix.html", page(mended, draft, tried, asked))


def is_older(request: HttpRequest, standing: Standing) -> bool:
    """Tell whether a form was made of a version that stands no longer."""
    return request.POST.get("version", "") != str(standing.version)


def sent(
    request: HttpRequest, desk: Counter, mended: Mending, draft: Draft
) -> HttpResponse:
    """Send the mended paper by the ordinary door, and go where one sees it."""
    assert draft.paper is not None, "only a whole paper was tried"
    number, again = send_again(desk.rooms, mended.standing, draft.paper, now())
    done = _("报文 %(n)d 已报送，不会重复。"), _("已重新报送，报文编号 %(n)d。")
    messages.success(request, done[not again] % {"n": number})
    return redirect(address_of(mended) if is_list(mended) else sent_address(number))


def sent_address(number: int) -> str:
    """Say where a message is followed."""
    return reverse("sent-one", args=[number])


def address_of(mended: Mending) -> str:
    """Say where a paper is seen: its case, or the message it came with."""
    if mended.number:
        return reverse("declaration", args=[mended.number])
    return sent_address(mended.standing.message)


def drafted(request: HttpRequest, mended: Mending) -> Draft:
    """Read what was typed; what is about persons and left empty stays as it is."""
    anew = renewed(mended.paper, mended.standing, now(), mended.number)
    if request.method != "POST":
        return Draft(texts={}, paper=anew)
    laid = {it.key: it for it in fields_of(mended.paper)}
    texts = {
        key: request.POST[key]
        for key, it in laid.items()
        if key in request.POST and (request.POST[key].strip() or not it.is_masked)
    }
    key, mark, text = request.POST.get(TAKE, "").partition(MARK)
    if mark and key in laid:
        texts[key] = text
    made = changed(anew, texts)
    if isinstance(made, list):
        return Draft(texts=texts, paper=None, faults=tuple(made))
    return Draft(texts=texts, paper=made)


def page(
    mended: Mending, draft: Draft, tried: Tried | None, asked: list[RequestRow]
) -> dict[str, Any]:
    """Say everything in the words of the page."""
    kind = mended.standing.key.kind
    found = [told(it) for it in tried.findings] if tried else list(mended.own)
    mine = [it for it in found if is_about(it, kind)]
    entries = entries_of(mended, draft, mine)
    keys = {entry.column.key for entry in entries}
    others = [it for it in found if it not in mine] if tried else mended.others
    return {
        "paper": PAPERS[kind],
        "state": state_sign(mended.standing.state),
        "key": str(mended.standing.key),
        "back": address_of(mended),
        "version": mended.standing.version,
        "marked": [entry for entry in entries if entry.is_marked],
        "groups": grouped(entry for entry in entries if not entry.is_marked),
        "elsewhere": [present_finding(it) for it in mine if place_key(it) not in keys],
        "others": [present_finding(it) for it in others],
        "asked": asked,
        "result": present_result(tried) if tried else None,
        "unreadable": draft.paper is None,
    }


def is_about(finding: Mapping[str, Any], kind: str) -> bool:
    """Tell whether a finding speaks of the paper itself."""
    return finding["place"] is None or finding["place"]["paper"] == kind


def present_result(tried: Tried) -> Result:
    """Say what would become of the paper."""
    objections = [tried.objection] if tried.objection else []
    payable = tried.decision.assessment.payable if tried.decision else None
    return Result(
        good=may_go(tried),
        advice=tuple(present_finding(told(it)) for it in objections),
        missing=tuple(PAPERS[kind] for kind in tried.missing),
        tax=formats.NOTHING if payable is None else f"{payable:,.2f}",
    )
