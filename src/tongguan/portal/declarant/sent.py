"""报文 What was sent, which receipts came, which are due, and what is late."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.chinaport import outbox
from tongguan.gateway.chinaport.evidence import evidence
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import now
from tongguan.plumbing.expectations.model import (
    SAID,
    Alarm,
    Link,
    Matter,
    Sending,
    SentPaper,
    Stage,
    Standing,
)
from tongguan.plumbing.expectations.rules import chain
from tongguan.plumbing.outbox.store import Sent
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter, viewer_of
from tongguan.portal.words import PAPERS, Sign, Word, state_sign

SIZE, ALARMS = 50, 200
BEFORE = re.compile(r"[0-9]{1,18}")
STATES = {
    "received": Sign(_("待读取"), "clock", "busy"),
    "read": Sign(_("已读取"), "check", "good"),
    "refused": Sign(_("格式不符"), "cross", "bad"),
    "quarantined": Sign(_("已隔离"), "pause", "warn"),
}
STAGES: dict[Stage, Word] = {
    Stage.KEPT: _("收到"),
    Stage.READ: _("校验回执"),
    Stage.FINAL: _("最终回执"),
}
STANDINGS = {
    Standing.CAME: Sign(_("已到"), "check", "good"),
    Standing.DUE: Sign(_("应到"), "clock", "busy"),
    Standing.OVERDUE: Sign(_("逾期"), "alert", "bad"),
    Standing.WAITING: Sign(_("等待"), "pause", "warn"),
    Standing.NOT_YET: Sign(_("未到"), "clock", "quiet"),
}
CUSTOMS_WAIT: Word = _("海关处理")
MATTERS = {
    Matter.UNREAD: Sign(_("未读取"), "alert", "bad"),
    Matter.SET_ASIDE: Sign(_("已隔离"), "pause", "warn"),
    Matter.UNDECIDED: Sign(_("回执逾期"), "alert", "bad"),
    Matter.PUSH: Sign(_("推送失败"), "arrow", "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCell:
    """回执环节 One link of the chain in the words of the page."""

    stage: Word
    sign: Sign
    at: str
    waiting_for: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """报文行 One message in the words of the table."""

    id: int
    url: str
    kind: str
    sender: str
    sign: Sign
    received: str
    receipts: int
    links: tuple[LinkCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRow:
    """单证行 One paper of a message."""

    word: Word
    key: str
    sign: Sign
    status: str
    deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """回执行 One receipt with its own message."""

    place: str
    kind: str
    status: str
    code: str
    text: str
    at: str
    xml: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRow:
    """警报行 One alarm in the words of the table."""

    sign: Sign
    said: str
    firm: str
    since: str
    url: str
    key: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /sent/ — the newest first, a page at a time."""
    firm = viewer_of(account_of(request)).organisation
    asked = request.GET.get("before", "")
    before = int(asked) if BEFORE.fullmatch(asked) else None
    at = now()
    with counter() as desk:
        known = desk.rooms.expectations
        found = known.sendings(firm, SIZE, before)
        papers = known.papers_of(it.id for it in found)
        alarms = known.alarms(firm, at, ALARMS)
    rows = [present(it, chain(it, papers.get(it.id, ()), at)) for it in found]
    older = f"?before={found[-1].id}" if len(found) == SIZE else ""
    words = {"rows": rows, "older": older, "alarms": len(alarms), "newest": before}
    return render(request, "declarant/sent.html", words)


def show_one(request: HttpRequest, number: int) -> HttpResponse:
    """GET /sent/{number}/ — its chain, its papers, its receipts."""
    firm = viewer_of(account_of(request)).organisation
    with counter() as desk:
        sending = desk.rooms.expectations.sending(firm, number)
        if sending is None:
            raise Http404
        papers = desk.rooms.expectations.papers_of([number])[number]
        sent = desk.rooms.outbox.of_messages([number], sending.sender)
        receipts = [receipt(desk.rooms, it) for it in sent]
    links = chain(sending, papers, now())
    words = {
        "row": present(sending, links),
        "sha256": sending.digest.hex(),
        "size": f"{sending.size:,}",
        "guid": sending.guid,
        "certificate": sending.signed_by,
        "papers": [paper_row(it) for it in papers],
        "receipts": receipts,
        "hint": hint(sending, links),
        "own": firm == sending.sender,
    }
    return render(request, "declarant/sent_one.html", words)


