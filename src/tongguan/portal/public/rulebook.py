"""规则库 The rulebook anybody may read, on any day; and two days compared."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from tongguan.journeys.lawbook import changes, kind_of, summary_told
from tongguan.kit.lawbook import (
    Change,
    Rule,
    days,
    names,
    rules,
    search,
    standing,
    title,
)
from tongguan.plumbing.clock import today
from tongguan.portal.counter import is_part
from tongguan.portal.formats import either
from tongguan.portal.public.rule_words import (
    named,
    placed,
    said,
    sections,
    table_of,
    value_of,
)
from tongguan.portal.words import Sign

ROWS, HITS, CHANGES = 100, 60, 200
KINDS: dict[str, Sign] = {
    "added": Sign(_("新增"), "plus", "good"),
    "changed": Sign(_("修改"), "back", "warn"),
    "removed": Sign(_("废止"), "cross", "bad"),
}


def show(request: HttpRequest) -> HttpResponse:
    """GET /rules/ — every page; with `q`, the rules that have these words."""
    day, asked = day_of(request, "on"), request.GET.get("q", "").strip()
    page: dict[str, Any] = {"asked": asked, "on": day, "today": today()}
    if asked:
        found = list(islice(search(asked), HITS + 1))
        page["hits"] = list(hits(found[:HITS], day))
        page["more"] = len(found) > HITS
    else:
        page["groups"] = list(groups(day))
    part = is_part(request)
    place = "public/rules_found.html" if part else "public/rules.html"
    return render(request, place, page)


def show_page(request: HttpRequest, name: str) -> HttpResponse:
    """GET /rules/customs/duty/limits?on= — one page as it stands on a day."""
    if name not in names():
        raise Http404
    day, asked = day_of(request, "on"), request.GET.get("q", "").strip().lower()
    page = {
        "one": summary(name, day),
        "on": day,
        "today": today(),
        "days": days(name),
        "asked": asked,
        "is_table": names()[name].endswith(".csv"),
    }
    if page["is_table"]:
        found = [it for it in standing(name, day).values() if asked in it.text]
        shown = Paginator(found, ROWS).get_page(request.GET.get("page"))
        page |= {"shown": shown, **table_of(list(shown.object_list))}
    else:
        page["sections"] = list(sections(rules(name), day))
    return render(request, "public/rule_page.html", page)


def show_changes(request: HttpRequest) -> HttpResponse:
    """GET /rules/compare/?from=&to= — what two days have different, page by page."""
    last = day_of(request, "to")
    first = day_of(request, "from", last.replace(month=1, day=1))
    only = request.GET.get("page", "")
    found = changes(first, last, (only,) if only in names() else ())
    page = {
        "first": first,
        "last": last,
        "only": only if only in names() else "",
        "names": [(name, either(*title(name))) for name in names()],
        "pages": [changed(name, it) for name, it in found.items()],
        "counts": counts(found),
    }
    part = is_part(request)
    place = "public/rules_compared.html" if part else "public/rules_compare.html"
    return render(request, place, page)


def day_of(request: HttpRequest, name: str, otherwise: date | None = None) -> date:
    """Return the day the address names; today, or another, where it names none."""
    try:
        return parse_date(request.GET.get(name, "")) or otherwise or today()
    except ValueError:
        return otherwise or today()


def summary(name: str, day: date) -> dict[str, Any]:
    """Say a page in a line of the catalogue."""
    return summary_told(name, day) | {"title": either(*title(name))}


def groups(day: date) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the catalogue, folder by folder."""
    for folder, inside in groupby(names(), key=lambda name: name.partition("/")[0]):
        yield named(folder), [summary(name, day) for name in inside]


def hits(found: list[Rule], day: date) -> Iterator[dict[str, Any]]:
    """Yield what a search found, each with the day to read it on."""
    for rule in found:
        read_on = day if rule.holds(day) else rule.effective
        yield {
            "rule": rule,
            "title": either(*title(rule.page)),
            "place": placed(rule.place),
            "read_on": read_on or day,
            "holds": rule.holds(day),
            "says": list(islice(said(rule), 6)),
        }


def changed(name: str, found: list[Change]) -> dict[str, Any]:
    """Say what is different on one page."""
    return {
        "name": name,
        "title": either(*title(name)),
        "count": len(found),
        "changes": [present(it) for it in found[:CHANGES]],
        "left": max(0, len(found) - CHANGES),
    }


def present(change: Change) -> dict[str, Any]:
    """Say one difference, both sides with their sources."""
    return {
        "sign": KINDS[kind_of(change)],
        "place": placed(change.rule.place),
        "before": change.before,
        "after": change.after,
        "facts": [
            (" · ".join(map(named, path)), value_of(was or ""), value_of(now or ""))
            for path, was, now in change.facts
        ],
    }


def counts(found: Mapping[str, list[Change]]) -> list[tuple[Sign, int]]:
    """Count the differences by kind."""
    kinds = [kind_of(it) for changed in found.values() for it in changed]
    return [(sign, kinds.count(kind)) for kind, sign in KINDS.items()]
