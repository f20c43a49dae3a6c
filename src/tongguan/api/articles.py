"""`/api/v1/articles` and `/api/v1/hs`: goods filed by their seller; codes looked up."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.api.bodies import json_of
from tongguan.api.keys import FirmKey
from tongguan.api.sheets import SHEET, download
from tongguan.gateway.articles import (
    found_told,
    history_told,
    lodged_told,
    version_told,
)
from tongguan.gateway.bulk.article_sheets import (
    results_csv,
    rows_of,
    template,
    template_csv,
)
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.gateway.bulk.telling import trouble_told
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.inspection.goods_filing.lifecycle import Actor
from tongguan.inspection.goods_filing.model import Wanted
from tongguan.inspection.goods_filing.store import VersionTakenError
from tongguan.journeys import goods
from tongguan.journeys.articles import MOST_ARTICLES, Lodged, Outcome, judge, lodge
from tongguan.journeys.entitlement import demand_role
from tongguan.journeys.goods import Filer
from tongguan.journeys.hs_search import find_codes
from tongguan.journeys.rooms import Rooms
from tongguan.kit.dated import NotInForceError
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock

PAGE = 100
ENTRIES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "oneOf": [
                        {"type": "object"},
                        {"type": "array", "items": {"type": "object"}},
                    ]
                },
                "example": {
                    "item_number": "SKU1",
                    "mode": "retail_import",
                    "hs_code": "1806900000",
                    "name": "巧克力盒装",
                    "model": "384g/盒",
                    "unit": "140",
                    "origin": "502",
                },
            }
        },
    }
}
router = Router(tags=["articles"], auth=FirmKey())
hs = Router(tags=["articles"])


@contextmanager
def acting(request: HttpRequest) -> Iterator[tuple[Rooms, Filer]]:
    """Open a call that changes what is on file, of a firm that may file goods."""
    with calling(request) as (rooms, filer):
        demand_role(rooms, filer.organisation, "goods_filing")
        yield rooms, filer


@contextmanager
def calling(request: HttpRequest) -> Iterator[tuple[Rooms, Filer]]:
    """Open a firm's call; the key was looked at already."""
    with desk(request) as (rooms, firm):
        assert firm is not None, "whoever comes here has a key"
        yield rooms, Filer(name=firm, organisation=firm, reason="", actor=Actor.SELLER)


@hs.get("", summary="商品编码查询 Find codes of the tariff")
def get_codes(request: HttpRequest, q: str, on: date | None = None) -> HttpResponseBase:
    """Find codes by digits, names or a barcode: units, rates and lists of a day."""
    day = on or clock.today()
    with desk(request) as (rooms, _):
        try:
            found = find_codes(rooms, q, day)
        except NotInForceError:
            return problem(Problem.NOT_FOUND)
    return JsonResponse({"q": q, "on": day.isoformat(), **found_told(found)})


@router.get("", summary="商品备案查询 The articles of this firm")
def get_articles(
    request: HttpRequest,
    text: str = "",
    state: str = "",
    mode: str = "",
    after: str = "",
) -> HttpResponseBase:
    """List the newest versions, a hundred at a time; go on with `after`."""
    with calling(request) as (rooms, filer):
        firm = filer.organisation
        wanted = Wanted(
            seller=firm,
            text=text.strip(),
            state=state,
            mode=mode,
            after=(firm, after),
        )
        found = rooms.goods.latest(wanted, PAGE)
    last = found[-1].goods.item_number if len(found) == PAGE else None
    return JsonResponse({"articles": [version_told(it) for it in found], "next": last})


@router.post("", summary="商品备案 File or amend articles", openapi_extra=ENTRIES)
def post_articles(
    request: HttpRequest, *, check_only: bool = False
) -> HttpResponseBase:
    """File one article or many; each is told all that is wrong with it."""
    asked = json_of(request)
    several = asked if isinstance(asked, list) else [asked]
    if not several or not all(isinstance(it, dict) for it in several):
        return problem(Problem.BAD_JSON)
    if len(several) > MOST_ARTICLES:
        return problem(Problem.TOO_MANY)
    texts = [{str(k): _said(v) for k, v in it.items()} for it in several]
    try:
        answers = done(request, texts, check_only=check_only)
    except VersionTakenError:
        return problem(Problem.WRONG_STATE)
    bad = all(it.outcome is Outcome.REFUSED for it in answers)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if bad else HTTPStatus.OK
    told = {"results": [lodged_told(it) for it in answers]}
    return JsonResponse(told, status=status)


@router.post(
    "/sheet", summary="商品备案导入 File the rows of a sheet", openapi_extra=SHEET
)
def post_sheet(
    request: HttpRequest, *, check_only: bool = False, result: str = "json"
) -> HttpResponseBase:
    """File the rows of a sheet (the request's body) that are in order."""
    try:
        rows = rows_of(request.body)
    except RequestDataTooBig:
        return problem(Problem.TOO_LARGE)
    except SheetError as error:
        return problem(Problem.BAD_REQUEST, **trouble_told(error.trouble))
    try:
        answers = done(request, [it.entries for it in rows], check_only=check_only)
    except VersionTakenError:
        return problem(Problem.WRONG_STATE)
    if result == "csv":
        return download(results_csv(rows, answers), "articles.csv")
    told = [
        {"row": row.number, **lodged_told(it)}
        for row, it in zip(rows, answers, strict=True)
    ]
    return JsonResponse({"results": told})


@router.get("/template.{kind}", auth=None, summary="备案模板 The template of a sheet")
def get_template(
    request: HttpRequest,  # noqa: ARG001 - the router wants it
    kind: str,
) -> HttpResponse:
    """Return the template as xlsx or csv."""
    if kind not in {"xlsx", "csv"}:
        return problem(Problem.NOT_FOUND)
    made = template() if kind == "xlsx" else template_csv()
    return download(made, f"articles.{kind}")


@router.get("/record", summary="备案历史 Every version of one article")
def get_record(request: HttpRequest, item: str) -> HttpResponseBase:
    """Say every version of an article, what it changed, and what was remarked."""
    with calling(request) as (rooms, filer):
        versions = rooms.goods.history(filer.organisation, item)
        remarks = rooms.goods.remarks(filer.organisation, item)
    if not versions:
        return problem(Problem.NOT_FOUND)
    return JsonResponse(history_told(versions, remarks))


@router.post("/record/{move}", summary="停用、启用、注销 Pause, restart, cancel")
def post_move(
    request: HttpRequest, move: str, item: str, reason: str
) -> HttpResponseBase:
    """Move an article: `pause`, `restart` or `cancel`."""
    try:
        with acting(request) as (rooms, filer):
            who = replace(filer, reason=reason)
            article = (filer.organisation, item)
            made = goods.change(rooms, article, move, who, clock.now())
    except (IllegalMoveError, VersionTakenError):
        return problem(Problem.WRONG_STATE)
    return JsonResponse({"item_number": item, "version": made})


def done(
    request: HttpRequest, several: Sequence[Mapping[str, str]], *, check_only: bool
) -> list[Lodged]:
    """File what is good, unless it is to be judged only; raise VersionTakenError."""
    with acting(request) as (rooms, filer):
        at, firm = clock.now(), filer.organisation
        if check_only:
            return [answer for answer, _ in judge(rooms, firm, several, filer, at)]
        return lodge(rooms, firm, several, filer, at)


def _said(value: Any) -> str:
    """Say a value of JSON as it would have been written into a field."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else ""
    return str(value)
