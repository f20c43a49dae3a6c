"""`/api/v1/received`: what a firm sent, what it is owed, and the evidence of both."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from ninja import Router

from tongguan.api.keys import FirmKey
from tongguan.gateway.chinaport.evidence import evidence, public_key
from tongguan.gateway.chinaport.expecting import alarm_told, sending_told
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.plumbing import clock

PAGE_MOST, ALARMS_MOST = 100, 1000

router = Router(tags=["received"])


@router.get("/received", auth=FirmKey(), summary="已收报文 Messages of this firm")
def get_messages(
    request: HttpRequest, before: int | None = None, limit: int = PAGE_MOST
) -> HttpResponseBase:
    """List messages, the newest first, each with the receipts it got and is owed."""
    size = max(1, min(limit, PAGE_MOST))
    with desk(request) as (rooms, firm):
        found = rooms.expectations.sendings(firm, size, before)
        papers = rooms.expectations.papers_of(it.id for it in found)
    at = clock.now()
    told = [sending_told(it, papers.get(it.id, ()), at) for it in found]
    after = found[-1].id if len(found) == size else None
    return JsonResponse({"messages": told, "before": after})


@router.get("/received/{number}", auth=FirmKey(), summary="已收报文 One message")
def get_message(request: HttpRequest, number: int) -> HttpResponseBase:
    """Say what became of a message, and which receipts it is owed."""
    with desk(request) as (rooms, firm):
        found = rooms.expectations.sending(firm, number)
        if found is None:
            return problem(Problem.NO_SUCH)
        papers = rooms.expectations.papers_of([number])
    return JsonResponse(sending_told(found, papers.get(number, ()), clock.now()))


@router.get("/received/{number}/evidence", auth=FirmKey(), summary="证据 Evidence")
def get_evidence(request: HttpRequest, number: int) -> HttpResponseBase:
    """Return one sealed zip: the bytes as received, every receipt, digests, why.

    `tongguan verify-evidence` looks at it, off line.
    """
    with desk(request) as (rooms, firm):
        made = evidence(rooms, firm or "", number, clock.now())
    if made is None:
        return problem(Problem.NO_SUCH)
    return attached(made, number)


@router.get("/evidence-key", summary="证据公钥 The key of evidence")
def get_evidence_key(request: HttpRequest) -> HttpResponseBase:
    """Say the public key this window's evidence is signed with."""
    with desk(request) as (rooms, _):
        key = public_key(rooms)
    return JsonResponse({"algorithm": "Ed25519", "public_key": key})


@router.get("/alarms", auth=FirmKey(), summary="警报 What is late")
def get_alarms(request: HttpRequest) -> HttpResponseBase:
    """List what has been silent for too long; an alarm ends when the receipt comes."""
    with desk(request) as (rooms, firm):
        found = rooms.expectations.alarms(firm, clock.now(), ALARMS_MOST)
    told = [alarm_told(it) for it in found]
    return JsonResponse({"alarms": told, "count": len(told)})


def attached(made: bytes, number: int) -> HttpResponse:
    """Hand a sealed file out."""
    name = f'attachment; filename="evidence-{number}.zip"'
    headers = {"Content-Disposition": name, "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/zip", headers=headers)
