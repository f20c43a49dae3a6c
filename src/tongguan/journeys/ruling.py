"""裁定 What an officer decides, what it says to senders, and whom it takes along."""

from dataclasses import dataclass

from tongguan.journeys.answers import answer
from tongguan.journeys.case import Case, other_path, to_list, to_other
from tongguan.journeys.notices import BY_HAND
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Difference, Finding, Place
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.model import Moved
from tongguan.trade.papers import Paper

RELEASE = "release"


class RefusedError(Exception):
    """An officer's decision that the papers do not allow; `findings` say why."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("; ".join(f.english() for f in findings))
        self.findings = findings


class NoSuchCaseError(LookupError):
    """There is no list under that number, or nothing is to be decided on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """裁定 What an officer decides: the move, the reason, and who it is.

    One decision over many lists has a batch number that every list shows.
    """

    move: str
    reason: str
    officer: str
    organisation: str
    batch: str = ""


def others_follow(case: Case, move: str) -> list[Moved]:
    """Conclude the other papers with the list, or free them for another."""
    step = {RELEASE: "conclude", "reject": "free", "return": "conclude"}.get(move)
    if step is None:
        return []
    reason = str(case.declaration.key)
    return [
        moved
        for standing in case.others
        for moved in other_path(standing, (step,), reason)
    ]


def answers(
    rooms: Rooms, case: Case, steps: tuple[str, ...], ruling: Ruling
) -> list[Answer]:
    """Tell the list's sender every step, and the others what becomes of theirs."""
    numbers = rooms.declarations.numbers([case.declaration.id])
    to = to_list(case, numbers, numbers[case.declaration.id][1])
    by_hand = [
        Finding(BY_HAND, Difference(Place(Paper.DECLARATION, ""), ruling.reason))
    ]
    said = [
        answer(
            to, step, by_hand if step == "reject" else [], aside=_aside(step, ruling)
        )
        for step in steps
    ]
    followed = {m.id: m.name for m in others_follow(case, ruling.move)}
    said += [
        answer(to_other(standing, paper), followed[standing.id], [])
        for standing, paper in case.companions
        if standing.id in followed
    ]
    return said


def _aside(step: str, ruling: Ruling) -> str:
    return f"，{ruling.reason}" if step in {"detain", "return"} else ""
