"""`/api/v1`: the JSON interface and its OpenAPI description.

Requests are read by the same code as the command line's, so that every door answers
alike; the shapes given here are what the description prints.
"""

import zipfile
from datetime import date
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from tongguan import __version__
from tongguan.api import (
    announcements,
    articles,
    errors,
    filings,
    payment_data,
    received,
    rulebook,
    shapes,
    sheets,
    standard,
    webhooks,
)
from tongguan.api.bodies import UnreadableError, json_of, refuse_body
from tongguan.api.keys import FirmKey
from tongguan.customs.board.model import Viewer
from tongguan.customs.collection.telling import standing_told
from tongguan.gateway.chinaport.archives import unpacked
from tongguan.gateway.chinaport.inbox import MessageTooLargeError
from tongguan.gateway.chinaport.outbox import plain
from tongguan.gateway.chinaport.telling import located
from tongguan.gateway.chinaport.trial import try_messages
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.journeys.answers import told
from tongguan.journeys.case_file import CaseFile, case_file
from tongguan.journeys.entitlement import NotEntitledError
from tongguan.journeys.what_if import assess, assess_many, compare
from tongguan.journeys.what_if_request import BadRequestError
from tongguan.plumbing import clock
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import Paper

PURCHASES_MAX = 1000
LIST = "CEB622"

api = NinjaAPI(
    title="通关 Tongguan",
    version=__version__,
    description=shapes.DESCRIPTION,
    docs_url="/docs",
    openapi_url="/openapi.json",
)
api.add_router("/articles", articles.router)
api.add_router("/hs", articles.hs)
api.add_router("/errors", errors.router)
api.add_router("/filings", filings.router)
api.add_router("/messages", standard.router)
api.add_router("/announcements", announcements.router)
api.add_router("/rules", rulebook.router)
api.add_router("/webhooks", webhooks.router)
api.add_router("", received.router)
api.add_router("/templates", sheets.templates)
api.add_router("/imports", sheets.imports)
api.add_router("/payment-data", payment_data.router)
api.exception_handler(UnreadableError)(refuse_body)
api.exception_handler(ValidationError)(errors.refuse_parameters)


@api.exception_handler(AuthenticationError)
def refuse_stranger(
    _request: HttpRequest, _error: AuthenticationError | type[AuthenticationError]
) -> JsonResponse:
    """Answer a call without a good key."""
    return problem(Problem.NO_KEY)


@api.exception_handler(NotEntitledError)
def refuse_role(
    _request: HttpRequest, no: NotEntitledError | type[NotEntitledError]
) -> JsonResponse:
    """Answer a firm that is filed in no role this is for."""
    assert isinstance(no, NotEntitledError)
    return problem(Problem.NOT_ENTITLED, findings=[told(no.finding)])


@api.post(
    "/check",
    auth=FirmKey(),
    summary="试申报 Try messages without storing anything",
    openapi_extra=shapes.CHECK,
)
def post_check(request: HttpRequest, as_of: date | None = None) -> HttpResponseBase:
    """Try one message, or a zip of messages: all findings, tax, predicted receipts."""
    try:
        bodies = list(enumerate(unpacked(request.body), start=1))
    except (MessageTooLargeError, RequestDataTooBig):
        return problem(Problem.TOO_LARGE)
    except zipfile.BadZipFile:
        return problem(Problem.BAD_ZIP)
    if not bodies:
        return problem(Problem.EMPTY)
    with desk(request) as (rooms, firm):
        named = [(f"#{number}", body) for number, body in bodies]
        told = try_messages(rooms, named, clock.now(), as_of=as_of, firm=firm)
    return JsonResponse(told)


@api.post(
    "/assess",
    summary="税款试算 What a purchase would owe",
    openapi_extra=shapes.ASSESS,
)
def post_assess(request: HttpRequest) -> HttpResponseBase:
    """Assess one purchase or an array of them, with the workings."""
    asked = json_of(request)
    try:
        if not isinstance(asked, list):
            return JsonResponse(assess(asked, today=clock.today()))
        if len(asked) > PURCHASES_MAX:
            return problem(Problem.TOO_MANY)
        return JsonResponse(assess_many(asked, today=clock.today()), safe=False)
    except BadRequestError as trouble:
        return problem(Problem.BAD_REQUEST, faults=trouble.faults)


@api.post(
    "/what-if",
    summary="三种进境方式比较 One purchase brought in three ways",
    openapi_extra=shapes.COMPARE,
)
def post_what_if(request: HttpRequest) -> HttpResponseBase:
    """Compare three ways of bringing one purchase in, with workings and law."""
    asked = json_of(request)
    try:
        return JsonResponse(compare(asked, today=clock.today()))
    except BadRequestError as trouble:
        return problem(Problem.BAD_REQUEST, faults=trouble.faults)


@api.get(
    "/lists/{number}",
    auth=FirmKey(),
    summary="清单查询 Where a list stands",
    openapi_extra=shapes.LIST,
)
def get_list(request: HttpRequest, number: str) -> HttpResponseBase:
    """Return a list by its list number, preliminary number or order number."""
    with desk(request) as (rooms, firm):
        found = case_file(rooms, rooms.board, Viewer(firm), number) if firm else None
        if found is None:
            return problem(Problem.NOT_FOUND)
        return JsonResponse(list_told(found))


def list_told(case: CaseFile) -> dict[str, Any]:
    """Say a list as data: where it stands, what was found, its tax, its receipts."""
    row = case.row
    receipts = [
        plain(event.receipt)
        for event in case.events
        if event.receipt is not None and event.paper is Paper.DECLARATION
    ]
    spoken = [told["status"] for told in receipts if told["message"] == LIST]
    return {
        "number": row.number,
        "preliminary_number": row.preliminary_number,
        "reference": row.reference,
        "order_number": row.order_number,
        "waybill_number": row.waybill_number,
        "state": row.state,
        "status": spoken[-1] if spoken else "",
        "channel": row.channel,
        "waiting_for": row.waiting,
        "declared_on": row.declared_on.isoformat(),
        "lodged_at": row.lodged_at.astimezone(clock.SHANGHAI).isoformat(),
        "value": str(in_yuan(row.value_fen)),
        "tax": None if row.tax_fen is None else str(in_yuan(row.tax_fen)),
        "tax_payment": None if case.payment is None else standing_told(case.payment),
        "assessment": dict(case.assessment),
        "findings": located([dict(finding) for finding in case.findings]),
        "receipts": receipts,
    }
