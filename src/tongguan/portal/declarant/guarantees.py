"""税款担保 One account, every movement of it, and what was left after each."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.finance.guarantee.rules import BOOK
from tongguan.gateway.bulk.tables import Row
from tongguan.journeys.today import runs_low, workbench
from tongguan.plumbing.clock import SHANGHAI, today
from tongguan.plumbing.ledger.store import Moved
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.asked import (
    MOST,
    PAGE,
    TAKEN,
    PeriodForm,
    addresses,
    before_of,
    form_of,
    instants,
    taken_away,
)
from tongguan.portal.declarant.case_money import gauge
from tongguan.portal.words import Sign, Word
from tongguan.trade.money import in_yuan

KINDS: dict[str, Sign] = {
    "hold": Sign(_("占用"), "lock", "busy"),
    "take": Sign(_("占用"), "lock", "busy"),
    "post": Sign(_("转为已用"), "check", "quiet"),
    "void": Sign(_("释放"), "back", "good"),
    "restore": Sign(_("恢复"), "back", "good"),
    "limit": Sign(_("调整总额"), "plus", "look"),
}
HEADINGS: tuple[Word, ...] = (
    *(_("时间"), _("事项"), _("清单编号"), _("金额（元）")),
    *(_("可用变动（元）"), _("其后可用（元）")),
)


class StatementForm(PeriodForm):
    """流水查询 In which time, and movements of which kind."""

    kind = forms.ChoiceField(
        label=_("事项"),
        required=False,
        widget=forms.Select(TAKEN),
        choices=[
            ("", _("全部")),
            *((kind, sign.word) for kind, sign in KINDS.items() if kind != "hold"),
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRow:
    """流水行 One movement in the words of the table."""

    at: str
    sign: Sign
    number: str
    url: str
    amount: str
    change: str
    left: str
    is_low: bool


def show(request: HttpRequest) -> HttpResponse:
    """GET /guarantees/ — the firm's own account; the filter is in the address."""
    form = StatementForm(request.GET, label_suffix="")
    first, last = form.period()
    begins, ends = instants(first, last)
    firm, away = account_of(request).organisation, form_of(request)
    before, size = (None, MOST) if away else (before_of(request), PAGE)
    with counter() as desk:
        balance = desk.rooms.ledger.balances(BOOK, [firm], hold=False).get(firm)
        found = desk.rooms.ledger.statement(
            firm, begins, ends, kind=form.said("kind"), before=before, size=size
        )
        papers = {it.paper for it in found if it.paper is not None}
        named = desk.rooms.declarations.numbers(papers)
    numbers = {
        paper: listed or preliminary for paper, (preliminary, listed) in named.items()
    }
    if away:
        rows = (cells(it, numbers) for it in found)
        return taken_away(away, "guarantee", HEADINGS, rows)
    low = workbench().on(today()).says
    floor = balance.limit * low.low_percent // 100 if balance else 0
    words = {
        "form": form.filled(),
        "firm": firm,
        "gauge": gauge(balance) if balance else None,
        "is_low": balance is not None and runs_low(balance, low),
        "floor": formats.yuan(floor),
        "percent": f"{low.low_percent}%",
        "rows": [row(it, numbers, floor) for it in found],
    }
    older = found[-1].id if len(found) == PAGE else None
    return render(
        request, "declarant/guarantees.html", words | addresses(request, older)
    )


def row(moved: Moved, numbers: dict[int, str], floor: int) -> MovedRow:
    """Say a movement in the words of the table."""
    number = numbers.get(moved.paper or 0, "")
    return MovedRow(
        at=formats.instant(moved.at),
        sign=KINDS[moved.kind],
        number=number,
        url=reverse("declaration", args=[number]) if number else "",
        amount=formats.yuan(moved.fen),
        change=f"{in_yuan(moved.change_fen):+,}" if moved.change_fen else "0.00",
        left=formats.yuan(moved.left_fen),
        is_low=moved.left_fen < floor,
    )


def cells(moved: Moved, numbers: dict[int, str]) -> Row:
    """Say a movement as the row of a file."""
    return (
        f"{moved.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        str(KINDS[moved.kind].word),
        numbers.get(moved.paper or 0, ""),
        in_yuan(moved.fen),
        in_yuan(moved.change_fen),
        in_yuan(moved.left_fen),
    )
