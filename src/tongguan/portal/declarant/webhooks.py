"""回执推送 Where a firm is called when it has receipts, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.webhooks import registering
from tongguan.gateway.webhooks.addresses import UnfitUrlError
from tongguan.gateway.webhooks.registering import (
    Acting,
    NoSuchEndpointError,
    TooManyError,
)
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import now
from tongguan.plumbing.webhooks.model import Endpoint
from tongguan.plumbing.webhooks.rules import is_shown
from tongguan.plumbing.webhooks.store import Told
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.words import Sign, Word

SHOWN = 20
STATES = {
    "pending": Sign(_("待验证"), "clock", "warn"),
    "active": Sign(_("推送中"), "check", "good"),
    "off": Sign(_("已停用"), "pause", "quiet"),
}
DELIVERIES = {
    "due": Sign(_("待推送"), "clock", "busy"),
    "delivered": Sign(_("已送达"), "check", "good"),
    "dropped": Sign(_("未送达"), "cross", "bad"),
}
MATTERS: dict[str, Word] = {
    "receipts": _("回执"),
    "challenge": _("地址验证"),
    "test": _("试推"),
}
REASONS: dict[str, Word] = {
    "gone": _("对方答复 410，已停止推送"),
    "failing": _("持续失败超过 76 小时，已停止推送；回执仍可拉取"),
    "unproven": _("未通过地址验证"),
    "switched off": _("由本企业停用"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """推送行 One delivery in the words of the page."""

    guid: str
    matter: Word
    sign: Sign
    attempts: int
    created: str
    tried: str
    status: str
    next: str
    may_replay: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointCard:
    """推送地址卡 One address in the words of the page."""

    id: str
    url: str
    sign: Sign
    reason: Word
    told: str
    since: str
    failing: str
    failing_long: bool
    off: bool
    deliveries: tuple[DeliveryRow, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /webhooks/."""
    account = account_of(request)
    by = Acting(firm=account.organisation, actor=account.get_username(), at=now())
    secret = ""
    if request.method == "POST":
        secret = acted(request, by)
        if not secret:
            return redirect("webhooks")
    with counter() as desk:
        cards = [
            card(desk.rooms, it, by) for it in desk.rooms.webhooks.of_firm(by.firm)
        ]
    return render(
        request, "declarant/webhooks.html", {"cards": cards, "secret": secret}
    )


def acted(request: HttpRequest, by: Acting) -> str:
    """Do what a button says; return a secret if one is to be shown."""
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise BadRequest
    try:
        with counter() as desk:
            return act(desk.rooms, request, by)
    except NoSuchEndpointError:
        raise Http404 from None
    except UnfitUrlError as unfit:
        messages.error(request, formats.either(*unfit.why.value))
    except TooManyError:
        messages.error(request, _("推送地址已达上限。"))
    except IllegalMoveError:
        messages.error(request, _("当前状态下不能这样处理。"))
    return ""


def add(rooms: Rooms, request: HttpRequest, by: Acting) -> str:
    """Add an address; return its secret."""
    _endpoint, secret = registering.register(rooms, request.POST.get("url", ""), by)
    return secret


def rotate(rooms: Rooms, request: HttpRequest, by: Acting) -> str:
    """Draw a new secret."""
    return registering.rotate(rooms, request.POST.get("id", ""), by)


def test(rooms: Rooms, request: HttpRequest, by: Acting) -> str:
    """Send a test."""
    registering.send_test(rooms, request.POST.get("id", ""), by)
    messages.success(request, _("试推已排队，结果见推送记录。"))
    return ""


def disable(rooms: Rooms, request: HttpRequest, by: Acting) -> str:
    """Switch an address off."""
    registering.switch_off(rooms, request.POST.get("id", ""), by)
    messages.success(request, _("已停用；回执仍可拉取。"))
    return ""


def enable(rooms: Rooms, request: HttpRequest, by: Acting) -> str:
    """Switch an address on."""
    registering.switch_on(rooms, request.POST.get("id", ""), by)
    messages.success(request, _("已启用，等待地址验证。"))
    return ""


def replay(rooms: Rooms, request: HttpRequest, by: Acting) -> str:
    """Send a delivery again."""
    guid = request.POST.get("delivery", "")
    if not registering.replay(rooms, request.POST.get("id", ""), guid, by):
        raise NoSuchEndpointError(guid)
    messages.success(request, _("已排队重推，标识不变。"))
    return ""


ACTS: dict[str, Callable[[Rooms, HttpRequest, Acting], str]] = {
    "add": add,
    "rotate": rotate,
    "test": test,
    "disable": disable,
    "enable": enable,
    "replay": replay,
}


def card(rooms: Rooms, endpoint: Endpoint, by: Acting) -> EndpointCard:
    """Say an address in the words of the page."""
    told = rooms.webhooks.deliveries(endpoint.id, SHOWN)
    return EndpointCard(
        id=endpoint.id,
        url=endpoint.url,
        sign=STATES[endpoint.state],
        reason=REASONS.get(endpoint.reason, ""),
        told=f"{endpoint.epoch}.{endpoint.sequence}",
        since=formats.instant(endpoint.created_at),
        failing=formats.instant(endpoint.failing_since),
        failing_long=is_shown(endpoint, by.at),
        off=endpoint.state == "off",
        deliveries=tuple(row(it, endpoint) for it in told),
    )


def row(told: Told, endpoint: Endpoint) -> DeliveryRow:
    """Say a delivery in the words of the page."""
    due = told.state == "due"
    return DeliveryRow(
        guid=told.guid,
        matter=MATTERS[told.matter],
        sign=DELIVERIES[told.state],
        attempts=told.attempts,
        created=formats.instant(told.created_at),
        tried=formats.instant(told.tried_at),
        status=str(told.status or told.trouble or formats.NOTHING),
        next=formats.instant(told.next_at if due else None),
        may_replay=not due and endpoint.state != "off",
    )
