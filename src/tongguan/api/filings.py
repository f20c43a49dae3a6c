"""`/api/v1/filings`: an operator applies to be filed, asks how it goes, changes it."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.api import shapes
from tongguan.api.bodies import json_of
from tongguan.api.keys import FirmKey
from tongguan.commerce.operator_filing.law import entries
from tongguan.commerce.operator_filing.model import (
    SEVERAL,
    Filing,
    Kind,
    Particulars,
    read_particulars,
)
from tongguan.commerce.operator_filing.store import FilingTakenError
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.answers import told
from tongguan.journeys.filing_file import filing_file, filing_told
from tongguan.journeys.operator_filing import (
    Decision,
    NoSuchFilingError,
    Person,
    UnfitFilingError,
)
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing import clock

LISTED: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
EXAMPLE: dict[str, Any] = {
    "kind": "firm",
    "code": "91990100MA10PT3C12",
    "name": "测试企业",
    "roles": ["seller"],
    "directions": ["import"],
    "legal_person": "测试法人",
    "bank_account": "6222020200112233",
    "telephone": "0571-88990011",
}
SHAPE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["code", "name"],
                    "properties": {
                        "kind": {"type": "string", "enum": list(Kind)},
                        **{
                            name: (LISTED if name in SEVERAL else {"type": "string"})
                            | {"description": " ".join(it.label)}
                            for name, it in entries().items()
                        },
                    },
                },
                "example": EXAMPLE,
            }
        },
    },
    "responses": {"422": shapes.ANSWERS["422"]},
}
router = Router(tags=["filings"])


@router.post("", summary="申请备案 Apply to be filed", openapi_extra=SHAPE)
def post_filing(request: HttpRequest) -> HttpResponseBase:
    """Take in an application; no key is needed. Its number tells how it goes.

    Everything wrong with it is told at once, and nothing of it is kept then.
    """
    says = _read(request)
    if not isinstance(says, Particulars):
        return says
    try:
        with desk(request) as (rooms, firm):
            filing = journey.apply(rooms, says, _person(firm), clock.now())
            return _answer(rooms, filing, 201)
    except UnfitFilingError as unfit:
        return _unfit(unfit)


@router.get("", auth=FirmKey(), summary="我的备案 The filing of this firm")
def get_own(request: HttpRequest) -> HttpResponseBase:
    """Return the firm's own filing with versions, answers and notes."""
    with desk(request) as (rooms, firm):
        filing = rooms.operators.of_firm(firm or "")
        return problem(Problem.NO_SUCH) if filing is None else _answer(rooms, filing)


@router.put(
    "", auth=FirmKey(), summary="变更备案 Change the filing", openapi_extra=SHAPE
)
def put_own(request: HttpRequest) -> HttpResponseBase:
    """Hand in a change of the firm's own filing; what is on file holds meanwhile."""
    says = _read(request)
    if not isinstance(says, Particulars):
        return says
    try:
        with desk(request) as (rooms, firm):
            filing = rooms.operators.of_firm(firm or "")
            if filing is None:
                return problem(Problem.NO_SUCH)
            by, number = _person(firm), filing.number
            return _answer(rooms, journey.change(rooms, number, says, by, clock.now()))
    except UnfitFilingError as unfit:
        return _unfit(unfit)
    except (IllegalMoveError, FilingTakenError):
        return problem(Problem.WRONG_STATE)


@router.get("/{number}", summary="备案进度 How an application goes")
def get_filing(request: HttpRequest, number: str) -> HttpResponseBase:
    """Return a filing by its number, what is secret masked."""
    with desk(request) as (rooms, _):
        filing = rooms.operators.find(number)
        return problem(Problem.NO_SUCH) if filing is None else _answer(rooms, filing)


@router.post("/{number}/withdraw", summary="撤回申请 Take an application back")
def post_withdraw(request: HttpRequest, number: str) -> HttpResponseBase:
    """Withdraw what was handed in and is not decided yet."""
    decision = Decision(move="withdraw", reason="")
    try:
        with desk(request) as (rooms, firm):
            by, at = _person(firm), clock.now()
            return _answer(rooms, journey.withdraw(rooms, number, decision, by, at))
    except NoSuchFilingError:
        return problem(Problem.NO_SUCH)
    except (IllegalMoveError, FilingTakenError):
        return problem(Problem.WRONG_STATE)


def _read(request: HttpRequest) -> Particulars | JsonResponse:
    asked = json_of(request)
    if not isinstance(asked, dict):
        return problem(Problem.BAD_JSON)
    return read_particulars(asked, clock.today())


def _person(firm: str | None) -> Person:
    return Person(name=firm, organisation=firm) if firm else Person()


def _unfit(unfit: UnfitFilingError) -> JsonResponse:
    findings = [told(it) for it in unfit.findings]
    return problem(Problem.UNFIT_FILING, findings=findings)


def _answer(rooms: Rooms, filing: Filing, status: int = 200) -> JsonResponse:
    said = filing_told(filing_file(rooms, filing))
    return JsonResponse(said, status=status)
