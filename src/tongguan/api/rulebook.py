"""`/api/v1/rules`: the rulebook, every page, on any day, and two days compared."""

from datetime import date
from difflib import get_close_matches

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import P, QueryEx, Router

from tongguan.gateway.problems import Problem, problem
from tongguan.journeys.lawbook import catalogue_told, changes_told, page_told
from tongguan.kit.lawbook import names
from tongguan.plumbing import clock

router = Router(tags=["rules"])


@router.get("", summary="规则目录 Every page of the rulebook")
def get_pages(
    request: HttpRequest, on: date | None = None, q: str = ""
) -> HttpResponseBase:
    """List the pages as they stand on a day; with `q`, those that have these words."""
    del request
    return JsonResponse(catalogue_told(on or clock.today(), q))


@router.get("/compare", summary="规则比较 What is different between two days")
def get_changes(
    request: HttpRequest,
    first: QueryEx[date, P(alias="from")],
    last: QueryEx[date | None, P(alias="to")] = None,
    page: str = "",
) -> HttpResponseBase:
    """Say what was added, removed and changed, with the source of both sides."""
    del request
    if page and page not in names():
        return _missing(page)
    asked = (page,) if page else ()
    return JsonResponse(changes_told(first, last or clock.today(), asked))


@router.get("/{path:name}", summary="规则 One page of the rulebook on a day")
def get_page(
    request: HttpRequest, name: str, on: date | None = None
) -> HttpResponseBase:
    """Say every rule of a page that is in force on a day, with its source."""
    del request
    if name not in names():
        return _missing(name)
    return JsonResponse(page_told(name, on or clock.today()))


def _missing(name: str) -> JsonResponse:
    near = get_close_matches(name, names(), cutoff=0.4)
    return problem(Problem.NO_ADDRESS, near=near)
