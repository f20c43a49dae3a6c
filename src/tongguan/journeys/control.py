"""布控与查验 Control orders placed and lifted, lists opened once, and what follows.

Orders are fetched for a whole batch in one statement, by everything they may aim at.
A journey's officer acts are written into the journal; nobody but officers reads them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tongguan.customs.control.lifecycle import CaseState, OrderState
from tongguan.customs.control.model import (
    Agency,
    Aim,
    ControlOrder,
    EnforcementCase,
    Examined,
    Result,
    aims_of,
    by_aim,
)
from tongguan.customs.control.rules import (
    BadOrderError,
    Rate,
    rates,
    refuse_bad,
    unsatisfied,
)
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys.case import Case
from tongguan.journeys.rooms import Rooms
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.register.model import Standing

OPENED = {DeclarationState.EXAMINED, DeclarationState.DETAINED}
KINDS = {"detain": "seizure", "return": "return"}


class NoSuchOrderError(LookupError):
    """No order, case or list stands under that number."""


FEW = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """关员 Who acts, and for which organisation."""

    name: str
    organisation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """开箱结果 What one agency found in a list's parcel; `sheet` is how."""

    agency: Agency
    result: Result
    note: str
    sheet: Mapping[str, Any] = field(default_factory=dict)


class Control:
    """The orders in force that hit the lists of one batch."""

    def __init__(
        self,
        aims: Mapping[int, frozenset[Aim]],
        orders: Mapping[Aim, Sequence[ControlOrder]],
    ) -> None:
        self._aims = aims
        self._orders = orders

    @classmethod
    def over(cls, rooms: Rooms, cases: Sequence[Case], at: datetime) -> "Control":
        """Find every order that hits one of these lists, in one statement or two.

        Few orders are in force, so they are held against the lists; were they many,
        those would be asked for that aim at one of the many things the lists name.
        """
        ids, day = [case.declaration.id for case in cases], at.date()
        in_force = rooms.controls.in_force(day, FEW + 1) if ids else []
        if not in_force:
            return cls({}, {})
        numbers = rooms.declarations.numbers(ids)
        aims = {
            case.declaration.id: aims_of(case.listed, numbers[case.declaration.id])
            for case in cases
        }
        if len(in_force) <= FEW:
            return cls(aims, by_aim(in_force))
        wanted = {aim for own in aims.values() for aim in own}
        return cls(aims, rooms.controls.aimed_at(wanted, day))

    def orders_on(self, case: Case) -> tuple[ControlOrder, ...]:
        """Return the orders that hit a list, oldest first."""
        if not self._orders:
            return ()
        aims = self._aims[case.declaration.id]
        hits = [order for aim in aims for order in self._orders.get(aim, ())]
        return tuple(sorted(hits, key=lambda order: order.number))


def stopping(rooms: Rooms, case: Case, at: datetime) -> tuple[ControlOrder, ...]:
    """Return the orders that still stop a list: not lifted, and not satisfied by it."""
    record = rooms.controls.record_of(case.declaration.id, case.declaration.version)
    hits = Control.over(rooms, [case], at).orders_on(case)
    return unsatisfied(hits, record, at.date())


def place(rooms: Rooms, order: ControlOrder, organisation: str) -> str:
    """Place an order and write it down; return its number, or raise BadOrderError."""
    refuse_bad(order)
    number = rooms.controls.place(order)
    officer = Officer(name=order.placed_by, organisation=organisation)
    detail = {
        "aim": f"{order.aim.target}:{order.aim.value}",
        "days": f"{order.effective} – {order.until}",
        "reason": order.reason,
    }
    write_down(
        rooms, officer, Act("place", f"control/{number}", detail), order.placed_at
    )
    return number


