"""年度额度 The year of a person: what is used and left, and every entry of it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongguan.customs.duty.law import law_on
from tongguan.customs.purchases.model import Entry
from tongguan.customs.purchases.store import Year
from tongguan.plumbing.ledger.model import SIGNS, Kind
from tongguan.portal import formats
from tongguan.portal.consumer.own import Own, verified
from tongguan.portal.consumer.recording import rows_of
from tongguan.portal.consumer.words import KINDS, REPORTS
from tongguan.portal.words import Sign
from tongguan.trade.money import in_fen

LATEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """额度分录行 One entry as the table shows it; `after` is what was used then."""

    at: str
    sign: Sign
    change: str
    after: str
    number: str
    url: str
    order_number: str
    platform: str
    back: str


def show_verified(request: HttpRequest, own: Own) -> HttpResponse:
    """Show the year at a glance."""
    year = Year(own.at.year)
    purchases = own.rooms.buyers.purchases.of(own.person, year)
    reports = own.rooms.buyers.disavowals.of_person(own.person)
    words = {
        "year": year.number,
        "gauge": own.gauge(year),
        "single": single_limit(own),
        "rows": rows_of(purchases[:LATEST]),
        "locked": own.rooms.buyers.consumers.locked_since(own.person) is not None,
        "reports": [
            (it, REPORTS[it.state], reverse("me-record", args=[it.list_number]))
            for it in reports
        ],
    }
    return render(request, "consumer/me.html", words)


@verified
def show(request: HttpRequest, own: Own) -> HttpResponse:
    """GET /me/allowance/?year= — every entry of a year, and that they add up."""
    year = own.year(request.GET.get("year", ""))
    entries = own.rooms.buyers.purchases.entries(own.person, year)
    gauge, rows = own.gauge(year), present(entries)
    used = sum(used_by(it) for it in entries)
    words = {
        "year": year.number,
        "years": own.years(year),
        "gauge": gauge,
        "single": single_limit(own),
        "rows": rows,
        "sum": formats.yuan(used),
        "adds_up": used == gauge["used_fen"],
    }
    return render(request, "consumer/allowance.html", words)


def single_limit(own: Own) -> str:
    """Say the limit of one purchase today."""
    return formats.yuan(in_fen(law_on(own.at.date()).limits.says.single_limit))


def used_by(entry: Entry) -> int:
    """Say by how much an entry changed what is used, held or posted."""
    held, posted = SIGNS[Kind(entry.kind)]
    return (held + posted) * entry.fen


def present(entries: list[Entry]) -> list[EntryRow]:
    """Say entries in order, each with what was used after it."""
    rows, used = [], 0
    for one in entries:
        change = used_by(one)
        used += change
        rows.append(
            EntryRow(
                at=formats.instant(one.at),
                sign=KINDS[one.kind],
                change=f"{'+' if change > 0 else ''}{formats.yuan(change)}",
                after=formats.yuan(used),
                number=one.number,
                url=reverse("me-record", args=[one.number]),
                order_number=one.order_number,
                platform=one.platform_name or one.seller_name,
                back=origin(one.hold),
            )
        )
    return rows[::-1]


def origin(hold: str) -> str:
    """Say what an entry came of, beyond the list itself: a return, or a report."""
    if "/return/" in hold:
        return "return"
    return "disowned" if hold.endswith("/disowned") else ""
