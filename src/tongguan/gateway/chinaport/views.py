"""收报接口 `/ceb/messages`: messages in, for machines with a key.

A message is acknowledged with 202 after it is committed, never before. Whoever sends
the same bytes again gets the same acknowledgement. A zip is told message by message,
and is kept group by group: however large it is, little of it is in memory at a time.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from tongguan.gateway.backlog import BACKLOG
from tongguan.gateway.chinaport.archives import bounds, is_zip, members, opened
from tongguan.gateway.chinaport.batches import lines, summed_up, written
from tongguan.gateway.chinaport.envelope import LIMITS
from tongguan.gateway.chinaport.inbox import MessageTooLargeError
from tongguan.gateway.chinaport.posting import Posted, post
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock

IN_MEMORY = CHUNK = 1024 * 1024
LINES = "application/x-ndjson"
XML = "application/xml"


@csrf_exempt
@require_POST
def post_messages(request: HttpRequest) -> HttpResponseBase:
    """POST /ceb/messages: one message, an envelope, or a zip of either."""
    with desk(request) as (rooms, firm):
        if firm is None:
            return problem(Problem.NO_KEY)
        if BACKLOG.is_full(rooms):
            return problem(Problem.BUSY)
    try:
        body, size = spooled(request)
        if is_zip(body.read(4)):
            return several(request, firm, body, size)
        return answered(request, posted(request, firm, body, size))
    except MessageTooLargeError:
        return problem(Problem.TOO_LARGE)
    except zipfile.BadZipFile:
        return problem(Problem.BAD_ZIP)


def several(
    request: HttpRequest, firm: str, body: IO[bytes], size: int
) -> HttpResponseBase:
    """Hand in the messages of a zip, told as they are kept, or all at the end."""
    archive = opened(body)
    found = members(archive, size, bounds().members)
    if not found:
        return problem(Problem.EMPTY)
    results = lines(
        partial(rooms_of, request), firm, [(archive, member) for member in found]
    )
    if LINES in request.headers.get("Accept", ""):
        return StreamingHttpResponse(written(results), LINES, status=202)
    status, told = summed_up(list(results))
    return JsonResponse(told, status=status)


@contextmanager
def rooms_of(request: HttpRequest) -> Iterator[Rooms]:
    """Open a transaction for a call whose firm is known."""
    with desk(request) as (rooms, _):
        yield rooms


def spooled(request: HttpRequest) -> tuple[IO[bytes], int]:
    """Take the body in, on disk when it is large; return it and how large it is."""
    most, size = bounds().upload, 0
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed when forgotten
    while chunk := request.read(CHUNK):
        size += len(chunk)
        if size > most:
            raise MessageTooLargeError(size)
        body.write(chunk)
    body.seek(0)
    return body, size


def posted(request: HttpRequest, firm: str, body: IO[bytes], size: int) -> Posted:
    """Hand in the one message of a body."""
    if size > LIMITS.size:
        return Posted(problem=Problem.TOO_LARGE)
    body.seek(0)
    with desk(request) as (rooms, _):
        return post(rooms, firm, body.read(), clock.now())


def answered(request: HttpRequest, one: Posted) -> HttpResponseBase:
    """Answer one message: as JSON, or an envelope as its platform does when asked."""
    if one.header and "xml" in request.headers.get("Accept", ""):
        return HttpResponse(one.reply(clock.today()), XML, status=one.status)
    if one.problem:
        return problem(one.problem, **one.aside)
    return JsonResponse(one.plain(), status=one.status)
