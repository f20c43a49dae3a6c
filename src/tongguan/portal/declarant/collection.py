"""税款征收 What is owed by the month: open periods, notices, and the lists of one."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.collection.lifecycle import BillState, NoticeState
from tongguan.customs.collection.model import Month, Notice, NoticeLine, OpenPeriod
from tongguan.plumbing.clock import today
from tongguan.plumbing.identity.model import Post
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter, viewer_of
from tongguan.portal.words import Sign, state_sign

NOTICES, LINES = 200, 500
PAID = Sign(_("已缴"), "check", "good")
PAYABLE = Sign(_("待缴"), "clock", "warn")
NOT_YET = Sign(_("未到缴税期"), "pause", "quiet")
STANDINGS = {
    BillState.GENERATED: Sign(_("税单已生成，待汇总"), "receipt", "busy"),
    BillState.MERGED: Sign(_("已汇总，待缴"), "clock", "warn"),
    BillState.PAID: PAID,
    BillState.VOIDED: Sign(_("税单作废"), "cross", "quiet"),
}
LATE = Sign(_("逾期"), "alert", "bad")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """缴款书行 One payment notice in the words of the table."""

    url: str
    number: str
    guarantor: str
    month: str
    supplement: int
    sign: Sign
    lists: str
    duty: str
    vat: str
    consumption: str
    tax: str
    issued: str
    opens: str
    first_due: str
    due: str
    paid: str
    late_fee: str
    freed: str
    payable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """未征收期行 What is billed and not collected, in the words of the table."""

    guarantor: str
    month: str
    lists: str
    tax: str
    collected_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """明细行 One list of a notice in the words of the table."""

    url: str
    number: str
    bill: str
    state: Sign
    released: str
    duty: str
    vat: str
    consumption: str
    tax: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /collection/ — everybody's, or what the visitor's own firm guarantees."""
    whose = viewer_of(account_of(request)).organisation
    with counter() as desk:
        periods = desk.rooms.collection.open_periods(whose)
        notices = desk.rooms.collection.notices(whose, size=NOTICES)
    words = {
        "periods": [present_period(one) for one in periods],
        "notices": [present(one, today()) for one in notices],
    }
    return render(request, "declarant/collection.html", words)


def show_notice(request: HttpRequest, number: str) -> HttpResponse:
    """GET /collection/{number}/ — one notice and its lists."""
    account = account_of(request)
    with counter() as desk:
        found = desk.rooms.collection.find(number)
        lines = desk.rooms.collection.lines(number, LINES)
    whose = viewer_of(account).organisation
    if found is None or whose not in (None, found.guarantor):
        raise Http404
    words = {
        "notice": present(found, today()),
        "lines": [present_line(line) for line in lines],
        "more": max(found.lists - LINES, 0),
        "may_pay": account.post == Post.OFFICER,
        "today": today().isoformat(),
    }
    return render(request, "declarant/notice.html", words)


def sign_of(notice: Notice, day: date) -> Sign:
    """Say whether a notice is paid, payable, or late."""
    if notice.state is NoticeState.PAID:
        return PAID
    if day < notice.opens_on:
        return NOT_YET
    return PAYABLE if day <= notice.due_on else LATE


def present(notice: Notice, day: date) -> NoticeRow:
    """Say a notice in the words of the page."""
    paid = notice.state is NoticeState.PAID
    return NoticeRow(
        url=reverse("notice", args=[notice.number]),
        number=notice.number,
        guarantor=notice.guarantor,
        month=str(Month(notice.month)),
        supplement=notice.sequence - 1,
        sign=sign_of(notice, day),
        lists=f"{notice.lists:,}",
        duty=formats.yuan(notice.duty_fen),
        vat=formats.yuan(notice.vat_fen),
        consumption=formats.yuan(notice.consumption_fen),
        tax=formats.yuan(notice.tax_fen),
        issued=formats.day(notice.issued_on),
        opens=formats.day(notice.opens_on),
        first_due=formats.day(notice.first_due_on),
        due=formats.day(notice.due_on),
        paid=formats.day(notice.paid_on),
        late_fee=formats.yuan(notice.late_fee_fen if paid else None),
        freed=formats.yuan(notice.tax_fen if paid else None),
        payable=not paid,
    )


def present_period(period: OpenPeriod) -> PeriodRow:
    """Say an open period in the words of the page."""
    month = Month(period.month)
    return PeriodRow(
        guarantor=period.guarantor,
        month=str(month),
        lists=f"{period.lists:,}",
        tax=formats.yuan(period.tax_fen),
        collected_from=formats.day(month.end),
    )


def present_line(line: NoticeLine) -> LineRow:
    """Say one list of a notice in the words of the page."""
    return LineRow(
        url=reverse("declaration", args=[line.list_number]),
        number=line.list_number,
        bill=line.bill,
        state=state_sign(line.state),
        released=formats.day(line.released_on),
        duty=formats.yuan(line.duty_fen),
        vat=formats.yuan(line.vat_fen),
        consumption=formats.yuan(line.consumption_fen),
        tax=formats.yuan(line.duty_fen + line.vat_fen + line.consumption_fen),
    )
