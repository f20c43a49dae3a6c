"""今日工作台 The page a firm begins its day on: what needs it, who waits for whom."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.customs.board.model import StoppedPaper
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys.today import Today, today_of
from tongguan.plumbing.clock import SHANGHAI, now, today
from tongguan.plumbing.expectations.rules import waits_until
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter
from tongguan.portal.declarant.case_money import Gauge, gauge
from tongguan.portal.declarant.collection import sign_of as notice_sign
from tongguan.portal.declarant.lists import Reason, reason
from tongguan.portal.declarant.requests import request_rows
from tongguan.portal.words import PAPERS, STATES, Sign, Word, state_sign
from tongguan.trade.kinds import Paper

S = DeclarationState
# What is counted at the top: of lists in a state, each a link into the lists.
COUNTED = (S.REJECTED, S.LODGED, S.SUSPENDED, S.IN_REVIEW, S.EXAMINED, S.DETAINED)
LOW = Sign(_("余额不足"), "alert", "bad")
ENDED = Sign(_("证书到期"), "shield", "bad")
ENDING = Sign(_("证书将到期"), "shield", "warn")
ALARM = Sign(_("警报"), "alert", "bad")
RETURNS = Sign(_("退货审核中"), "back", "busy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """计数 How many lists stand somewhere, and where they are shown."""

    sign: Sign
    count: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """事项 One thing that needs the firm, until when, and where it is seen to."""

    sign: Sign
    said: Word
    due: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedRow:
    """待办行 One paper that does not go on, in the words of the table."""

    paper: Word
    sign: Sign
    key: str
    url: str
    fix: str
    since: str
    until: str
    reasons: tuple[Reason, ...]
    waiting: tuple[Word, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET /today/."""
    firm, at = account_of(request).organisation, now()
    with counter() as desk:
        found = today_of(desk.rooms, firm, at)
        asked = request_rows(desk.rooms, found.asked)
        asking = request_rows(desk.rooms, found.asking)
    words = present(found, at) | {"asked": asked, "asking": asking}
    words["calm"] = is_calm(words)
    return render(request, "declarant/today.html", words)


def present(found: Today, at: datetime) -> dict[str, Any]:
    """Say what needs a firm in the words of the page."""
    return {
        "at": formats.instant(at),
        "counts": stopped_lists(found.counts),
        "matters": list(matters(found, at)),
        "rejected": [rejected_row(it) for it in found.rejected],
        "waiting": [waiting_row(it) for it in found.waiting],
        "guarantee": balance(found),
        "is_low": found.is_low,
        "chart_json": json.dumps(chart(found)),
    }


def is_calm(words: dict[str, Any]) -> bool:
    """Tell whether nothing needs the firm."""
    asking = ("matters", "rejected", "waiting", "asked", "asking")
    return not any(words[name] for name in asking)


def stopped_lists(counts: Mapping[tuple[str, str], int]) -> list[Count]:
    """Count the firm's own lists that do not go on; each link shows the same."""
    return [
        Count(
            sign=STATES[state],
            count=f"{counts.get((Paper.DECLARATION.value, state.value), 0):,}",
            url=f"{reverse('declarations')}?"
            + urlencode({"state": state.value, "own": "on"}),
        )
        for state in COUNTED
    ]


def matters(found: Today, at: datetime) -> Iterator[Matter]:
    """Name what is due besides papers: money, certificates, alarms, returns."""
    for notice in found.notices:
        yield Matter(
            sign=notice_sign(notice, today()),
            said=_("缴款书 %(number)s，税款 %(tax)s 元")
            % {"number": notice.number, "tax": formats.yuan(notice.tax_fen)},
            due=formats.day(notice.due_on),
            url=reverse("notice", args=[notice.number]),
        )
    if found.is_low and found.guarantee is not None:
        left = formats.yuan(found.guarantee.left)
        said = _("税款担保可用 %(left)s 元，不足总额的 %(percent)d%%")
        told = said % {"left": left, "percent": found.law.low_percent}
        yield Matter(sign=LOW, said=told, due="", url=reverse("guarantees"))
    for one in found.certificates:
        yield Matter(
            sign=ENDED if one.valid_until <= at else ENDING,
            said=_("签名证书 %(serial)s") % {"serial": one.serial},
            due=formats.day(one.valid_until.astimezone(SHANGHAI).date()),
            url=reverse("certificates"),
        )
    if found.alarms:
        late = _("%(n)d 项回执逾期或报文隔离") % {"n": len(found.alarms)}
        yield Matter(sign=ALARM, said=late, due="", url=reverse("alarms"))
    if waits := found.counts.get((Paper.GOODS_RETURN.value, PaperState.IN_REVIEW), 0):
        returns = _("%(n)d 份退货申请等待海关审核") % {"n": waits}
        yield Matter(sign=RETURNS, said=returns, due="", url=reverse("sent"))


def rejected_row(one: StoppedPaper) -> StoppedRow:
    """Say a rejected paper in the words of the table."""
    return StoppedRow(
        paper=PAPERS[one.kind],
        sign=state_sign(one.state),
        key=one.list_number or one.key,
        url=reverse("declaration", args=[one.list_number]) if one.list_number else "",
        fix=reverse("fix", args=[one.paper]),
        since=formats.instant(one.state_at),
        until="",
        reasons=tuple(reason(code) for code in one.codes),
        waiting=(),
    )


def waiting_row(one: StoppedPaper) -> StoppedRow:
    """Say a list that waits in the words of the table."""
    until = waits_until(one.state_at.astimezone(SHANGHAI))
    return StoppedRow(
        paper=PAPERS[one.kind],
        sign=state_sign(one.state),
        key=one.list_number,
        url=reverse("declaration", args=[one.list_number]),
        fix="",
        since=formats.instant(one.state_at),
        until=formats.instant(until),
        reasons=(),
        waiting=tuple(PAPERS[kind] for kind in one.codes),
    )


def balance(found: Today) -> Gauge | None:
    """Say how the firm's guarantee stands; None where it guarantees nothing."""
    return gauge(found.guarantee) if found.guarantee else None


def chart(found: Today) -> dict[str, Any]:
    """Say what the chart shows: its days, and a number for each."""
    days = [f"{it.day:%m-%d}" for it in found.days]
    return {"days": days, "series": chart_series(found)}


def chart_series(found: Today) -> list[dict[str, Any]]:
    """Say what the chart draws: a name, a tone, and a number for each day."""
    drawn = (
        (str(_("申报")), "busy", [it.declared for it in found.days]),
        (str(STATES[S.RELEASED].word), "good", [it.released for it in found.days]),
        (str(STATES[S.REJECTED].word), "bad", [it.rejected for it in found.days]),
    )
    return [{"name": name, "tone": tone, "counts": ns} for name, tone, ns in drawn]
