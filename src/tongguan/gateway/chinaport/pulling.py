"""取报接口 `/ceb/receipts`: receipts pulled in order, waited for, and confirmed.

What is pulled is the truth; whatever is pushed only says that there is something to
pull. A cursor is an epoch and a number, and no receipt is ever skipped by it.
"""

import base64
import json
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from threading import BoundedSemaphore
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from tongguan.gateway.chinaport.outbox import messages, plain
from tongguan.gateway.chinaport.sealing import address_of, sealed
from tongguan.gateway.problems import Problem, problem
from tongguan.gateway.sessions import desk
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing import clock
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.outbox.doorbell import WAITERS, Doorbell
from tongguan.plumbing.outbox.store import Sent

PULL_MAX = 500
WAIT_MAX = 30
BIGGEST = 2**62
RECEIPTS_KEY = "receipts"
BOUNDS = {
    "epoch": (1, 1, BIGGEST),
    "after": (0, 0, BIGGEST),
    "limit": (PULL_MAX, 1, PULL_MAX),
    "wait": (0, 0, WAIT_MAX),
}

_waiters = BoundedSemaphore(WAITERS)


class BadCursorError(ValueError):
    """A cursor, a limit or a wait that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """取报请求 After which receipt, how many at most, and how long to wait for one."""

    epoch: int
    after: int
    limit: int
    wait: int

    @property
    def cursor(self) -> tuple[int, int]:
        """The receipt after which is asked."""
        return self.epoch, self.after


@cache
def doorbell() -> Doorbell:
    """Return the bell of this process."""
    return Doorbell()


@require_safe
def get_receipts(request: HttpRequest) -> HttpResponseBase:
    """GET /ceb/receipts?epoch=E&after=SEQ&limit=N&wait=S&format=xml|dxp|json.

    With `with=xml` every receipt of the JSON carries its own message.
    """
    try:
        asked = read(request)
    except BadCursorError:
        return problem(Problem.BAD_CURSOR)
    with desk(request, narrowed=False) as (rooms, firm):
        if firm is None:
            return problem(Problem.NO_KEY)
        epoch, last = rooms.outbox.last(firm)
    if asked.wait and asked.cursor >= (epoch, last):
        await_receipt(request, firm, asked)
    with desk(request, narrowed=False) as (rooms, _):
        sent = rooms.outbox.pull(firm, after=asked.cursor, limit=asked.limit)
        if request.GET.get("format") == "dxp":
            address = address_of(rooms, firm)
            if not address:
                return problem(Problem.NOT_REACHED)
            return xml_answer(sealed(rooms, sent, address), reached(asked, sent))
        if wants_xml(request):
            return xml_answer(messages(rooms, sent), reached(asked, sent))
        answer = json_answer(rooms, firm, asked, sent)
        if request.GET.get("with") == "xml":
            answer["receipts"] = [whole(rooms, one) for one in sent]
        return JsonResponse(answer)


def read(request: HttpRequest) -> Asked:
    """Read what is asked for, or raise BadCursorError."""
    found = {}
    for name, (default, least, most) in BOUNDS.items():
        try:
            found[name] = int(request.GET.get(name, default))
        except ValueError:
            raise BadCursorError(name) from None
        if not least <= found[name] <= most:
            raise BadCursorError(name)
    return Asked(**found)


def await_receipt(request: HttpRequest, firm: str, asked: Asked) -> None:
    """Wait until there is a receipt after the cursor, or the time is over.

    No connection is kept meanwhile. When too many wait already, nobody is kept.
    """
    if not _waiters.acquire(blocking=False):
        return
    until = time.monotonic() + asked.wait
    try:
        with doorbell().attended(firm) as heard:
            while (left := until - time.monotonic()) > 0:
                heard.clear()
                with desk(request, narrowed=False) as (rooms, _):
                    if rooms.outbox.last(firm) > asked.cursor:
                        return
                heard.wait(left)
    finally:
        _waiters.release()


def reached(asked: Asked, sent: list[Sent]) -> tuple[int, int]:
    """Return the cursor to ask with next."""
    return (sent[-1].epoch, sent[-1].sequence) if sent else asked.cursor


def json_answer(
    rooms: Rooms, firm: str, asked: Asked, sent: list[Sent]
) -> dict[str, Any]:
    """Say receipts, where the cursor is now, and where the last receipt is.

    `epoch` and `last` are the recipient's newest; `cursor` is what to ask after next,
    and its epoch may be an older one.
    """
    epoch, last = rooms.outbox.last(firm)
    cursor = reached(asked, sent)
    return {
        "receipts": [plain(one) for one in sent],
        "cursor": {"epoch": cursor[0], "seq": cursor[1]},
        "epoch": epoch,
        "after": cursor[1],
        "last": last,
    }


def whole(rooms: Rooms, sent: Sent) -> dict[str, Any]:
    """Say a receipt as data, with the message it would travel in."""
    return plain(sent) | {"xml": b"".join(messages(rooms, [sent])).decode()}


def wants_xml(request: HttpRequest) -> bool:
    """Tell whether the caller asked for XML; JSON is what is given otherwise."""
    asked = request.GET.get("format") or request.headers.get("Accept", "")
    return "xml" in asked


def xml_answer(bodies: list[bytes], cursor: tuple[int, int]) -> HttpResponse:
    """Wrap receipt messages, each as it would travel, into one document."""
    inner = b"\n".join(body.partition(b"?>")[2].strip() for body in bodies)
    document = (
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<receipts epoch="%d" after="%d">\n%s\n</receipts>\n' % (*cursor, inner)
    )
    return HttpResponse(document, content_type="application/xml; charset=utf-8")


@csrf_exempt
@require_http_methods(["GET", "PUT"])
def confirmed_cursor(request: HttpRequest) -> HttpResponseBase:
    """GET or PUT /ceb/receipts/cursor {"epoch": E, "seq": S}: what has arrived."""
    named = None if request.method == "GET" else cursor_of(request.body)
    if request.method == "PUT" and named is None:
        return problem(Problem.BAD_CONFIRMATION)
    with desk(request, narrowed=False) as (rooms, firm):
        if firm is None:
            return problem(Problem.NO_KEY)
        if named and named > rooms.outbox.last(firm):
            return problem(Problem.BAD_CONFIRMATION)
        if named:
            confirm(rooms, firm, named)
        return JsonResponse(confirmation(rooms, firm))


def cursor_of(body: bytes) -> tuple[int, int] | None:
    """Read a cursor of JSON, or None where it is none."""
    with suppress(ValueError, RecursionError):
        told = json.loads(body)
        if isinstance(told, dict):
            named = told.get("epoch"), told.get("seq")
            if all(type(it) is int and 0 < it <= BIGGEST for it in named):
                return named  # type: ignore[return-value]
    return None


def confirm(rooms: Rooms, firm: str, cursor: tuple[int, int]) -> None:
    """Note up to where a firm has its receipts; only what is new is written down."""
    at = clock.now()
    if rooms.outbox.confirm(firm, cursor, at):
        epoch, sequence = cursor
        line = Line(
            at=at,
            actor=firm,
            organisation=firm,
            action="confirm-receipts",
            subject=f"recipient/{firm}",
            detail={"epoch": epoch, "seq": sequence},
        )
        rooms.journal.append(line)


def confirmation(rooms: Rooms, firm: str) -> dict[str, Any]:
    """Say up to where a firm has confirmed, signed in this installation's name.

    What is signed is the very text of `statement`, as UTF-8.
    """
    known = rooms.outbox.confirmed(firm)
    epoch, last = rooms.outbox.last(firm)
    at = known.at.astimezone(clock.SHANGHAI).isoformat() if known.at else ""
    statement = f"confirmed {firm} {known.epoch}.{known.sequence} {at}".strip()
    signature = rooms.keys.sign(RECEIPTS_KEY, statement.encode())
    return {
        "confirmed": {"epoch": known.epoch, "seq": known.sequence, "at": at or None},
        "last": {"epoch": epoch, "seq": last},
        "statement": statement,
        "signature": {
            "algorithm": "Ed25519",
            "public_key": rooms.keys.public_key(RECEIPTS_KEY).hex(),
            "value": base64.b64encode(signature).decode(),
        },
    }
