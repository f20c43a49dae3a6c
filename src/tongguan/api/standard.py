"""`/api/v1/messages`: every message of the standard: its schemas, an example."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.gateway.chinaport.schemas.telling import (
    briefly,
    by_number,
    find,
    fully,
    search,
)
from tongguan.gateway.chinaport.schemas.xsd import message_xsd, side_xsd
from tongguan.gateway.problems import Problem, problem
from tongguan.kit.messages import EDITIONS, NEWEST, Side

WHOLE = {f"ceb-{side}": side for side in Side}
router = Router(tags=["messages"])


@router.get("", summary="报文目录 Every message there is")
def get_messages(request: HttpRequest, q: str = "") -> HttpResponseBase:
    """List the messages; with `q`, those in whose name, title or fields it is found."""
    del request
    found = [briefly(kind) for kind in search(q)]
    return JsonResponse({"messages": found, "editions": list(EDITIONS)})


@router.get("/{name}.xsd", summary="报文的 XSD The XSD of a message, or of a side")
def get_xsd(request: HttpRequest, name: str, edition: str = NEWEST) -> HttpResponseBase:
    """Write the XSD of one message, or of all of a side: ceb-import, ceb-export."""
    del request
    kind = find(name)
    if edition not in EDITIONS or (kind and edition not in kind.message.editions):
        return problem(Problem.NO_MESSAGE, near=list(EDITIONS))
    if side := WHOLE.get(name.lower()):
        return _xsd(side_xsd(side, edition))
    if kind is None:
        return problem(Problem.NO_MESSAGE, near=_near())
    return _xsd(message_xsd(kind, edition))


@router.get("/{name}", summary="报文说明 One message: fields, JSON Schema, example")
def get_message(
    request: HttpRequest, name: str, edition: str = NEWEST
) -> HttpResponseBase:
    """Say everything of one message, called 311, CEB311 or CEB311Message."""
    del request
    kind = find(name)
    if kind is None:
        return problem(Problem.NO_MESSAGE, near=_near())
    if edition not in kind.message.editions:
        return problem(Problem.NO_MESSAGE, near=list(kind.message.editions))
    return JsonResponse(fully(kind, edition))


def _xsd(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def _near() -> list[str]:
    return [f"CEB{number}" for number in by_number()]
