"""When something is due, and when its being late is an alarm: by the day's rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load
from tongguan.plumbing.expectations.model import (
    Link,
    Sending,
    SentPaper,
    Stage,
    Standing,
)

PAGE = "gateway/expectations.yaml"
SET_ASIDE, LODGED = "quarantined", "lodged"
FOLLOWING = {LODGED, "matched"}  # their last word comes with their list's
SETTLED = {"draft", "withdrawn", "registered"}  # nothing more is owed about them


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationLaw:
    """回执时限 What a sender may expect."""

    read_seconds: int
    decision_seconds: int
    silence_minutes: int
    waiting_hours: int
    owed_states: tuple[str, ...]
    patient_papers: tuple[str, ...]

    @property
    def silence(self) -> timedelta:
        """How long nothing may be said before it is an alarm."""
        return timedelta(minutes=self.silence_minutes)


@cache
def expectations() -> Dated[ExpectationLaw]:
    """Return the rules, by the day."""
    return load(PAGE, ExpectationLaw)


def law_at(at: datetime) -> ExpectationLaw:
    """Return the rules of an instant's own day."""
    return expectations().on(at.date()).says


def waits_until(lodged_at: datetime) -> datetime:
    """Return until when a list that was lodged then may wait for its papers."""
    return lodged_at + timedelta(hours=law_at(lodged_at).waiting_hours)


def shortest_wait() -> timedelta:
    """Return the shortest time any list may wait, whenever it was lodged."""
    hours = min(edition.says.waiting_hours for edition in expectations())
    return timedelta(hours=hours)


def chain(
    sending: Sending, papers: Sequence[SentPaper], at: datetime
) -> tuple[Link, Link, Link]:
    """Say which receipts of a message came, which are due, and which are late."""
    law = law_at(sending.received_at)
    kept = Link(stage=Stage.KEPT, standing=Standing.CAME, at=sending.received_at)
    if sending.first_at is None:
        due = sending.received_at + timedelta(seconds=law.read_seconds)
        late = at > due or sending.state == SET_ASIDE
        read = Link(stage=Stage.READ, standing=_lateness(late=late), at=due)
        return kept, read, Link(stage=Stage.FINAL, standing=Standing.NOT_YET)
    read = Link(stage=Stage.READ, standing=Standing.CAME, at=sending.first_at)
    return kept, read, _final(sending, papers, at)


def _final(sending: Sending, papers: Sequence[SentPaper], at: datetime) -> Link:
    law = law_at(sending.received_at)
    open_ones = [paper for paper in papers if is_open(paper)]
    owed = [paper.state_at for paper in open_ones if is_owed(paper, law)]
    if not open_ones:
        return Link(stage=Stage.FINAL, standing=Standing.CAME, at=sending.last_at)
    if owed:
        due = min(owed) + timedelta(seconds=law.decision_seconds)
        return Link(stage=Stage.FINAL, standing=_lateness(late=at > due), at=due)
    awaited = {name for paper in open_ones for name in awaited_by(paper)}
    ends = [it for paper in open_ones if (it := deadline(paper))]
    return Link(
        stage=Stage.FINAL,
        standing=Standing.WAITING,
        at=min(ends, default=None),
        waiting_for=tuple(sorted(awaited)),
    )


def _lateness(*, late: bool) -> Standing:
    return Standing.OVERDUE if late else Standing.DUE


def is_open(paper: SentPaper) -> bool:
    """Tell whether the last word on a paper of a message is still to come."""
    return paper.current and not paper.ended and paper.state not in SETTLED


def is_owed(paper: SentPaper, law: ExpectationLaw) -> bool:
    """Tell whether a paper waits for us, and not for another paper or an officer."""
    patient = paper.state == LODGED and paper.kind in law.patient_papers
    return paper.state in law.owed_states and not (patient or paper.waiting_for)


def awaited_by(paper: SentPaper) -> tuple[str, ...]:
    """Name what a paper waits for: other papers, its list, or the customs."""
    if paper.waiting_for:
        return tuple(paper.waiting_for)
    return ("declaration",) if paper.state in FOLLOWING else ("customs",)


def deadline(paper: SentPaper) -> datetime | None:
    """Return until when a paper may wait, if there is an end to it."""
    return datetime.fromisoformat(paper.deadline) if paper.deadline else None
