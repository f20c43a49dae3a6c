"""清单查询 Finding lists: filters and the page's beginning are in the address."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.board.model import ListRow, Wanted
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys.reasons import meaning
from tongguan.journeys.search import Found, search
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter, is_part, viewer_of
from tongguan.portal.words import CHANNELS, MODES, PAPERS, STATES, Sign, Word

ALL = ("", _("全部"))
ABSENT = DeclarationState.ABSENT
ATTRIBUTES = {"class": "form-select"}
TEXT = {"class": "form-control", "autocomplete": "off", "spellcheck": "false"}
TABS: tuple[tuple[str, Word], ...] = (
    ("", _("全部")),
    ("rejected", _("退单")),
    ("suspended", _("挂起")),
    ("in_review", _("人工审核")),
    ("examined", _("查验")),
    ("released", _("放行")),
)


class FilterForm(forms.Form):
    """查询条件 What a person may ask for; everything may be left open."""

    number = forms.CharField(
        label=_("单号"), required=False, max_length=60, widget=forms.TextInput(TEXT)
    )
    state = forms.ChoiceField(
        label=_("状态"),
        required=False,
        widget=forms.Select(ATTRIBUTES),
        choices=[
            ALL,
            *((s.value, STATES[s].word) for s in DeclarationState if s is not ABSENT),
        ],
    )
    channel = forms.ChoiceField(
        label=_("通道"),
        required=False,
        widget=forms.Select(ATTRIBUTES),
        choices=[ALL, *((name, sign.word) for name, sign in CHANNELS.items())],
    )
    mode = forms.ChoiceField(
        label=_("监管方式"),
        required=False,
        widget=forms.Select(ATTRIBUTES),
        choices=[ALL, *((code, code) for code in MODES)],
    )
    declared_from = forms.DateField(
        label=_("申报日期自"),
        required=False,
        widget=forms.DateInput({"class": "form-control", "type": "date"}, "%Y-%m-%d"),
    )
    declared_to = forms.DateField(
        label=_("至"),
        required=False,
        widget=forms.DateInput({"class": "form-control", "type": "date"}, "%Y-%m-%d"),
    )
    seller = forms.CharField(
        label=_("电商企业"), required=False, max_length=60, widget=forms.TextInput(TEXT)
    )
    reason = forms.CharField(
        label=_("原因代码"), required=False, max_length=20, widget=forms.TextInput(TEXT)
    )
    own = forms.BooleanField(label=_("仅本企业报送"), required=False)
    before = forms.IntegerField(
        required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput
    )

    def wanted(self) -> Wanted:
        """Return what is asked for, leaving out what can't be understood."""
        self.is_valid()
        asked: dict[str, Any] = {
            name: value for name, value in self.cleaned_data.items() if value
        }
        return Wanted(**asked)


@dataclass(frozen=True, slots=True)
class Reason:
    """原因 A code with what it means."""

    code: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """清单行 One list in the words of the table."""

    url: str
    number: str
    order_number: str
    waybill_number: str
    state: Sign
    channel: Sign | None
    mode: str
    mode_word: Word
    seller: str
    buyer: str
    goods: str
    value: str
    tax: str
    declared: str
    lodged: str
    reasons: tuple[Reason, ...]
    waiting: tuple[Word, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET /declarations/ — lists that are asked for, a page at a time."""
    form = FilterForm(request.GET, label_suffix="")
    wanted = form.wanted()
    with counter() as desk:
        found = search(desk.board, viewer_of(account_of(request)), wanted)
    words = {
        "form": form,
        "lines": [present(row) for row in found.rows],
        "older": older(request, found),
        "newest": newest(request) if wanted.before else "",
        "tabs": tabs(wanted),
    }
    part = is_part(request)
    page = "declarant/lists_found.html" if part else "declarant/lists.html"
    response = render(request, page, words)
    response.headers["Vary"] = "Cookie, HX-Request"
    return response


def older(request: HttpRequest, found: Found) -> str:
    """Return the address of the next page, if there is one."""
    if found.before is None:
        return ""
    asked = request.GET.copy()
    asked["before"] = str(found.before)
    return f"?{asked.urlencode()}"


def newest(request: HttpRequest) -> str:
    """Return the address of the first page with the same filters."""
    asked = request.GET.copy()
    asked.pop("before", None)
    return f"?{asked.urlencode()}"


def tabs(wanted: Wanted) -> list[tuple[str, Word, bool]]:
    """Return the quick choices of states, and which is taken."""
    here = reverse("declarations")
    return [
        (f"{here}?state={state}" if state else here, word, wanted.state == state)
        for state, word in TABS
    ]


def present(row: ListRow) -> Line:
    """Say one list in the words of the table."""
    return Line(
        url=reverse("declaration", args=[row.number or row.preliminary_number]),
        number=row.number or row.preliminary_number,
        order_number=row.order_number,
        waybill_number=row.waybill_number,
        state=STATES[row.state],
        channel=CHANNELS.get(row.channel),
        mode=row.mode,
        mode_word=MODES.get(row.mode, ""),
        seller=row.seller_name,
        buyer=row.buyer_mask,
        goods=row.goods,
        value=formats.yuan(row.value_fen),
        tax=formats.yuan(row.tax_fen),
        declared=formats.day(row.declared_on),
        lodged=formats.instant(row.lodged_at),
        reasons=tuple(reason(code) for code in row.reasons),
        waiting=tuple(PAPERS[paper] for paper in row.waiting),
    )


def reason(code: str) -> Reason:
    """Say what a code means, in the page's language."""
    return Reason(code, formats.either(*meaning(code)))
