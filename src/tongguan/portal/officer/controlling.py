"""布控 Control orders placed and lifted, one decision for a batch, inspection rates."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.customs.control.lifecycle import OrderState
from tongguan.customs.control.model import Agency, Aim, ControlOrder, Target
from tongguan.customs.control.rules import UNRATED, BadOrderError, Rate
from tongguan.journeys import control
from tongguan.journeys.officer import PENDING
from tongguan.journeys.ruling import NoSuchCaseError
from tongguan.journeys.two_persons import LIFT, Wish, decide_many, lift
from tongguan.plumbing.clock import now, today
from tongguan.plumbing.identity.tables import Account
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter, person_of
from tongguan.portal.examinations import AGENCIES
from tongguan.portal.officer.acting import tried
from tongguan.portal.reasons import MOST, ReasonField, bounds
from tongguan.portal.words import MODES, MOVES, Sign, Word

SPAN = timedelta(days=365)
TEXT, TAKEN = {"class": "form-control"}, {"class": "form-select"}
DATES = {"class": "form-control", "type": "date"}
TARGETS: dict[Target, Word] = {
    Target.LIST: _("清单或订单编号"),
    Target.FIRM: _("企业代码"),
    Target.VEHICLE: _("运输工具"),
    Target.TRANSPORT_DOCUMENT: _("提运单号"),
    Target.HS_PREFIX: _("商品编码前缀"),
}
SIGNS: dict[OrderState, Sign] = {
    OrderState.PLACED: Sign(_("布控中"), "shield", "look"),
    OrderState.LIFTED: Sign(_("已解除"), "check", "good"),
    OrderState.EXPIRED: Sign(_("已到期"), "clock", "quiet"),
}
BATCH_MOVES = ("release", "examine", "reject")


class PlacingForm(forms.Form):
    """下达指令 At what, for whom, from when until when, and why."""

    target = forms.ChoiceField(
        label=_("对象"), choices=list(TARGETS.items()), widget=forms.Select(TAKEN)
    )
    value = forms.CharField(
        label=_("编号或代码"), max_length=60, widget=forms.TextInput(TEXT)
    )
    agency = forms.ChoiceField(
        label=_("部门"), choices=list(AGENCIES.items()), widget=forms.Select(TAKEN)
    )
    effective = forms.DateField(
        label=_("自"), widget=forms.DateInput(DATES, "%Y-%m-%d")
    )
    until = forms.DateField(label=_("至"), widget=forms.DateInput(DATES, "%Y-%m-%d"))
    reason = ReasonField(label=_("理由"), widget=forms.TextInput(TEXT))


class BatchForm(forms.Form):
    """集中处置 One decision over the lists of one transport document."""

    document = forms.CharField(
        label=_("提运单号"), max_length=60, widget=forms.TextInput(TEXT)
    )
    move = forms.ChoiceField(
        label=_("处置"),
        choices=[(name, MOVES[name]) for name in BATCH_MOVES],
        widget=forms.Select(TAKEN),
    )
    batch_reason = ReasonField(label=_("理由"), widget=forms.TextInput(TEXT))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """指令行 One order in the words of the table."""

    number: str
    sign: Sign
    target: Word
    value: str
    agency: Word
    days: str
    reason: str
    placed: str
    stands: bool
    result: str
    lifted: str


@dataclass(frozen=True, slots=True)
class RateRow:
    """查验率行 One month, mode and class of firms."""

    month: str
    mode: Word
    firm_class: Word
    declared: int
    examined: int
    share: str


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /control/ — POST places an order."""
    account = account_of(request)
    form = PlacingForm(request.POST if request.method == "POST" else None)
    if form.is_bound and placed(request, form, account):
        return redirect("control")
    day = today()
    with counter() as desk:
        control.expire(desk.rooms, now())
        orders = desk.rooms.controls.latest()
        rates = control.inspection_rates(desk.rooms, day - SPAN, day, {})
    words = {
        "placing": form if form.is_bound else PlacingForm(initial={"effective": day}),
        "batch": BatchForm(),
        "orders": [present(order) for order in orders],
        "rates": [present_rate(rate) for rate in reversed(rates)],
    }
    return render(request, "officer/control.html", words)


