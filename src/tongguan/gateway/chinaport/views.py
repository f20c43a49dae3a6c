"""收报接口 `/ceb/messages`: messages in, for machines with a key.

A message is acknowledged with 202 after it is committed, never before. Whoever sends
the same bytes again gets the same acknowledgement.
"""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongguan.gateway.backlog import BACKLOG
from tongguan.gateway.chinaport.inbox import MessageTooLargeError, accept
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.plumbing import clock
from tongguan.plumbing.inbox.store import Accepted

ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with members, and empty
MEMBERS_MAX = 200
RATIO_MAX = 100


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
