"""代码释义 What a code of a receipt means: a page for each, and one to look them up."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tongguan.gateway.explaining import catalogue, located, sent_here
from tongguan.gateway.spellings import Found, explain
from tongguan.journeys.explanations import Explanation, words
from tongguan.journeys.plain_words import for_consumer
from tongguan.kit.breaches import Texts
from tongguan.portal.counter import is_part
from tongguan.portal.formats import either

SURE = "high"
MET_BY_BUYERS = frozenset({"window", "business", "reason"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """条目 One code as the page shows it, in the page's language."""

    code: str
    source: str
    title: str
    text: str
    causes: tuple[str, ...]
    fields: tuple[dict[str, str], ...]
    owners: tuple[str, ...]
    remedy: str
    resend: str
    patch: str
    cites: str
    confidence: str
    confirmed: bool
    related: tuple[str, ...]
    receipts: tuple[str, ...]
    sent_here: bool
    means: str


@dataclass(frozen=True, slots=True)
class Group:
    """来源 The codes of one source, as rows of a table."""

    title: str
    rows: tuple[Entry, ...]


def show(request: HttpRequest) -> HttpResponse:
    """GET /errors/ — every code; with `q`, those in a text that was pasted."""
    asked = request.GET.get("q", "").strip()
    page = found_page(explain(asked)) if asked else {}
    if is_part(request):
        return render(request, "public/codes_found.html", page)
    page |= {"asked": asked, "groups": () if asked else tuple(groups())}
    return render(request, "public/codes.html", page)


def show_one(request: HttpRequest, code: str) -> HttpResponse:
    """GET /errors/CODE — one code; `text` tells its meanings apart."""
    found = explain(code, request.GET.get("text", ""))
    page = {**found_page(found), "asked": code}
    status = 200 if found.known else 404
    return render(request, "public/codes.html", page, status=status)


def found_page(found: Found) -> dict[str, Any]:
    """Say what was found, and what was not."""
    entries = [present(one) for one in found.known]
    return {"entries": entries, "unknown": found.unknown, "near": found.near}


def groups() -> Iterator[Group]:
    """Yield the whole catalogue by source."""
    for source, codes in groupby(catalogue(), key=lambda one: one.source):
        title = said(words("sources", source))
        yield Group(title, tuple(present(one) for one in codes))


def present(one: Explanation) -> Entry:
    """Say an explanation in the page's language."""
    return Entry(
        code=one.code,
        source=said(words("sources", one.source)),
        title=said(one.title),
        text=one.text,
        causes=tuple(said(cause) for cause in one.causes),
        fields=tuple(located(place) for place in one.fields),
        owners=tuple(said(words("owners", it)) for it in one.owners),
        remedy=said(one.remedy),
        resend=said(words("resends", one.resend)),
        patch=said(words("patches", one.patch)) if one.patch else "",
        cites=one.cites,
        confidence=said(words("confidences", one.confidence)),
        confirmed=one.confidence == SURE,
        related=one.related,
        receipts=one.receipts,
        sent_here=one.code in sent_here(),
        means=said(for_consumer(one.code)) if one.source in MET_BY_BUYERS else "",
    )


def said(texts: Texts) -> str:
    """Choose the text in the page's language."""
    return either(*texts)
