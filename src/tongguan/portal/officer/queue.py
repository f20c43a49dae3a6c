"""审核查验 What waits for an officer, the longest first, and whose hands it is in."""

from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongguan.journeys.queueing import (
    QUEUE_SIZE,
    STEPS,
    Asked,
    Queue,
    Waiting,
    hand_back,
    queue_for,
    take,
)
from tongguan.journeys.search import find_list
from tongguan.plumbing.clock import now
from tongguan.portal import formats
from tongguan.portal.counter import account_of, counter, is_part, person_of, viewer_of
from tongguan.portal.declarant.lists import Line
from tongguan.portal.declarant.lists import present as present_line
from tongguan.portal.words import Word

WORDS: dict[str, Word] = {
    "review": _("人工审核"),
    "release": _("待放行"),
    "examination": _("待查验"),
    "detention": _("扣留"),
}
LANES: dict[str, str] = {
    "review": "warn",
    "release": "warn",
    "examination": "bad",
    "detention": "bad",
}
HANDS: dict[str, Word] = {"": _("全部"), "mine": _("我承办的"), "free": _("无人承办")}
HOUR = 3600
FULL = 100


@dataclass(frozen=True, slots=True)
class QueueLine:
    """待办行 One list that waits: since when, and whether that is long."""

    line: Line
    age: str
    since: str
    limit: str
    overdue: bool
    holder: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Way:
    """筛选 One way to look at the queue, kept in the address."""

    word: Word
    url: str
    here: bool
    count: int | None = None


@dataclass(frozen=True, slots=True)
class AgeBar:
    """待办时长 How many lists are of one age, by lane; shares in per cent of all."""

    word: str
    yellow: int
    red: int
    yellow_share: int
    red_share: int

    @property
    def count(self) -> int:
        """How many lists are of this age."""
        return self.yellow + self.red


def show(request: HttpRequest) -> HttpResponse:
    """GET /queue/ — ?step=, ?hand=, ?overdue=1."""
    asked = asked_of(request)
    person = person_of(account_of(request))
    with counter() as desk:
        queue = queue_for(desk.rooms, person, asked, now())
    lines = [present(one, person.name) for one in queue.waiting]
    words = {
        "asked": asked,
        "queue": lines,
        "cut": len(lines) == QUEUE_SIZE,
        "total": queue.total,
        "steps": steps(queue, asked),
        "hands": [
            Way(word, address(asked, hand=hand), asked.hand == hand)
            for hand, word in HANDS.items()
        ],
        "late": Way(
            _("只看超时"),
            address(asked, overdue="" if asked.overdue else "1"),
            asked.overdue,
        ),
        "here": address(asked),
        "bars": bars(queue),
        "returns": queue.returns,
        "proposals": queue.proposals,
    }
    part = is_part(request)
    page = "officer/queue_waiting.html" if part else "officer/queue.html"
    return render(request, page, words)


def asked_of(request: HttpRequest) -> Asked:
    """Read what is wanted out of the address; what nobody knows is not asked about."""
    step, hand = request.GET.get("step", ""), request.GET.get("hand", "")
    return Asked(
        step=step if step in STEPS else "",
        hand=hand if hand in HANDS else "",
        overdue=request.GET.get("overdue") == "1",
    )


def address(asked: Asked, **changed: str) -> str:
    """Return the address of the queue, looked at otherwise in one thing."""
    now_asked = {
        "step": asked.step,
        "hand": asked.hand,
        "overdue": "1" if asked.overdue else "",
    }
    wanted = {name: it for name, it in (now_asked | changed).items() if it}
    return reverse("queue") + (f"?{urlencode(wanted)}" if wanted else "")


def steps(queue: Queue, asked: Asked) -> list[Way]:
    """Name the steps there are, with how much waits at each."""
    found = [Way(_("全部"), address(asked, step=""), not asked.step, queue.total)]
    for step, word in WORDS.items():
        count = sum(queue.ages[step])
        found.append(Way(word, address(asked, step=step), asked.step == step, count))
    return found


def bars(queue: Queue) -> list[AgeBar]:
    """Count what waits by age, the youngest first, apart by lane."""
    edges = [formats.age(hours * HOUR) for hours in queue.edges]
    words = [f"< {edges[0]}"]
    words += [f"{a} – {b}" for a, b in pairwise(edges)]
    words.append(f"≥ {edges[-1]}")
    lanes: dict[str, list[int]] = {"warn": [0] * len(words), "bad": [0] * len(words)}
    for step, counts in queue.ages.items():
        lane = lanes[LANES[step]]
        lanes[LANES[step]] = [a + b for a, b in zip(lane, counts, strict=True)]
    whole = max(map(sum, zip(*lanes.values(), strict=True))) or 1
    return [
        AgeBar(word, yellow, red, yellow * FULL // whole, red * FULL // whole)
        for word, yellow, red in zip(words, lanes["warn"], lanes["bad"], strict=True)
    ]


def present(waiting: Waiting, name: str) -> QueueLine:
    """Say one waiting list in the words of the table."""
    return QueueLine(
        line=present_line(waiting.row),
        age=formats.age(int(waiting.age.total_seconds())),
        since=formats.instant(waiting.row.state_at),
        limit=formats.age(int(waiting.limit.total_seconds())),
        overdue=waiting.overdue,
        holder=waiting.holder,
        is_mine=waiting.holder == name,
    )


def take_or_back(request: HttpRequest, number: str) -> HttpResponse:
    """POST /queue/{number}/ — take a list in hand, or with `back` hand it back."""
    person = person_of(account_of(request))
    with counter() as desk:
        row = find_list(desk.board, viewer_of(account_of(request)), number)
        if row is None:
            raise Http404
        act = hand_back if "back" in request.POST else take
        done = act(desk.rooms, row.paper, person, now())
    if not done:
        messages.error(request, gettext("清单已由他人承办，或不在您手中。"))
    if "open" in request.POST:
        return redirect("declaration", number=number)
    return redirect(address(asked_of(request)))
