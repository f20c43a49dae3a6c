"""待办 What waits for an officer: by step, by age, by whose hands it is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tongguan.customs.board.model import Backlog, ListRow
from tongguan.customs.control.model import Agency
from tongguan.customs.control.terms import ServiceLevels, service_levels, stale_before
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.assignments.store import Hand
from tongguan.plumbing.confirmations.model import Person
from tongguan.plumbing.identity.model import Post
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.trade.papers import Paper

QUEUE_SIZE = 200
S = DeclarationState
STEPS: dict[str, tuple[DeclarationState, ...]] = {
    "review": (S.IN_REVIEW,),
    "release": (S.CHECKED,),
    "examination": (S.EXAMINED,),
    "detention": (S.DETAINED,),
}
TURNS = tuple(state for states in STEPS.values() for state in states)
OPENED = (S.EXAMINED, S.DETAINED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """查询 Which part of the queue is wanted; what is empty is not asked about."""

    step: str = ""
    hand: str = ""
    overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """待办清单 A list that waits: how long, against which level, in whose hands."""

    row: ListRow
    age: timedelta
    limit: timedelta
    holder: str

    @property
    def overdue(self) -> bool:
        """Whether it waits longer than it should."""
        return self.age >= self.limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """待办队列 What waits, how much there is of it by step and by age.

    `ages` counts by step; the first of each is younger than the first of `edges`.
    """

    waiting: tuple[Waiting, ...]
    ages: dict[str, list[int]]
    edges: tuple[int, ...]
    returns: int
    proposals: int

    @property
    def total(self) -> int:
        """How many lists wait at every step together."""
        return sum(sum(counts) for counts in self.ages.values())


def queue_for(rooms: Rooms, person: Person, asked: Asked, at: datetime) -> Queue:
    """Return what waits for an officer of the customs or of inspection."""
    levels = service_levels(at.date())
    rows = rooms.board.queue(backlog(person, asked, levels, at))
    holders = rooms.offices.assignments.holders(
        [row.paper for row in rows], person.post
    )
    waiting = tuple(
        Waiting(
            row=row,
            age=at - row.state_at,
            limit=levels.limit(S(row.state)),
            holder=holders.get(row.paper, ""),
        )
        for row in rows
    )
    is_customs = person.post == Post.OFFICER
    edges = [at - timedelta(hours=hours) for hours in levels.edges]
    counted = rooms.board.ages(TURNS, edges) if is_customs else _counted(rows, edges)
    returns = rooms.register.in_state(Paper.GOODS_RETURN, PaperState.IN_REVIEW)
    return Queue(
        waiting=waiting,
        ages=_by_step(counted, len(edges)),
        edges=levels.edges,
        returns=len(returns) if is_customs else 0,
        proposals=rooms.offices.confirmations.pending(person),
    )


def backlog(
    person: Person, asked: Asked, levels: ServiceLevels, at: datetime
) -> Backlog:
    """Say what is looked for: an inspector sees only what inspection ordered."""
    inspects = person.post == Post.INSPECTOR
    states = STEPS.get(asked.step, OPENED if inspects else TURNS)
    return Backlog(
        states=states,
        since=tuple(at - levels.limit(state) for state in states),
        day=at.date(),
        post=person.post,
        officer=person.name,
        overdue=asked.overdue,
        hand=asked.hand,
        agency=Agency.INSPECTION if inspects else "",
        size=QUEUE_SIZE,
    )


def _counted(
    rows: Sequence[ListRow], edges: Sequence[datetime]
) -> list[tuple[str, int, int]]:
    return [(row.state, sum(row.state_at >= it for it in edges), 1) for row in rows]


def _by_step(counted: list[tuple[str, int, int]], edges: int) -> dict[str, list[int]]:
    ages = {step: [0] * (edges + 1) for step in STEPS}
    for state, bucket, count in counted:
        step = next(name for name, states in STEPS.items() if state in states)
        ages[step][edges - bucket] += count
    return ages


def take(rooms: Rooms, paper: int, person: Person, at: datetime) -> bool:
    """承办 Take a list in hand; False where another officer of the post holds it."""
    hand = Hand(officer=person.name, post=person.post)
    stale = stale_before(at)
    taken = rooms.offices.assignments.take(paper, hand, at, stale=stale)
    if taken:
        _write_down(rooms, paper, person, "take", at)
    return taken


def hand_back(rooms: Rooms, paper: int, person: Person, at: datetime) -> bool:
    """退回 Hand a list back to the queue; False where one does not hold it."""
    hand = Hand(officer=person.name, post=person.post)
    back = rooms.offices.assignments.hand_back(paper, hand)
    if back:
        _write_down(rooms, paper, person, "hand_back", at)
    return back


def _write_down(
    rooms: Rooms, paper: int, person: Person, action: str, at: datetime
) -> None:
    rooms.journal.append(
        Line(
            at=at,
            actor=person.name,
            organisation=person.organisation,
            action=action,
            subject=f"paper/{paper}",
        )
    )
