"""报文接口 `/ceb`: messages in, receipts out, for machines with a key.

A message is acknowledged with 202 after it is committed, never before. Whoever sends
the same bytes again gets the same acknowledgement.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from tongguan.gateway.backlog import BACKLOG
from tongguan.gateway.chinaport.inbox import MessageTooLargeError, accept
from tongguan.gateway.chinaport.outbox import messages, plain
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.plumbing import clock
from tongguan.plumbing.inbox.store import Accepted

ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with members, and empty
MEMBERS_MAX = 200
RATIO_MAX = 100
PULL_MAX = 500
EPOCHS = {"epoch": 1, "after": 0, "limit": PULL_MAX}


@csrf_exempt
@require_POST
def post_messages(request: HttpRequest) -> HttpResponseBase:
    """POST /ceb/messages: one message, or a zip of messages."""
    with desk(request) as (rooms, firm):
        if firm is None:
            return problem(Problem.NO_KEY)
        if BACKLOG.is_full(rooms):
            return problem(Problem.BUSY)
        try:
            bodies = list(unpacked(request.body))
            at = clock.now()
            accepted = [accept(rooms, firm, body, at) for body in bodies]
        except (MessageTooLargeError, RequestDataTooBig):
            return problem(Problem.TOO_LARGE)
        except zipfile.BadZipFile:
            return problem(Problem.BAD_ZIP)
    if not accepted:
        return problem(Problem.EMPTY)
    told = [acknowledgement(one) for one in accepted]
    answer = told[0] if len(told) == 1 else {"received": True, "messages": told}
    return JsonResponse(answer, status=202)


def acknowledgement(accepted: Accepted) -> dict[str, Any]:
    """Say that a message is kept: its number, the digest of its bytes, when."""
    return {
        "received": True,
        "id": accepted.id,
        "sha256": accepted.digest,
        "received_at": accepted.received_at.astimezone(clock.SHANGHAI).isoformat(),
        "duplicate": accepted.duplicate,
    }


def unpacked(body: bytes) -> Iterator[bytes]:
    """Yield the message of a body, or the messages of a zip, within bounds."""
    if not body.startswith(ZIP):
        if body.strip():
            yield body
        return
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > MEMBERS_MAX:
            raise MessageTooLargeError(len(members))
        for member in members:
            yield _member(archive, member)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Read one member, counting bytes instead of believing its header."""
    most = min(STANDARD_LIMITS.size, max(member.compress_size, 1) * RATIO_MAX)
    try:
        with archive.open(member) as file:
            data = file.read(most + 1)
    except (RuntimeError, NotImplementedError, EOFError) as trouble:
        raise zipfile.BadZipFile(str(trouble)) from None
    if len(data) > most:
        raise MessageTooLargeError(member.filename)
    return data


@require_GET
def get_receipts(request: HttpRequest) -> HttpResponseBase:
    """GET /ceb/receipts?after=SEQ&epoch=E&limit=N: receipts in order, XML or JSON."""
    try:
        asked = {k: int(request.GET.get(k, default)) for k, default in EPOCHS.items()}
    except ValueError:
        return problem(Problem.BAD_CURSOR)
    if asked["after"] < 0 or not 1 <= asked["limit"] <= PULL_MAX:
        return problem(Problem.BAD_CURSOR)
    with desk(request) as (rooms, firm):
        if firm is None:
            return problem(Problem.NO_KEY)
        cursor = (asked["epoch"], asked["after"])
        sent = rooms.outbox.pull(firm, after=cursor, limit=asked["limit"])
        epoch, last = rooms.outbox.last(firm)
        if wants_xml(request):
            bodies = messages(rooms, sent)
            return xml_answer(bodies, sent[-1].sequence if sent else asked["after"])
    receipts = [plain(one) for one in sent]
    after = sent[-1].sequence if sent else asked["after"]
    return JsonResponse(
        {"receipts": receipts, "epoch": epoch, "after": after, "last": last}
    )


def wants_xml(request: HttpRequest) -> bool:
    """Tell whether the caller asked for XML; JSON is what is given otherwise."""
    asked = request.GET.get("format") or request.headers.get("Accept", "")
    return "xml" in asked


def xml_answer(bodies: list[bytes], after: int) -> HttpResponse:
    """Wrap receipt messages, each as it would travel, into one document."""
    inner = b"\n".join(body.partition(b"?>")[2].strip() for body in bodies)
    document = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<receipts after="%d">\n%s\n</receipts>\n' % (after, inner)
    )
    return HttpResponse(document, content_type="application/xml; charset=utf-8")
