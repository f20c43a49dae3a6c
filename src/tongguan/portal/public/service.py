"""服务状态 How fast receipts come, as measured, beside what the window promises."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.customs.board.model import Latency, StageDay
from tongguan.customs.control.terms import receipt_levels
from tongguan.plumbing.clock import SHANGHAI, now
from tongguan.portal import formats
from tongguan.portal.counter import counter
from tongguan.portal.words import Sign, Word

SECONDS = 60  # however many look, it is measured once a minute
DAY = timedelta(hours=24)
NEWEST, SAMPLE, ALARMS = 20_000, 5000, 1000
DAYS, WHOLE = 14, 100
MET, MISSED = Sign(_("达到"), "check", "good"), Sign(_("未达到"), "alert", "warn")
UNKNOWN = Sign(_("近 14 天没有"), "clock", "quiet")
# fmt: off
STAGES: dict[str, tuple[Word, Word, str]] = {
    "answered": (_("首份回执"), _("收到清单至首份回执"), "busy"),
    "decided":  (_("自动审结"), _("单证到齐至作出决定"), "good"),
    "released": (_("查验后放行"), _("最后一项查验结果至放行"), "look"),
    "pushed":   (_("回执推送"), _("回执产生至企业地址收妥"), "warn"),
}
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRow:
    """关区行 The percentiles of one customs office, in seconds."""

    office: str
    lists: str
    first: tuple[str, ...]
    final: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """环节行 What is promised of a stage, and how it was."""

    word: Word
    said: Word
    promised: str
    cases: str
    took: tuple[str, ...]
    sign: Sign


def show(request: HttpRequest) -> HttpResponse:
    """GET /service/."""
    known = cache.get("service")
    if known is None:
        known = measured(now())
        cache.set("service", known, SECONDS)
    at, offices, days, alarms = known
    levels = receipt_levels(at.astimezone(SHANGHAI).date())
    promised = asdict(levels.says)
    page = {
        "at": formats.instant(at),
        "alarms": alarms,
        "rows": [present(it) for it in offices],
        "stages": [stage_row(it, days, promised[it]) for it in STAGES],
        "days": [day_row(it, days) for it in reversed(span(at))],
        "heads": [word for word, _said, _tone in STAGES.values()],
        "chart": json.dumps(chart(span(at), days, promised)),
        "cites": levels.cites,
    }
    return render(request, "public/service.html", page)


def measured(at: datetime) -> tuple[datetime, list[Latency], list[StageDay], int]:
    """Measure offices over a day, stages over two weeks, and count alarms."""
    first = datetime.combine(span(at)[0], datetime.min.time(), SHANGHAI)
    with counter() as desk:
        return (
            at,
            desk.board.latencies(at - DAY, NEWEST),
            desk.board.stage_days(first, SAMPLE),
            len(desk.rooms.expectations.alarms(None, at, ALARMS)),
        )


def span(at: datetime) -> list[date]:
    """Name the days that are looked at, today the last."""
    today = at.astimezone(SHANGHAI).date()
    return [today - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]


def present(latency: Latency) -> OfficeRow:
    """Say the percentiles of an office."""
    return OfficeRow(
        office=formats.coded("customs_offices", latency.office),
        lists=f"{latency.lists:,}",
        first=seconds(latency.first),
        final=seconds(latency.final),
    )


def stage_row(name: str, found: Sequence[StageDay], promised: int) -> StageRow:
    """Say how a stage was in all, beside what is promised."""
    word, said, _tone = STAGES[name]
    whole = next((it for it in found if it.stage == name and it.day is None), None)
    sign = UNKNOWN
    if whole is not None:
        sign = MET if whole.took[1] <= promised * 1000 else MISSED
    return StageRow(
        word=word,
        said=said,
        promised=formats.span(promised),
        cases=f"{whole.cases:,}" if whole else "0",
        took=seconds(whole.took) if whole else (formats.NOTHING,) * 3,
        sign=sign,
    )


def day_row(day: date, found: Sequence[StageDay]) -> dict[str, Any]:
    """Say every stage of one day."""
    took = {it.stage: " / ".join(seconds(it.took)) for it in found if it.day == day}
    words = [word for word, _said, _tone in STAGES.values()]
    cells = [took.get(it, formats.NOTHING) for it in STAGES]
    return {"day": formats.day(day), "cells": list(zip(words, cells, strict=True))}


def chart(
    days: Sequence[date], found: Sequence[StageDay], promised: dict[str, int]
) -> dict[str, Any]:
    """Lay out how much of what is promised the 95th percentile of a day took."""
    took = {(it.stage, it.day): it.took[1] for it in found}
    return {
        "days": [f"{it:%m-%d}" for it in days],
        "series": [
            {
                "name": str(word),
                "tone": tone,
                "counts": [
                    round(took.get((name, it), 0) / promised[name] / 1000 * WHOLE, 1)
                    for it in days
                ],
            }
            for name, (word, _said, tone) in STAGES.items()
        ],
    }


def seconds(took: Sequence[int]) -> tuple[str, ...]:
    """Write milliseconds as seconds."""
    return tuple(f"{it / 1000:,.1f}" for it in took)
