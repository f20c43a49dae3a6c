"""购买记录 The lists that name a person as their buyer, and each of them in full."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tongguan.customs.disavowal.lifecycle import DISAVOWAL, Actor
from tongguan.customs.disavowal.rules import may_report
from tongguan.customs.purchases.model import Purchase
from tongguan.journeys.disowning import NotPossibleError, answer_back, report
from tongguan.journeys.own_record import OwnRecord, own_record
from tongguan.journeys.plain_words import for_consumer
from tongguan.portal import formats
from tongguan.portal.consumer.own import Own, verified
from tongguan.portal.consumer.words import KINDS, REPORTS, STEPS, WHO, WHYS
from tongguan.portal.traces import present_trace
from tongguan.portal.words import MODES, MOVES, TREATMENTS, Sign, Word, state_sign

QUIET_STEPS = {"save", "replace", "forward"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """购买行 One purchase as a table shows it."""

    number: str
    url: str
    state: Sign
    order_number: str
    platform: str
    seller: str
    goods: str
    mode: Word
    value: str
    tax: str
    day: str
    port: str
    report: Sign | None


@verified
def show(request: HttpRequest, own: Own) -> HttpResponse:
    """GET /me/records/?year=."""
    year = own.year(request.GET.get("year", ""))
    words = {
        "year": year.number,
        "years": own.years(year),
        "rows": rows_of(own.rooms.buyers.purchases.of(own.person, year)),
    }
    return render(request, "consumer/records.html", words)


@verified
def show_one(request: HttpRequest, own: Own, number: str) -> HttpResponse:
    """GET /me/records/{number}/ — anybody else's is not there."""
    found = own_record(own.rooms, own.person, number)
    if found is None:
        raise Http404
    return render(request, "consumer/record.html", present(found, own))


@verified
def say(request: HttpRequest, own: Own, number: str) -> HttpResponse:
    """POST /me/records/{number}/report/ — disown, appeal, or recall that."""
    purchase = own.rooms.buyers.purchases.find(own.person, number)
    if purchase is None:
        raise Http404
    act, words = request.POST.get("act", ""), request.POST.get("words", "")
    try:
        if act == "report":
            report(own.rooms, purchase, own.person, words, own.at)
        elif one := own.rooms.buyers.disavowals.of_paper(purchase.paper):
            answer_back(own.rooms, one, act, words, own.at)
    except NotPossibleError as refused:
        messages.error(request, str(WHYS[refused.why]))
    return redirect("me-record", number=number)


def rows_of(purchases: Iterable[Purchase]) -> list[Row]:
    """Say purchases as rows of a table."""
    return [row_of(it) for it in purchases]


def row_of(one: Purchase) -> Row:
    """Say one purchase as a row."""
    return Row(
        number=one.number,
        url=reverse("me-record", args=[one.number]),
        state=state_sign(one.state),
        order_number=one.order_number,
        platform=one.platform_name or one.platform_code,
        seller=one.seller_name,
        goods=one.goods,
        mode=MODES.get(one.mode, one.mode),
        value=formats.yuan(one.value_fen),
        tax=formats.yuan(one.tax_fen),
        day=formats.day(one.declared_on),
        port=formats.coded("customs_offices", one.customs_office),
        report=REPORTS.get(one.report),
    )


def present(found: OwnRecord, own: Own) -> dict[str, Any]:
    """Say one purchase in full, in the words of the page."""
    one, told, assessed = found.report, found.purchase, found.assessment
    moves = DISAVOWAL.open_to(one.state, Actor.CONSUMER) if one else ()
    return {
        "row": row_of(told),
        "waybill": told.waybill_number,
        "steps": [
            (formats.instant(it.at), MOVES.get(it.name, it.name), state_sign(it.target))
            for it in found.steps
            if it.name not in QUIET_STEPS
        ],
        "delivered": formats.instant(found.delivered_at) if found.delivered_at else "",
        "treatment": TREATMENTS.get(assessed.get("treatment", ""), ""),
        "charge": formats.amount(assessed.get("charge")),
        "trace": present_trace(assessed.get("trace", ())),
        "findings": [plainly(it) for it in found.findings],
        "entries": [
            (formats.instant(it.at), KINDS[it.kind], formats.yuan(it.fen))
            for it in found.entries
        ],
        "returned": [
            (formats.instant(it.at), it.line, f"{it.quantity.normalize():f}", it)
            for it in found.returned
        ],
        "report": one,
        "report_sign": REPORTS[one.state] if one else None,
        "due": formats.day(one.due_on) if one else "",
        "report_steps": [
            (formats.instant(it.at), STEPS[it.name], WHO[it.actor], it.words)
            for it in found.report_steps
        ],
        "moves": [(name, STEPS[name]) for name in moves],
        "may_report": (one is None or one.state == "recalled")
        and may_report(told.declared_on, own.at.date()),
    }


def plainly(finding: Any) -> dict[str, str]:
    """Say what was found, and what that means for the person."""
    return {
        "code": finding["code"],
        "says": formats.either(finding["zh"], finding["en"]),
        "means": formats.either(*for_consumer(finding["code"])),
    }
