"""报文流量 Traffic by the hour, queues, health and what is silent for too long."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.plumbing.clock import SHANGHAI, now
from tongguan.plumbing.expectations.model import SAID, Alarm
from tongguan.plumbing.expectations.rules import law_at
from tongguan.plumbing.traffic.model import Gap, Hour, Line, Queue, Server, bar_series
from tongguan.portal import formats
from tongguan.portal.counter import counter, is_part
from tongguan.portal.words import Sign, Word

# However many look, queues are asked once in so many seconds, hours in as many more.
KNOWN, SECONDS, HOURLY_SECONDS = "traffic", 5, 60
HOURS, ALARMS, NEWEST = 24, 50, 20_000
MEGABYTE = 1024 * 1024
CALM = Sign(_("正常"), "check", "good")
BUSY = Sign(_("积压"), "clock", "warn")
TROUBLED = Sign(_("故障"), "cross", "bad")
QUEUES: dict[str, Word] = {
    "inbox": _("待读报文"),
    "wakes": _("待办单证"),
    "outbox": _("未确认回执"),
    "forwarding": _("待转报"),
    "webhooks": _("待推送"),
}
UNTIMED = {"outbox"}  # receipts are fetched when their firms like


def show(request: HttpRequest) -> HttpResponse:
    """GET /traffic/ — looked at again every few seconds while it is open."""
    part = is_part(request)
    place = "operator/traffic_now.html" if part else "operator/traffic.html"
    return render(request, place, seen())


def seen() -> dict[str, Any]:
    """Look at the traffic, unless somebody has just looked."""
    known: dict[str, Any] | None = cache.get(KNOWN)
    if known is None:
        at = now()
        with counter() as desk:
            room, rooms = desk.rooms.offices.traffic, desk.rooms
            known = {
                "at": at,
                "hourly": hourly(room, at),
                "queues": room.queues(),
                "lines": room.lines(),
                "server": room.server(),
                "gaps": room.gaps(),
                "last_came": room.last_came(),
                "alarms": rooms.expectations.alarms(None, at, ALARMS),
                "condition": rooms.forwarding.condition(),
            }
        cache.set(KNOWN, known, SECONDS)
    return present(known)


def hourly(room: Any, at: datetime) -> tuple[list[Hour], list[Hour]]:
    """Count the latest hours, unless they have just been counted."""
    counted: tuple[list[Hour], list[Hour]] | None = cache.get("traffic-hours")
    if counted is None:
        since = hours_until(at)[0]
        counted = (room.came(since), room.went(since))
        cache.set("traffic-hours", counted, HOURLY_SECONDS)
    return counted


def hours_until(at: datetime) -> list[datetime]:
    """Name the hours of the last day, the running one last."""
    running = at.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    return [running - timedelta(hours=ago) for ago in reversed(range(HOURS))]


def present(known: dict[str, Any]) -> dict[str, Any]:
    """Say what was seen in the words of the page."""
    at, (came, went) = known["at"], known["hourly"]
    silence = law_at(at).silence
    last = known["last_came"]
    return {
        "at": formats.instant(at),
        "charts": [chart(_("收报（按报文）"), came, at), chart(_("回执"), went, at)],
        "came": f"{sum(it.count for it in came):,}",
        "went": f"{sum(it.count for it in went):,}",
        "refused": f"{sum(it.refused for it in came):,}",
        "last_came": formats.instant(last),
        "silent": last is not None and at - last > silence,
        "queues": [present_queue(it, at, silence) for it in known["queues"]],
        "lines": [present_line(it) for it in known["lines"]],
        "condition": known["condition"],
        "server": present_server(known["server"], at),
        "gaps": [present_gap(it) for it in known["gaps"]],
        "alarms": [present_alarm(it, at) for it in known["alarms"]],
    }


def chart(title: Word, found: Sequence[Hour], at: datetime) -> dict[str, Any]:
    """Lay hours out as bars, one colour a kind."""
    hours = hours_until(at)
    local = [
        Hour(
            hour=it.hour.astimezone(SHANGHAI),
            kind=it.kind,
            count=it.count,
            refused=it.refused,
        )
        for it in found
    ]
    bars = {
        "hours": [f"{hour:%H}" for hour in hours],
        "series": bar_series(hours, local),
    }
    return {"title": title, "bars": json.dumps(bars), "empty": not found}


def present_queue(one: Queue, at: datetime, silence: timedelta) -> dict[str, Any]:
    """Say how a queue does: troubled when its oldest has waited for too long."""
    waits = at - one.oldest if one.oldest else timedelta()
    late = waits > silence
    sign = TROUBLED if late else BUSY if one.aside else CALM
    return {
        "name": QUEUES[one.name],
        "depth": f"{one.depth:,}",
        "oldest": formats.age(int(waits.total_seconds())) if one.oldest else "—",
        "aside": one.aside,
        "sign": CALM if one.name in UNTIMED else sign,
    }


def present_line(one: Line) -> dict[str, Any]:
    """Say how a line to an agency does."""
    return {
        "name": one.name,
        "waiting": one.waiting,
        "contact": formats.instant(one.contact_at),
        "trouble": one.trouble,
        "sign": TROUBLED if one.failures else CALM,
    }


def present_server(one: Server, at: datetime) -> dict[str, str]:
    """Say how the database does."""
    return {
        "size": f"{one.bytes / MEGABYTE:,.0f} MiB",
        "sessions": f"{one.sessions} / {one.most_sessions}",
        "longest": f"{one.longest_seconds:,} s",
        "up": formats.age(int((at - one.started_at).total_seconds())),
    }


def present_gap(one: Gap) -> str:
    """Say where numbers of receipts do not follow."""
    return f"{one.recipient} · {one.epoch}: {one.after} → {one.first}"


def present_alarm(one: Alarm, at: datetime) -> dict[str, str]:
    """Say an alarm, and for how long."""
    return {
        "firm": one.firm,
        "text": formats.either(*SAID[one.matter]),
        "key": f"{one.kind} {one.key}".strip(),
        "age": formats.age(int((at - one.since).total_seconds())),
    }
