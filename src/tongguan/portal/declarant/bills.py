"""电子税单 The tax bills a firm guarantees: filtered, added up, taken away, printed."""

from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.collection.model import Billed, WantedBills
from tongguan.gateway.bulk.tables import Row
from tongguan.plumbing.clock import SHANGHAI
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.asked import (
    MOST,
    PAGE,
    TAKEN,
    TEXT,
    PeriodForm,
    addresses,
    before_of,
    form_of,
    taken_away,
)
from tongguan.portal.declarant.collection import STANDINGS
from tongguan.portal.words import Sign, Word
from tongguan.trade.money import in_yuan

HEADINGS: tuple[Word, ...] = (
    *(_("电子税单"), _("清单编号"), _("开具时间"), _("状态"), _("关税（元）")),
    *(_("增值税（元）"), _("消费税（元）"), _("税款（元）"), _("缴款书编号")),
    *(_("末日"), _("缴款日")),
)


class BillForm(PeriodForm):
    """税单查询 In which time, how far it has come, and one number."""

    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        widget=forms.Select(TAKEN),
        choices=[
            ("", _("全部")),
            *((it.value, sign.word) for it, sign in STANDINGS.items()),
        ],
    )
    number = forms.CharField(
        label=_("清单、税单或缴款书编号"),
        required=False,
        max_length=60,
        widget=forms.TextInput(TEXT),
    )

    def wanted(self, firm: str, before: int | None) -> WantedBills:
        """Return what is asked for."""
        first, last = self.period()
        return WantedBills(
            guarantor=firm,
            first=first,
            last=last,
            state=self.said("state"),
            number=self.said("number").strip(),
            before=before,
            size=PAGE,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BillRow:
    """税单行 One bill in the words of the table."""

    number: str
    list_number: str
    workings: str
    at: str
    sign: Sign
    duty: str
    vat: str
    consumption: str
    tax: str
    notice: str
    notice_url: str
    due: str
    paid: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /bills/ — what the firm guarantees; the filter is in the address."""
    form = BillForm(request.GET, label_suffix="")
    wanted = form.wanted(account_of(request).organisation, before_of(request))
    away = form_of(request)
    if away:
        wanted = replace(wanted, before=None, size=MOST)
    with counter() as desk:
        bills = desk.rooms.collection.bills(wanted)
        totals = desk.rooms.collection.bill_totals(wanted)
    if away:
        return taken_away(away, "bills", HEADINGS, map(cells, bills))
    last = bills[-1].paper if len(bills) == PAGE else None
    words = {
        "form": form.filled(),
        "rows": [row(bill) for bill in bills],
        "count": f"{totals.lists:,}",
        "duty": formats.yuan(totals.duty_fen),
        "vat": formats.yuan(totals.vat_fen),
        "consumption": formats.yuan(totals.consumption_fen),
        "tax": formats.yuan(totals.tax_fen),
    }
    return render(request, "declarant/bills.html", words | addresses(request, last))


def row(bill: Billed) -> BillRow:
    """Say a bill in the words of the table."""
    case = reverse("declaration", args=[bill.list_number])
    return BillRow(
        number=bill.number,
        list_number=bill.list_number,
        workings=f"{case}#tax",
        at=formats.instant(bill.at),
        sign=STANDINGS[bill.state],
        duty=formats.yuan(bill.duty_fen),
        vat=formats.yuan(bill.vat_fen),
        consumption=formats.yuan(bill.consumption_fen),
        tax=formats.yuan(bill.tax_fen),
        notice=bill.notice or "",
        notice_url=reverse("notice", args=[bill.notice]) if bill.notice else "",
        due=formats.day(bill.due_on),
        paid=formats.day(bill.paid_on),
    )


def cells(bill: Billed) -> Row:
    """Say a bill as the row of a file."""
    amounts = (bill.duty_fen, bill.vat_fen, bill.consumption_fen, bill.tax_fen)
    days = ("" if it is None else it.isoformat() for it in (bill.due_on, bill.paid_on))
    return (
        bill.number,
        bill.list_number,
        f"{bill.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        str(STANDINGS[bill.state].word),
        *map(in_yuan, amounts),
        bill.notice or "",
        *days,
    )
