"""报文标准 Every message of the standard, its fields, its schemas and an example."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tongguan.gateway.chinaport.schemas.telling import (
    briefly,
    field_told,
    find,
    fully,
    search,
)
from tongguan.kit.fields import rows
from tongguan.kit.messages import EDITIONS, NEWEST, OLDER
from tongguan.portal.counter import is_part
from tongguan.portal.formats import either


def show(request: HttpRequest) -> HttpResponse:
    """GET /standard/ — every message; with `q`, those that have these words."""
    asked = request.GET.get("q", "").strip()
    page = {"asked": asked, "found": [_brief(it) for it in map(briefly, search(asked))]}
    part = "public/standard_found.html" if is_part(request) else "public/standard.html"
    return render(request, part, page)


def show_one(request: HttpRequest, name: str) -> HttpResponse:
    """GET /standard/CEB311/ — one message: its fields as both editions have them."""
    kind = find(name)
    if kind is None:
        raise Http404
    told = fully(kind)
    page = {
        "one": _brief(told),
        "fields": [_field(row) for row in rows(kind.shape)],
        "statuses": told["statuses"],
        "example": told["example_xml"],
        "editions": EDITIONS,
    }
    return render(request, "public/standard_one.html", page)


def _brief(told: dict[str, Any]) -> dict[str, Any]:
    return told | {"title": either(told["zh"], told["en"])}


def _field(row: Any) -> dict[str, Any]:
    was = row.was.get(OLDER)
    return field_told(row, NEWEST) | {"was": was, "gone": was == ""}
