"""支付数据核查 What platforms were asked for, and what came of it, for both sides."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.finance.payment_data.lifecycle import InquiryState
from tongguan.finance.payment_data.model import Inquiry
from tongguan.gateway.platform_data.telling import register_address
from tongguan.gateway.webhooks.addresses import UnfitUrlError
from tongguan.journeys.entitlement import NotEntitledError
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter, viewer_of
from tongguan.portal.words import Sign, Word

S = InquiryState
STATES: dict[str, Sign] = {
    S.DUE: Sign(_("待发问"), "clock", "busy"),
    S.ASKED: Sign(_("已发问"), "arrow", "busy"),
    S.OVERDUE: Sign(_("逾期未答"), "alert", "bad"),
    S.AGREED: Sign(_("核对一致"), "check", "good"),
    S.DIFFERING: Sign(_("核对不一致"), "cross", "warn"),
}
REASONS: dict[str, Word] = {
    "risk": _("风险核查"),
    "person": _("关员核查"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryRow:
    """核查行 One inquiry in the words of the page."""

    sign: Sign
    platform: str
    order: str
    reason: Word
    created: str
    due: str
    uploaded: str
    trouble: str
    findings: tuple[tuple[str, str], ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /payment-data/: a platform's own, or everybody's for the office."""
    account = account_of(request)
    firm = viewer_of(account).organisation
    if request.method == "POST":
        register(request, account.organisation, account.get_username())
        return redirect("payment-data")
    with counter() as desk:
        rows = [row(it) for it in desk.rooms.payment_data.latest(firm)]
        url = desk.rooms.payment_data.address(firm) if firm else ""
    page = {"rows": rows, "url": url, "own": firm is not None}
    return render(request, "declarant/payment_data.html", page)


def register(request: HttpRequest, firm: str, by: str) -> None:
    """Write down where a platform is asked."""
    try:
        with counter() as desk:
            url = request.POST.get("url", "")
            register_address(desk.rooms, firm, url, by, now())
    except UnfitUrlError as unfit:
        messages.error(request, formats.either(*unfit.why.value))
    except NotEntitledError as no:
        said = no.finding
        messages.error(request, formats.either(said.chinese(), said.english()))
    else:
        messages.success(request, _("接口地址已登记。"))


def row(inquiry: Inquiry) -> InquiryRow:
    """Say an inquiry in the words of the page."""
    return InquiryRow(
        sign=STATES[inquiry.state],
        platform=inquiry.platform,
        order=inquiry.order_number,
        reason=REASONS.get(inquiry.reason, ""),
        created=formats.instant(inquiry.created_at),
        due=formats.instant(inquiry.due_at),
        uploaded=formats.instant(inquiry.uploaded_at),
        trouble=inquiry.trouble,
        findings=tuple(
            (it["code"], formats.either(it["zh"], it["en"])) for it in inquiry.findings
        ),
    )
