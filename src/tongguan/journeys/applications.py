"""清单申请 Applications about lists: each held beside its list, refused or granted.

Applications are taken one after another, each seeing what the one before did to its
list. All their lists are held first, in the order everybody holds papers in, then
the accounts those draw on.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongguan.customs.cancellation.against import Asked
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.answers import answer
from tongguan.journeys.case import Case, other_path, to_list, to_other
from tongguan.journeys.circumstances import Accounts
from tongguan.journeys.officer import matched
from tongguan.journeys.retail_import import gather, open_case
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import Actor, PaperState
from tongguan.plumbing.register.model import Standing
from tongguan.trade.import_papers import Application


@dataclass(frozen=True, slots=True)
class Said:
    """告知 What the last step of an application is told with."""

    about: str
    findings: list[Finding] = field(default_factory=list)
    aside: str = ""


@dataclass(slots=True)
class Docket:
    """受理 What applications come to: moves are written at once, answers at the end."""

    rooms: Rooms
    at: datetime
    said: list[Answer] = field(default_factory=list)

    def take(
        self,
        standing: Standing,
        steps: Sequence[str],
        said: Said,
        *,
        by: Actor = Actor.SYSTEM,
    ) -> None:
        """Move an application on and tell its sender every step, the last in full."""
        to = to_other(standing, self.rooms.register.open(standing))
        moves = other_path(standing, steps, said.about, by=by)
        self.rooms.register.move(moves, self.at)
        *first, last = steps
        self.said += [answer(to, step, []) for step in first]
        self.said.append(answer(to, last, said.findings, aside=said.aside))

    def refuse(self, standing: Standing, findings: list[Finding]) -> None:
        """Reject an application and tell its sender why."""
        why = ",".join(finding.code for finding in findings)
        self.take(standing, ("reject",), Said(why, findings))


def lodged(rooms: Rooms, woken: Collection[int]) -> list[Standing]:
    """Hold the lodged among woken applications, then their lists and accounts."""
    held = [it for it in rooms.register.held(woken) if it.state == PaperState.LODGED]
    hold_lists(rooms, held)
    return held


def hold_lists(rooms: Rooms, held: Sequence[Standing]) -> None:
    """Hold the lists of held applications, and the accounts those draw on."""
    found = {list_of(rooms, application_of(rooms, it)) for it in held} - {None}
    lists = sorted(number for number in found if number is not None)
    sets = rooms.register.sets_of(lists)
    cases = [open_case(rooms, gather(rooms, it, sets[it])) for it in lists]
    Accounts.held(rooms, [case.listed for case in cases])


def application_of(rooms: Rooms, standing: Standing) -> Application:
    """Open an application."""
    paper = rooms.register.open(standing)
    assert isinstance(paper, Application), "an application's body is an application"
    return paper


def list_of(rooms: Rooms, application: Application) -> int | None:
    """Return the register number of the list an application names."""
    return rooms.declarations.find(application.list_number)


def beside(
    rooms: Rooms, applications: Sequence[Standing], *, hold: bool = True
) -> Iterator[tuple[Standing, Asked[Any], Case | None]]:
    """Put applications beside their lists, as those stand when it is their turn."""
    for standing in applications:
        application = application_of(rooms, standing)
        number = list_of(rooms, application)
        if number is None:
            yield standing, Asked(application=application), None
            continue
        case = case_of(rooms, number, hold=hold)
        asked = Asked(
            application=application,
            number=application.list_number,
            listed=case.listed,
            state=case.declaration.state,
        )
        yield standing, asked, case


def case_of(rooms: Rooms, number: int, *, hold: bool = True) -> Case:
    """Open a list with the papers that were matched with it."""
    members = rooms.register.sets_of([number], hold=hold)[number]
    return matched(rooms, open_case(rooms, gather(rooms, number, members)))


def addressed(rooms: Rooms, case: Case) -> Addressee:
    """Address the sender of a list that has its number."""
    numbers = rooms.declarations.numbers([case.declaration.id])
    return to_list(case, numbers, numbers[case.declaration.id][1])
