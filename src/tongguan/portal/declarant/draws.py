"""额度占用 What a firm's own lists took from buyers' allowances, buyers masked."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.board.model import AllowanceDraw, Viewer, Wanted
from tongguan.gateway.bulk.tables import Row
from tongguan.plumbing.clock import SHANGHAI
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.asked import (
    PAGE,
    TAKEN,
    TEXT,
    addresses,
    before_of,
    form_of,
    taken_away,
)
from tongguan.portal.declarant.guarantees import KINDS
from tongguan.portal.words import Sign, Word
from tongguan.trade.money import in_yuan

MOST_LISTS = 10_000
HEADINGS: tuple[Word, ...] = (
    *(_("时间"), _("清单编号"), _("订单编号"), _("订购人"), _("额度年度")),
    *(_("事项"), _("金额（元）")),
)


class DrawForm(forms.Form):
    """额度查询 One number, and movements of which kind."""

    number = forms.CharField(
        label=_("清单或订单编号"),
        required=False,
        max_length=60,
        widget=forms.TextInput(TEXT),
    )
    kind = forms.ChoiceField(
        label=_("事项"),
        required=False,
        widget=forms.Select(TAKEN),
        choices=[
            ("", _("全部")),
            *((it, KINDS[it].word) for it in ("take", "post", "void", "restore")),
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawRow:
    """额度行 One movement in the words of the table."""

    at: str
    number: str
    url: str
    order: str
    buyer: str
    year: str
    sign: Sign
    amount: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /draws/ — a page of the firm's newest lists; the filter is in the address."""
    form = DrawForm(request.GET, label_suffix="")
    form.is_valid()
    number, kind = (form.cleaned_data.get(name, "") for name in ("number", "kind"))
    firm, away = account_of(request).organisation, form_of(request)
    before, size = (None, MOST_LISTS) if away else (before_of(request), PAGE)
    with counter() as desk:
        if number:
            rows = desk.board.find(Viewer(firm), Wanted(number=number.strip()))
            lists = [it.paper for it in rows if it.sender == firm]
        else:
            lists = desk.board.sent(firm, size, before)
        found = desk.board.draws(lists, kind)
    if away:
        return taken_away(away, "allowance", HEADINGS, map(cells, found))
    older = lists[-1] if len(lists) == PAGE else None
    words = {"form": form, "rows": [present(it) for it in found]}
    return render(request, "declarant/draws.html", words | addresses(request, older))


def year_of(draw: AllowanceDraw) -> str:
    """Return the year whose allowance is drawn on."""
    return draw.book.partition("/")[2]


def present(draw: AllowanceDraw) -> DrawRow:
    """Say a movement in the words of the table."""
    return DrawRow(
        at=formats.instant(draw.at),
        number=draw.list_number,
        url=reverse("declaration", args=[draw.list_number]),
        order=draw.order_number,
        buyer=draw.buyer_mask,
        year=year_of(draw),
        sign=KINDS[draw.kind],
        amount=formats.yuan(draw.fen),
    )


def cells(draw: AllowanceDraw) -> Row:
    """Say a movement as the row of a file."""
    return (
        f"{draw.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        draw.list_number,
        draw.order_number,
        draw.buyer_mask,
        year_of(draw),
        str(KINDS[draw.kind].word),
        in_yuan(draw.fen),
    )
