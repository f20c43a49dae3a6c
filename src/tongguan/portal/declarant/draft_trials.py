"""逻辑校验 A batch, or one draft of it, tried without declaring anything."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.bulk.forms import Form, form_named
from tongguan.gateway.bulk.trials import FAULTY, Foreseen, foresee
from tongguan.plumbing.clock import now
from tongguan.plumbing.drafts.lifecycle import DraftState
from tongguan.plumbing.drafts.store import Wanted
from tongguan.portal import formats
from tongguan.portal.counter import counter
from tongguan.portal.declarant.draft import found
from tongguan.portal.declarant.draft_words import (
    FaultWords,
    address,
    fault_words,
    goods,
    walk,
)
from tongguan.portal.declarant.drafts import own_batch
from tongguan.portal.traces import TraceRow, present_trace
from tongguan.portal.words import CHANNELS, PAPERS, Sign, Word
from tongguan.trade.money import ZERO

A_TRIAL = 200
OUTCOMES: dict[str, Sign] = {
    **CHANNELS,
    FAULTY: Sign(_("有误"), "cross", "bad"),
    "wait": Sign(_("可申报，等其他单证"), "clock", "warn"),
    "lodge": Sign(_("可申报"), "check", "good"),
    "save": Sign(_("暂存"), "file", "quiet"),
    "object": Sign(_("已有此单"), "alert", "warn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenPaper:
    """预计单证 What would be said of one paper."""

    word: Word
    key: str
    receipts: tuple[tuple[str, str, str], ...]
    findings: tuple[FaultWords, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeseenRow:
    """预计行 What would become of one draft, in the words of the page."""

    url: str
    trial: str
    row: int
    number: str
    goods: str
    sign: Sign
    missing: tuple[Word, ...]
    tax: str
    certain: bool
    faults: tuple[FaultWords, ...]
    papers: tuple[ForeseenPaper, ...]
    trace: tuple[TraceRow, ...]


def show(request: HttpRequest, batch: int) -> HttpResponse:
    """GET /drafts/BATCH/try/ — every draft that is not declared yet."""
    with counter() as desk:
        own = own_batch(desk, request, batch)
        every = desk.rooms.drafts.page(own.id, Wanted())
        drafts = [it for it in every if it.state == DraftState.WRITING]
        seen = foresee(desk.rooms, own, drafts[:A_TRIAL], now())
    form = form_named(own.form)
    rows = [present(form, it) for it in seen]
    words = {
        "batch": own,
        "walk": walk("check", own),
        "rows": rows,
        "more": max(0, len(drafts) - A_TRIAL),
        "tally": tally(seen),
        "tax": f"{sum((it.payable or ZERO for it in seen), ZERO):,.2f}",
        "uncertain": sum(not it.certain for it in seen),
    }
    return render(request, "declarant/drafts_trial.html", words)


def show_one(request: HttpRequest, batch: int, number: int) -> HttpResponse:
    """GET /drafts/BATCH/NUMBER/try/ — one draft with its workings and receipts."""
    with counter() as desk:
        own, draft = found(desk, request, batch, number)
        form = form_named(own.form)
        (seen,) = foresee(desk.rooms, own, [draft], now())
    words = {"batch": own, "one": present(form, seen), "walk": walk("check", own)}
    return render(request, "declarant/draft_trial.html", words)


def tally(seen: Sequence[Foreseen]) -> list[tuple[Sign, int]]:
    """Count the outcomes."""
    counted = Counter(it.outcome for it in seen)
    return [(OUTCOMES[name], n) for name, n in counted.most_common()]


def present(form: Form, seen: Foreseen) -> ForeseenRow:
    """Say what would become of a draft."""
    draft = seen.looked.draft
    return ForeseenRow(
        url=address(draft),
        trial=address(draft, "draft-trial"),
        row=draft.row,
        number=draft.number or formats.NOTHING,
        goods=goods(form, seen.looked.content),
        sign=OUTCOMES[seen.outcome],
        missing=tuple(PAPERS[it] for it in seen.missing),
        tax=formats.NOTHING if seen.payable is None else f"{seen.payable:,.2f}",
        certain=seen.certain,
        faults=tuple(fault_words(it) for it in seen.looked.report.faults),
        papers=tuple(map(paper, seen.papers)),
        trace=present_trace(seen.trace),
    )


def paper(told: Mapping[str, Any]) -> ForeseenPaper:
    """Say what would be said of one paper."""
    return ForeseenPaper(
        word=PAPERS[told["paper"]],
        key=told["key"],
        receipts=tuple(
            (it["message"], it["status"], it["text"]) for it in told["receipts"]
        ),
        findings=tuple(
            FaultWords(
                code=it["code"],
                says=formats.either(it["zh"], it["en"]),
                remedy=formats.either(it["remedy"]["zh"], it["remedy"]["en"]),
            )
            for it in told["findings"]
        ),
    )