def lift(
    rooms: Rooms, number: str, result: str, officer: Officer, at: datetime
) -> None:
    """Lift an order with its result; NoSuchOrderError if it does not stand."""
    if not result.strip():
        raise BadOrderError("解除布控须写明结果。Lifting an order needs a result.")
    if not rooms.controls.lift(number, result, officer.name, at):
        raise NoSuchOrderError(number)
    write_down(rooms, officer, Act("lift", f"control/{number}", {"result": result}), at)


def refuse_lifting(rooms: Rooms, number: str, result: str) -> None:
    """Refuse to lift without a result, or what does not stand."""
    if not result.strip():
        raise BadOrderError("解除布控须写明结果。Lifting an order needs a result.")
    order = rooms.controls.find(number)
    if order is None or order.state is not OrderState.PLACED:
        raise NoSuchOrderError(number)


def expire(rooms: Rooms, at: datetime) -> int:
    """Let orders go whose last day has passed; return how many."""
    return rooms.controls.expire(at.date())


def examine(
    rooms: Rooms, paper: int, opening: Opening, officer: Officer, at: datetime
) -> None:
    """Write one agency's result on the one record of a list under examination."""
    if not opening.note.strip():
        raise IllegalMoveError("A result needs a note.")
    standing = held(rooms, paper)
    if standing.state not in OPENED:
        raise IllegalMoveError(f"{standing.state} is not under examination.")
    rooms.controls.examine(
        Examined(
            paper=paper,
            version=standing.version,
            agency=opening.agency,
            result=opening.result,
            note=opening.note,
            officer=officer.name,
            at=at,
            sheet=opening.sheet,
        )
    )
    detail = {"agency": opening.agency, "result": opening.result, "note": opening.note}
    if pictures := opening.sheet.get("pictures"):
        detail["pictures"] = " ".join(pictures)
    write_down(rooms, officer, Act("record", f"paper/{paper}", detail), at)


def held(rooms: Rooms, paper: int) -> Standing:
    """Return where a list stands, held until the transaction ends."""
    members = rooms.register.sets_of([paper]).get(paper, [])
    for member in members:
        if member.id == paper:
            return member
    raise NoSuchOrderError(paper)


def open_case(
    rooms: Rooms, standing: Standing, ruling: tuple[str, str], by: str, at: datetime
) -> None:
    """Open a case when goods are detained or sent back; any other move opens none.

    `ruling` is the officer's move and its reason.
    """
    move, reason = ruling
    if move in KINDS:
        rooms.controls.open_case(
            EnforcementCase(
                number="",
                paper=standing.id,
                version=standing.version,
                kind=KINDS[move],
                reason=reason,
                state=CaseState.OPENED,
                opened_by=by,
                opened_at=at,
            )
        )


def close_case(
    rooms: Rooms, number: str, outcome: str, officer: Officer, at: datetime
) -> None:
    """Close a case with its outcome; NoSuchOrderError if it is not open."""
    if not outcome.strip():
        raise BadOrderError("结案须写明处理结果。Closing a case needs an outcome.")
    paper = rooms.controls.close_case(number, outcome, officer.name, at)
    if paper is None:
        raise NoSuchOrderError(number)
    detail = {"case": number, "outcome": outcome}
    write_down(rooms, officer, Act("close", f"paper/{paper}", detail), at)


def inspection_rates(
    rooms: Rooms, first: date, last: date, classes: Mapping[str, str]
) -> tuple[Rate, ...]:
    """Return how many lists were opened by month, mode and class of the declarant."""
    return rates(rooms.controls.counts(first, last), classes)


@dataclass(frozen=True, slots=True)
class Act:
    """关员行为 What an officer did, to what, with which details."""

    name: str
    subject: str
    detail: Mapping[str, str]


def write_down(rooms: Rooms, officer: Officer, act: Act, at: datetime) -> None:
    """Write an officer's act into the journal."""
    rooms.journal.append(
        Line(
            at=at,
            actor=officer.name,
            organisation=officer.organisation,
            action=act.name,
            subject=act.subject,
            detail=dict(act.detail),
        )
    )