def take_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """GET /sent/{number}/evidence/ — one sealed file, its taking written down."""
    account = account_of(request)
    with counter() as desk:
        made = evidence(
            desk.rooms,
            account.organisation,
            number,
            now(),
            actor=account.get_username(),
        )
    if made is None:
        raise Http404
    name = f'attachment; filename="evidence-{number}.zip"'
    headers = {"Content-Disposition": name}
    return HttpResponse(made, content_type="application/zip", headers=headers)


def show_alarms(request: HttpRequest) -> HttpResponse:
    """GET /alarms/ — everybody's, or those of the visitor's own firm."""
    firm = viewer_of(account_of(request)).organisation
    with counter() as desk:
        found = desk.rooms.expectations.alarms(firm, now(), ALARMS)
    words = {"alarms": [alarm_row(it) for it in found], "all": firm is None}
    return render(request, "declarant/alarms.html", words)


def present(sending: Sending, links: Sequence[Link]) -> MessageRow:
    """Say a message in the words of the table."""
    return MessageRow(
        id=sending.id,
        url=reverse("sent-one", args=[sending.id]),
        kind=sending.message_type.removesuffix("Message") or formats.NOTHING,
        sender=sending.sender,
        sign=STATES[sending.state],
        received=formats.instant(sending.received_at),
        receipts=sending.receipts,
        links=tuple(link_cell(link) for link in links),
    )


def link_cell(link: Link) -> LinkCell:
    """Say a link in the words of the page."""
    return LinkCell(
        stage=STAGES[link.stage],
        sign=STANDINGS[link.standing],
        at=formats.instant(link.at),
        waiting_for=tuple(PAPERS.get(it, CUSTOMS_WAIT) for it in link.waiting_for),
    )


def hint(sending: Sending, links: Sequence[Link]) -> Word:
    """Say whether to send the message again."""
    if sending.state == "refused":
        return _("按回执改正后重新报送；原样重发只会得到同一回执。")
    if any(link.standing is Standing.OVERDUE for link in links):
        return _("回执逾期已列入警报，由平台处理；无需重发。")
    return _("原样重发总是安全的：得到同一确认，不产生新的效果。")


def paper_row(paper: SentPaper) -> PaperRow:
    """Say a paper in the words of the page."""
    return PaperRow(
        word=PAPERS.get(paper.kind, paper.kind),
        key=paper.key,
        sign=state_sign(paper.state),
        status=paper.status,
        deadline=paper.deadline or "",
    )


def receipt(rooms: Rooms, sent: Sent) -> ReceiptRow:
    """Say a receipt, with the message it travels in."""
    return ReceiptRow(
        place=f"{sent.epoch}.{sent.sequence}",
        kind=outbox.message_type(sent),
        status=sent.status,
        code=sent.code,
        text=sent.text,
        at=formats.instant(sent.at),
        xml="\n".join(it.decode() for it in outbox.messages(rooms, [sent])),
    )


def alarm_row(alarm: Alarm) -> AlarmRow:
    """Say an alarm in the words of the table."""
    to_hooks = reverse("webhooks") if alarm.matter is Matter.PUSH else ""
    return AlarmRow(
        sign=MATTERS[alarm.matter],
        said=formats.either(*SAID[alarm.matter]),
        firm=alarm.firm,
        since=formats.instant(alarm.since),
        url=reverse("sent-one", args=[alarm.message]) if alarm.message else to_hooks,
        key=alarm.key or str(alarm.message or ""),
    )