def placed(request: HttpRequest, form: PlacingForm, account: Account) -> bool:
    """Place an order; tell the officer what became of it."""
    if not form.is_valid():
        messages.error(request, _("指令未下达：请填写全部栏目。"))
        return False
    said = form.cleaned_data
    order = ControlOrder(
        number="",
        aim=Aim(Target(said["target"]), said["value"].strip()),
        agency=Agency(said["agency"]),
        effective=said["effective"],
        until=said["until"],
        reason=said["reason"],
        placed_by=account.get_username(),
        placed_at=now(),
    )
    try:
        with counter() as desk:
            number = control.place(desk.rooms, order, account.organisation)
    except BadOrderError as bad:
        messages.error(request, str(bad))
        return False
    messages.success(request, _("已下达指令 %(number)s。") % {"number": number})
    return True


def lift_order(request: HttpRequest, order: str) -> HttpResponse:
    """POST /control/{order}/lift/."""
    result = request.POST.get("result", "")[: MOST()]
    wish = Wish(LIFT, result, person_of(account_of(request)))
    proposal, refused = tried(lambda desk: lift(desk.rooms, order, wish, now()))
    if refused:
        messages.error(request, refused)
    elif proposal is not None:
        messages.warning(request, _("已提交，须由同部门另一人复核后生效。"))
    else:
        messages.success(request, _("已解除指令 %(number)s。") % {"number": order})
    return redirect("control")


def decide_batch(request: HttpRequest) -> HttpResponse:
    """POST /control/batch/ — one decision over the lists of a transport document."""
    form = BatchForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("须写明处置理由（%(least)d 至 %(most)d 字）。") % bounds()
        )
        return redirect("control")
    said = form.cleaned_data
    by = person_of(account_of(request))
    wish = Wish(said["move"], said["batch_reason"], by)
    document = said["document"].strip()
    done, refused = tried(lambda desk: carried_out(desk, document, wish))
    if done is None:
        messages.error(request, refused)
    else:
        messages.success(request, done)
    return redirect("control")


def carried_out(desk: Counter, document: str, wish: Wish) -> str:
    """Decide on a batch, or propose that; say which."""
    lists = desk.rooms.declarations.of_transport_document(document, PENDING)
    papers = [paper for paper, _unused in lists]
    if not papers:
        raise NoSuchCaseError
    batch, proposal = decide_many(desk.rooms, papers, document, wish, now())
    if proposal is not None:
        return str(_("已提交，须由同部门另一人复核后生效。"))
    said = _("批次 %(batch)s：已处置 %(n)d 票。")
    return str(said % {"batch": batch, "n": len(papers)})


def present(order: ControlOrder) -> OrderRow:
    """Say one order in the words of the table."""
    return OrderRow(
        number=order.number,
        sign=SIGNS[order.state],
        target=TARGETS[order.aim.target],
        value=order.aim.value,
        agency=AGENCIES[order.agency],
        days=f"{formats.day(order.effective)} – {formats.day(order.until)}",
        reason=order.reason,
        placed=f"{order.placed_by} {formats.instant(order.placed_at)}",
        stands=order.state is OrderState.PLACED,
        result=order.result,
        lifted=formats.instant(order.lifted_at) if order.lifted_at else "",
    )


def present_rate(rate: Rate) -> RateRow:
    """Say one rate in the words of the table."""
    return RateRow(
        month=f"{rate.month:%Y-%m}",
        mode=MODES.get(rate.mode, rate.mode),
        firm_class=_("未评级") if rate.firm_class == UNRATED else rate.firm_class,
        declared=rate.declared,
        examined=rate.examined,
        share=f"{rate.share:.2%}",
    )
