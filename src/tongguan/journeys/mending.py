"""改正 What is wrong with one paper of a firm, and what would become of it mended.

A firm sees what the checks, the decision on its list, and other firms say of its own
paper; what stands in others' papers is told apart, with who must act. A mended paper is
tried by the engine that decides.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongguan.customs.board.model import Viewer
from tongguan.customs.correction.model import Asked
from tongguan.journeys.arrival import Arrival
from tongguan.journeys.case_file import CaseFile, case_file
from tongguan.journeys.dry_run import Tried, try_papers
from tongguan.journeys.own_codes import beside
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.register.model import Standing
from tongguan.plumbing.register.rules import AMENDABLE
from tongguan.trade.papers import AnyPaper, Paper

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """改正单 One paper of a firm, and what is said of it.

    `own` are findings about its entries, `others` those about papers of the same set
    that somebody else keeps; `asked` is what other firms ask to be corrected.
    """

    standing: Standing
    paper: AnyPaper
    number: str
    own: tuple[Told, ...]
    others: tuple[Told, ...]
    asked: tuple[Asked, ...]

    @property
    def is_open(self) -> bool:
        """Whether the paper may still be changed or declared again."""
        return self.standing.state in AMENDABLE


def mending(
    rooms: Rooms, firm: str, paper: int, *, hold: bool = False
) -> Mending | None:
    """Open one's own paper for mending; None where there is no such paper."""
    found = rooms.register.by_number([paper], hold=hold)
    if not found or found[0].sender != firm:
        return None
    standing = found[0]
    kind = standing.key.kind
    case, number = case_of(rooms, firm, standing)
    findings = case.findings if case else spoken(rooms, standing)
    mine = [it for it in findings if (it["place"] or {"paper": kind})["paper"] == kind]
    return Mending(
        standing=standing,
        paper=rooms.register.open(standing),
        number=number,
        own=tuple(mine),
        others=tuple(it for it in findings if it not in mine),
        asked=tuple(asked_about(rooms, standing)),
    )


def case_of(rooms: Rooms, firm: str, standing: Standing) -> tuple[CaseFile | None, str]:
    """Open the case a paper is part of, as far as its sender may see it.

    With it comes the preliminary number of the list.
    """
    for listed in rooms.register.lists_of([standing.id]):
        number, _ = rooms.declarations.numbers([listed])[listed]
        found = case_file(rooms, rooms.board, Viewer(firm), number)
        if found is not None:
            return found, number
    return None, ""


def spoken(rooms: Rooms, standing: Standing) -> tuple[Told, ...]:
    """Return what the last receipt found in the version that stands."""
    sent = rooms.outbox.of_paper(standing.id)
    own = [
        one
        for one in sent
        if one.version == standing.version and one.kind == standing.key.kind
    ]
    return tuple(own[-1].findings) if own else ()


def asked_about(rooms: Rooms, standing: Standing) -> Iterator[Asked]:
    """Yield what other firms ask about this very paper, and wait for."""
    key = standing.key
    for one in rooms.corrections.to(standing.sender):
        asked = one.request
        same = (asked.kind, asked.owner, asked.number) == (
            key.kind,
            key.owner,
            key.number,
        )
        if same and one.answered_at is None:
            yield one


def attempt(rooms: Rooms, standing: Standing, paper: AnyPaper, at: datetime) -> Tried:
    """试申报 Try a mended paper as if its sender sent it now; nothing is kept."""
    firm = standing.sender
    arrival = Arrival(message=0, sender=firm, papers=(paper,))
    (tried,) = try_papers(rooms, [arrival], at, firm=firm)
    return tried


def patch_of(code: str) -> str:
    """Name what a machine may do about a code; empty where a person must decide."""
    return str(beside(code).get("patch", ""))


def may_go(tried: Tried) -> bool:
    """Tell whether a mended paper is worth sending: nothing known rejects it."""
    rejected = tried.decision is not None and tried.decision.outcome.value == "reject"
    return not (tried.refused or tried.objection or rejected)


def is_list(mended: Mending) -> bool:
    """Tell whether the paper is the list itself."""
    return mended.standing.key.kind is Paper.DECLARATION
