"""`/api/v1/templates` and `/api/v1/imports`: many papers from one sheet."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.api import shapes
from tongguan.api.keys import FirmKey
from tongguan.gateway.bulk.forms import form_named, is_form
from tongguan.gateway.bulk.imports import Preview, paper_of, preview, send
from tongguan.gateway.bulk.sheets import SheetError
from tongguan.gateway.bulk.telling import preview_told, trouble_told
from tongguan.gateway.bulk.workbooks import csv_of, results, results_csv, template_of
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.files.store import HandedIn
from tongguan.trade.kinds import Paper

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
SHEET: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            XLSX: {"schema": {"type": "string", "format": "binary"}},
            "text/csv": {"schema": {"type": "string"}},
        },
    },
    "responses": {"401": shapes.ANSWERS["401"], "422": shapes.ANSWERS["422"]},
}

templates = Router(tags=["imports"])
imports = Router(tags=["imports"], auth=FirmKey())


@templates.get("/{paper}.{kind}", summary="导入模板 The template of a kind of paper")
def get_template(
    request: HttpRequest,  # noqa: ARG001 - the router wants it
    paper: str,
    kind: str,
) -> HttpResponseBase:
    """Return the template of `parcel` or of a paper (`order` …) as xlsx or csv."""
    if not is_form(paper) or kind not in {"xlsx", "csv"}:
        return problem(Problem.NOT_FOUND)
    form = form_named(paper)
    made = template_of(form) if kind == "xlsx" else csv_of(form)
    return download(made, f"{paper}.{kind}")


def download(data: bytes, name: str) -> HttpResponse:
    """Hand a sheet out as a file, never to be shown in place."""
    answer = HttpResponse(data, content_type=XLSX if name.endswith("xlsx") else CSV)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@contextmanager
def calling(request: HttpRequest) -> Iterator[tuple[Rooms, str]]:
    """Open a firm's call; the key was looked at already."""
    with desk(request) as (rooms, firm):
        assert firm is not None, "whoever comes here has a key"
        yield rooms, firm


@imports.post(
    "", summary="导入预览 Preview a sheet: every faulty cell", openapi_extra=SHEET
)
def post_import(
    request: HttpRequest, name: str = "", paper: str = ""
) -> HttpResponseBase:
    """Keep a sheet (the request's body) and say what is wrong with which cell.

    Nothing is sent. `paper` is told by the headings when it is not given.
    """
    if paper and paper not in list(Paper):
        return problem(Problem.NOT_FOUND)
    try:
        data = request.body
        kind = Paper(paper) if paper else paper_of(data)
        with calling(request) as (rooms, firm):
            at = clock.now()
            file = rooms.files.keep(firm, name[:200], data, paper=kind, at=at)
            return JsonResponse(preview_told(preview(rooms, file, at)))
    except RequestDataTooBig:
        return problem(Problem.TOO_LARGE)
    except SheetError as error:
        return problem(Problem.BAD_REQUEST, **trouble_told(error.trouble))


@imports.post(
    "/{digest}/send", summary="导入报送 Send the papers of a sheet that are in order"
)
def post_send(request: HttpRequest, digest: str, paper: str) -> HttpResponseBase:
    """Send what was previewed, known by the digest of its bytes; once."""
    with calling(request) as (rooms, firm):
        file = found(rooms, firm, digest, paper)
        if file is None:
            return problem(Problem.NOT_FOUND)
        seen, messages = send(rooms, file, clock.now())
        if messages:
            rooms.inbox.ring()
        return JsonResponse(preview_told(seen, messages), status=202)


@imports.get("/{digest}/result.{kind}", summary="导入结果 The sheet with its results")
def get_result(
    request: HttpRequest, digest: str, kind: str, paper: str
) -> HttpResponseBase:
    """Return the sheet again, with what became of every row beside it."""
    with calling(request) as (rooms, firm):
        file = found(rooms, firm, digest, paper)
        if file is None or kind not in {"xlsx", "csv"}:
            return problem(Problem.NOT_FOUND)
        seen = preview(rooms, file, clock.now())
        return download(written(seen, rooms.files.open(file), kind), f"result.{kind}")


def found(rooms: Rooms, firm: str, digest: str, paper: str) -> HandedIn | None:
    """Find a firm's own file."""
    return rooms.files.find(firm, digest, paper)


def written(seen: Preview, data: bytes, kind: str) -> bytes:
    """Write the results in the form that was asked for."""
    return results(seen, data) if kind == "xlsx" else results_csv(seen, data)
