"""审核查验 What waits for an officer, the longest first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongguan.journeys.search import (
    QUEUE_SIZE,
    Waiting,
    officers_backlog,
    officers_queue,
)
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import counter, is_part
from tongguan.portal.declarant.lists import Line
from tongguan.portal.declarant.lists import present as present_line

OVERDUE = 24 * 3600


@dataclass(frozen=True, slots=True)
class QueueLine:
    """待办行 One list that waits: since when, and whether that is long."""

    line: Line
    age: str
    since: str
    overdue: bool


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """GET /queue/."""
    with counter() as desk:
        waiting = officers_queue(desk.board, now())
        total = len(waiting)
        if total == QUEUE_SIZE:
            total = officers_backlog(desk.board)
    queue = [present(one) for one in waiting]
    words = {"queue": queue, "total": total, "cut": total > len(queue)}
    part = is_part(request)
    page = "officer/queue_waiting.html" if part else "officer/queue.html"
    return render(request, page, words)


def present(waiting: Waiting) -> QueueLine:
    """Say one waiting list in the words of the table."""
    return QueueLine(
        line=present_line(waiting.row),
        age=formats.age(waiting.seconds),
        since=formats.instant(waiting.row.state_at),
        overdue=waiting.seconds >= OVERDUE,
    )
