"""备案填写 An article written down: new, changed or copied; codes suggested; sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tongguan.gateway.bulk.article_sheets import Row, rows_of
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.inspection.goods_filing.entries import Form, entries, field_set
from tongguan.inspection.goods_filing.lifecycle import Actor
from tongguan.inspection.goods_filing.proposal import texts_of
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys.articles import Lodged, Outcome, judge, lodge
from tongguan.journeys.entitlement import NotEntitledError, demand_role
from tongguan.journeys.hs_search import find_codes
from tongguan.kit.codes import codes
from tongguan.plumbing.clock import now, today
from tongguan.portal import articles as words
from tongguan.portal import formats, hs_codes
from tongguan.portal.counter import Counter, account_of, counter, is_part
from tongguan.portal.declarant.articles import MODULE, NOT_NOW, filer, not_entitled
from tongguan.portal.words import Sign
from tongguan.trade.goods import FilingMode, Measure

SUGGESTED = 8
ROWS_SHOWN = 500
OUTCOMES: dict[Outcome, Sign] = {
    Outcome.FILED: Sign(_("已备案"), "check", "good"),
    Outcome.PENDING: Sign(_("待核许可"), "clock", "busy"),
    Outcome.UNCHANGED: Sign(_("没有变化"), "check", "quiet"),
    Outcome.REFUSED: Sign(_("不予备案"), "cross", "bad"),
}
LISTS = {"unit": "units", "origin": "countries"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """栏目 One entry of the form: its label, what is in it, whether it is demanded."""

    name: str
    label: str
    value: str
    kind: str
    most: int
    needed: bool
    faulty: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """导入结果 What became of one row."""

    row: int
    item: str
    sign: Sign
    version: int
    advice: tuple[words.Advice, ...]


def write(request: HttpRequest) -> HttpResponse:
    """GET or POST /articles/write/ — `item` changes one, `copy` begins with another."""
    account = account_of(request)
    if request.method == "POST":
        texts = said(request.POST)
        answer = lodged(request, account.organisation, texts)
        if answer is not None and answer.outcome is not Outcome.REFUSED:
            return done(request, answer)
        return render(request, "declarant/article_form.html", form(texts, answer))
    texts = said(request.GET) if is_part(request) else begun(request)
    part = "declarant/article_entries.html" if is_part(request) else ""
    return render(request, part or "declarant/article_form.html", form(texts, None))


def said(given: QueryDict) -> dict[str, str]:
    """Take the entries of the form from what was sent."""
    return {name: str(given.get(name, "")).strip() for name in entries()}


def begun(request: HttpRequest) -> dict[str, str]:
    """Begin with an article on file, with a copy of one, or with nothing."""
    item = request.GET.get("item") or request.GET.get("copy") or ""
    blank = {"mode": FilingMode.DIRECT.value}
    if not item:
        return blank | {k: v for k, v in said(request.GET).items() if v}
    with counter() as desk:
        history = desk.rooms.goods.history(account_of(request).organisation, item)
    if not history:
        return blank
    texts = texts_of(history[-1].goods)
    if "copy" in request.GET:
        texts |= {"item_number": "", "barcode": "", "effective": "", "until": ""}
    return texts


def lodged(
    request: HttpRequest, seller: str, texts: Mapping[str, str]
) -> Lodged | None:
    """Put an article on file if it is good; nothing where somebody was quicker."""
    who = filer(account_of(request), request.POST.get("reason", ""), Actor.SELLER)
    try:
        with counter() as desk:
            demand_role(desk.rooms, seller, MODULE)
            (answer,) = lodge(desk.rooms, seller, [texts], who, now())
    except VersionTakenError:
        messages.error(request, NOT_NOW)
        return None
    except NotEntitledError as no:
        messages.error(request, not_entitled(no))
        return None
    return answer


def done(request: HttpRequest, answer: Lodged) -> HttpResponse:
    """Go to the article, and say there what became of it."""
    told = {"n": answer.version, "what": OUTCOMES[answer.outcome].word}
    messages.success(request, _("%(what)s，版本 %(n)d。") % told)
    for finding in answer.findings:
        one = words.advice(finding)
        messages.warning(request, f"{one.says} {one.remedy}")
    return redirect(f"{reverse('article')}?{urlencode({'item': answer.item_number})}")


def form(texts: Mapping[str, str], answer: Lodged | None) -> dict[str, Any]:
    """Say the form in words: every entry, and what is wrong."""
    findings = answer.findings if answer else ()
    faulty = {it.difference.place.field for it in findings if it.difference}
    mode = texts.get("mode") or FilingMode.DIRECT
    known = mode if mode in set(FilingMode) else FilingMode.DIRECT
    needed = set(field_set(known, settings.PROFILE, today()).required)
    return {
        "fields": [
            field(name, texts.get(name, ""), name in needed, name in faulty)
            for name in entries()
        ],
        "advice": [words.advice(it) for it in findings],
        "lists": {
            f"list-{table}": [(it.code, formats.meant(it)) for it in codes(table)]
            for table in LISTS.values()
        },
        "item": texts.get("item_number", ""),
    }


def field(name: str, value: str, needed: bool, faulty: bool) -> Field:  # noqa: FBT001 - two marks of one entry
    """Say one entry of the form."""
    entry = entries()[name]
    choices: tuple[tuple[str, str], ...] = ()
    if entry.form is Form.MODE:
        choices = tuple((it.value, words.mode_word(it)) for it in FilingMode)
    if entry.form is Form.MEASURE:
        choices = (("", formats.NOTHING), *((it.value, it.value) for it in Measure))
    return Field(
        name=name,
        label=words.label(name),
        value=value,
        kind=entry.form,
        most=entry.most,
        needed=needed,
        faulty=faulty,
        choices=choices,
    )


def suggest(request: HttpRequest) -> HttpResponse:
    """GET /articles/codes/?hs_code= — codes that answer to digits, names, barcodes."""
    text = request.GET.get("q") or request.GET.get("hs_code") or ""
    with counter() as desk:
        found = find_codes(desk.rooms, text, today(), SUGGESTED)
    flaw = found.flaw
    told = {
        "asked": text.strip(),
        "codes": [hs_codes.code(hit) for hit in found.hits],
        "flaw": formats.either(flaw.chinese, flaw.english) if flaw else "",
        "choosing": True,
    }
    if is_part(request):
        return render(request, "declarant/codes_suggested.html", told)
    return render(request, "declarant/codes.html", told)


def bring(request: HttpRequest) -> HttpResponse:
    """GET or POST /articles/sheet/ — many articles from a file, each row told."""
    results: list[Result] = []
    checked = "check" in request.POST
    if request.method == "POST":
        results = brought(request, only_judged=checked)
    counts = {
        name: sum(OUTCOMES[outcome] is it.sign for it in results)
        for name, outcome in (("good", Outcome.FILED), ("bad", Outcome.REFUSED))
    }
    told = {"results": results[:ROWS_SHOWN], "total": len(results), "checked": checked}
    return render(request, "declarant/article_sheet.html", told | counts)


def brought(request: HttpRequest, *, only_judged: bool) -> list[Result]:
    """File the rows that are in order, or only judge them; say what became of each."""
    given = request.FILES.get("file")
    if given is None:
        messages.error(request, _("请选择要导入的文件。"))
        return []
    try:
        rows = rows_of(given.read())
        with counter() as desk:
            answers = answered(request, desk, rows, only_judged=only_judged)
    except SheetError as error:
        what, remedy = error.trouble.what, error.trouble.remedy
        messages.error(request, f"{formats.either(*what)} {formats.either(*remedy)}")
        return []
    except VersionTakenError:
        messages.error(request, NOT_NOW)
        return []
    except NotEntitledError as no:
        messages.error(request, not_entitled(no))
        return []
    return [result(row, it) for row, it in zip(rows, answers, strict=True)]


def answered(
    request: HttpRequest, desk: Counter, rows: list[Row], *, only_judged: bool
) -> list[Lodged]:
    """Judge the rows, and file them unless they are only to be judged."""
    account = account_of(request)
    who, at = filer(account, "", Actor.SELLER), now()
    several = [row.entries for row in rows]
    demand_role(desk.rooms, account.organisation, MODULE)
    if only_judged:
        told = judge(desk.rooms, account.organisation, several, who, at)
        return [answer for answer, _version in told]
    return lodge(desk.rooms, account.organisation, several, who, at)


def result(row: Row, answer: Lodged) -> Result:
    """Say what became of one row."""
    return Result(
        row=row.number,
        item=answer.item_number,
        sign=OUTCOMES[answer.outcome],
        version=answer.version,
        advice=tuple(words.advice(it) for it in answer.findings),
    )
