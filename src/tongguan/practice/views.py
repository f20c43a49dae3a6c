"""系统接入 The page that walks a developer from a key to the first released list."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongguan.gateway.chinaport import outbox
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.plumbing.clock import now
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.outbox.store import Sent
from tongguan.portal import formats
from tongguan.portal.counter import Counter, account_of, counter
from tongguan.portal.declarant.sent import STATES
from tongguan.portal.words import Sign
from tongguan.practice.parcel import NoPartError, Practice, open_parcel
from tongguan.practice.steps import WAYS, Step, done, is_refusal, steps

SHOWN = 8
NO_KEY = "tg_…"
LABEL = "integrate"
DONE = Sign(_("已完成"), "check", "good")
TO_DO = Sign(_("待完成"), "clock", "quiet")
UNTRACED = Sign(_("不留痕"), "eye", "quiet")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard:
    """步骤卡 One step in the words of the page."""

    name: str
    title: str
    text: str
    command: str
    links: tuple[tuple[str, str], ...]
    sign: Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptLine:
    """回执行 One receipt as the console shows it."""

    place: str
    kind: str
    status: str
    refused: bool
    code: str
    text: str
    at: str


@never_cache
def show(request: HttpRequest) -> HttpResponse:
    """GET or POST /integrate/: the steps; a new key is shown once, in its place."""
    firm, key = firm_of(request), ""
    if request.method == "POST":
        key = acted(request, firm)
        if not key:
            return redirect("integrate")
    way = request.GET.get("way", "")
    way = way if way in WAYS else WAYS[0]
    words: dict[str, Any] = {"firm": firm, "key": key, "way": way, "doors": WAYS}
    finished: frozenset[str] = frozenset()
    if firm:
        with counter() as counted:
            words |= console(counted, firm)
            finished = words["finished"]
            words["keys"] = counted.keys.of(firm)
    places = {
        "WINDOW": f"{request.scheme}://{request.get_host()}",
        "HOST": request.get_host(),
        "KEY": key or NO_KEY,
        "FIRM": firm or "1100EC0001",
    }
    words["steps"] = [card(it, finished, it.command(way, places)) for it in steps()]
    return render(request, "public/integrate.html", words)


def firm_of(request: HttpRequest) -> str:
    """Return the firm of whoever is here to integrate one; nothing for others."""
    user: Any = request.user
    declares = user.is_authenticated and user.post == Post.DECLARANT
    return user.organisation if declares else ""


def acted(request: HttpRequest, firm: str) -> str:
    """Make a key and return it, or revoke one."""
    by = account_of(request).get_username()
    prefix = request.POST.get("revoke", "")
    with counter() as counted:
        if prefix:
            if not counted.keys.revoke(prefix, now(), firm):
                raise Http404
            note(counted, firm, by, "revoke-key", prefix)
            messages.success(request, _("密钥已停用。"))
            return ""
        key = counted.keys.make(firm, LABEL, now())
        note(counted, firm, by, "make-key", "")
        return key


def note(counted: Counter, firm: str, by: str, action: str, prefix: str) -> None:
    """Write down what was done about a firm's keys."""
    line = Line(
        at=now(),
        actor=by,
        organisation=firm,
        action=action,
        subject=f"firm/{firm}",
        detail={"prefix": prefix} if prefix else {},
    )
    counted.rooms.journal.append(line)


def progress(request: HttpRequest) -> HttpResponse:
    """GET /integrate/progress/ — what has been done, sent and received by now."""
    firm = account_of(request).organisation
    with counter() as counted:
        words = console(counted, firm)
    words["steps"] = [card(it, words["finished"]) for it in steps()]
    return render(request, "public/integrate_progress.html", words | {"swap": True})


def own_parcel(request: HttpRequest) -> HttpResponse:
    """POST /integrate/parcel/ — a new parcel; the firm's own message is downloaded."""
    try:
        with counter() as counted:
            made = open_parcel(counted.rooms, account_of(request).organisation, now())
    except NoPartError:
        raise Http404 from None
    return as_file(made)


@csrf_exempt
@require_POST
def post_parcel(request: HttpRequest) -> HttpResponseBase:
    """POST /practice/parcels — the same for machines, by the firm's key."""
    try:
        with desk(request) as (rooms, firm):
            if firm is None:
                return problem(Problem.NO_KEY)
            return as_file(open_parcel(rooms, firm, now()))
    except NoPartError:
        return problem(Problem.NO_SUCH)


def as_file(made: Practice) -> HttpResponse:
    """Hand a firm's own message out as a file."""
    name = f"{made.kind.removesuffix('Message')}.xml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made.own, content_type="application/xml", headers=headers)


def console(counted: Counter, firm: str) -> dict[str, Any]:
    """Say what a firm has done, its latest messages and its latest receipts."""
    rooms = counted.rooms
    epoch, last = rooms.outbox.last(firm)
    after = (epoch, max(0, last - SHOWN))
    pulled = rooms.outbox.pull(firm, after=after, limit=SHOWN)
    return {
        "finished": done(rooms, counted.keys, firm),
        "receipts": [line(it) for it in reversed(pulled)],
        "sent": [
            {
                "id": it.id,
                "kind": it.message_type.removesuffix("Message") or formats.NOTHING,
                "sign": STATES[it.state],
                "at": formats.instant(it.received_at),
                "count": it.receipts,
            }
            for it in rooms.expectations.sendings(firm, SHOWN // 2)
        ],
    }


def line(sent: Sent) -> ReceiptLine:
    """Say a receipt in one line of the console."""
    codes = [finding["code"] for finding in sent.findings]
    return ReceiptLine(
        place=f"{sent.epoch}.{sent.sequence}",
        kind=outbox.message_type(sent),
        status=sent.status,
        refused=is_refusal(sent.status),
        code=codes[0] if codes else sent.code,
        text=sent.text,
        at=formats.instant(sent.at),
    )


def card(step: Step, finished: frozenset[str], command: str = "") -> StepCard:
    """Say a step in the words of the page."""
    sign = DONE if step.name in finished else TO_DO
    return StepCard(
        name=step.name,
        title=formats.either(*step.title),
        text=formats.either(*step.text),
        command=command,
        links=tuple(
            (reverse(to) if "/" not in to else to, formats.either(zh, en))
            for to, zh, en in step.links
        ),
        sign=sign if step.traced else UNTRACED,
    )
