"""商品备案 Articles on file: found, filed, amended, suspended, resumed, cancelled."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tongguan.inspection.goods_filing.lifecycle import GOODS, Actor, GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion, Wanted
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys import goods
from tongguan.journeys.goods import Filer
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.officer.controlling import DATES, REASON_MAX, TAKEN, TEXT
from tongguan.portal.officer.deciding import ReasonForm
from tongguan.portal.words import Sign, Word
from tongguan.trade.goods import FiledGoods, Measure

FOREVER = date(2099, 12, 31)
MOVES: dict[str, Word] = {
    "suspend": _("暂停"),
    "resume": _("恢复"),
    "cancel": _("注销"),
}
SIGNS: dict[GoodsState, Sign] = {
    GoodsState.FILED: Sign(_("有效"), "check", "good"),
    GoodsState.SUSPENDED: Sign(_("暂停"), "pause", "warn"),
    GoodsState.CANCELLED: Sign(_("注销"), "cross", "bad"),
}
MEASURES = [("", "—"), (Measure.GRAM, "g"), (Measure.MILLILITRE, "ml")]


def written(label: Any, most: int = 60, *, needed: bool = True) -> forms.CharField:
    """Make a field for a line of text."""
    widget = forms.TextInput(TEXT)
    return forms.CharField(label=label, max_length=most, required=needed, widget=widget)


class GoodsForm(forms.Form):
    """备案内容 Everything an article has on file."""

    seller_code = written(_("电商企业代码"), 18)
    item_number = written(_("企业货号"))
    hs_code = forms.RegexField(
        "[0-9]{10}", label=_("商品编码"), widget=forms.TextInput(TEXT)
    )
    name = written(_("商品名称"), 250)
    english = written(_("英文名称"), 250, needed=False)
    model = written(_("规格型号"), 250)
    barcode = written(_("条码"), needed=False)
    unit = written(_("计量单位"), 3)
    origin = written(_("原产国（地区）"), 3)
    net_content = forms.DecimalField(
        label=_("净含量"),
        required=False,
        min_value=0,
        decimal_places=5,
        widget=forms.NumberInput(TEXT),
    )
    measure = forms.ChoiceField(
        label=_("净含量单位"),
        required=False,
        choices=MEASURES,
        widget=forms.Select(TAKEN),
    )
    effective = forms.DateField(
        label=_("自"), widget=forms.DateInput(DATES, "%Y-%m-%d")
    )
    until = forms.DateField(label=_("至"), widget=forms.DateInput(DATES, "%Y-%m-%d"))
    reason = written(_("理由"), REASON_MAX)

    def article(self) -> FiledGoods:
        """Return the article that was written down."""
        said: dict[str, Any] = dict(self.cleaned_data)
        said.pop("reason")
        measure = said.pop("measure")
        return FiledGoods(**said, measure=Measure(measure) if measure else None)


class ChangeForm(ReasonForm):
    """变更 Which record, which move, and why."""

    seller = forms.CharField()
    item = forms.CharField()
    move = forms.ChoiceField(choices=list(MOVES.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """备案行 One article in the words of the table."""

    seller: str
    item: str
    version: int
    hs_code: str
    name: str
    model: str
    content: str
    days: str
    sign: Sign
    reason: str
    moves: tuple[dict[str, Word], ...]


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /goods/ — POST files or amends an article."""
    form = GoodsForm(request.POST if request.method == "POST" else None)
    if form.is_bound and filed(request, form):
        return redirect("goods")
    text = request.GET.get("text", "").strip()
    with counter() as desk:
        records = desk.rooms.goods.latest(Wanted(text=text))
    empty = GoodsForm(initial={"effective": today(), "until": FOREVER})
    words = {
        "text": text,
        "records": [present(one) for one in records],
        "form": form if form.is_bound else empty,
    }
    return render(request, "officer/goods.html", words)


def filed(request: HttpRequest, form: GoodsForm) -> bool:
    """File an article; tell the officer what became of it."""
    if not form.is_valid():
        messages.error(request, _("未备案：请核对各栏目。"))
        return False
    try:
        with counter() as desk:
            who = filer(account_of(request), form.cleaned_data["reason"])
            version = goods.file(desk.rooms, form.article(), who, now())
    except (IllegalMoveError, VersionTakenError):
        messages.error(request, _("备案已暂停、注销或刚被变更，未办理。"))
        return False
    messages.success(request, _("已备案，版本 %(n)d。") % {"n": version})
    return True


@require_POST
def change_record(request: HttpRequest) -> HttpResponse:
    """POST /goods/change/."""
    form = ChangeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("须写明处置理由（2 至 200 字）。"))
        return redirect("goods")
    said = form.cleaned_data
    article = (said["seller"], said["item"])
    try:
        with counter() as desk:
            who = filer(account_of(request), said["reason"])
            version = goods.change(desk.rooms, article, said["move"], who, now())
    except (IllegalMoveError, VersionTakenError):
        messages.error(request, _("备案已暂停、注销或刚被变更，未办理。"))
    else:
        messages.success(request, _("已备案，版本 %(n)d。") % {"n": version})
    return redirect("goods")


def filer(account: Account, reason: str) -> Filer:
    """Say who changes a record, and why."""
    return Filer(
        name=account.get_username(), organisation=account.organisation, reason=reason
    )


def present(version: GoodsVersion) -> Record:
    """Say one article in the words of the table."""
    it = version.goods
    content = f"{it.net_content.normalize():f} {it.measure}" if it.net_content else ""
    moves = GOODS.open_to(version.state, Actor.OFFICER)
    return Record(
        seller=it.seller_code,
        item=it.item_number,
        version=it.version,
        hs_code=it.hs_code,
        name=it.name,
        model=it.model,
        content=content or formats.NOTHING,
        days=f"{formats.day(it.effective)} – {formats.day(it.until)}",
        sign=SIGNS[version.state],
        reason=version.reason,
        moves=tuple({"name": m, "word": MOVES[m]} for m in moves if m in MOVES),
    )
