"""零售进口 The retail import of a parcel, from four papers to release.

Papers that arrived wake their sets. A set that is whole is decided by one pure
function between two rounds of set-based statements; a set that is not says for what it
waits. Locks are taken in one order everywhere: papers, allowances, guarantees,
recipients. One batch is one transaction; whoever opened it ends it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

import msgspec

from tongguan.customs.declaration.lifecycle import (
    UNDECIDED_UPSTREAM,
    DeclarationState,
)
from tongguan.customs.declaration.store import Pattern
from tongguan.journeys.case import Case
from tongguan.journeys.circumstances import Accounts, looked_back, risk_facts
from tongguan.journeys.control import Control
from tongguan.journeys.decision import Decision, decide
from tongguan.journeys.forwarding import pass_alone, settle
from tongguan.journeys.goods import Shelf
from tongguan.journeys.judging import ALONE, Parcel
from tongguan.journeys.known import Circumstances
from tongguan.journeys.landing import afloat
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.waiting import tell_waiting
from tongguan.journeys.writing import record
from tongguan.plumbing.register.model import Standing
from tongguan.trade.papers import Declaration, Order, Paper

UNDECIDED = {DeclarationState.LODGED, DeclarationState.SUSPENDED}
LOOKED_AT = [*UNDECIDED, *UNDECIDED_UPSTREAM]
OTHERS = (Paper.ORDER.value, Paper.PAYMENT.value, Paper.WAYBILL.value)
USABLE = {"lodged", "forwarded", "matched", "concluded"}


class GatheredSet(msgspec.Struct, frozen=True, kw_only=True):
    """一票四单 A declaration and those of its papers that are there."""

    declaration: Standing
    order: Standing | None
    payment: Standing | None
    waybill: Standing | None

    @property
    def whole(self) -> bool:
        """Whether all four papers are there."""
        others = self.order is not None and self.payment is not None
        return others and self.waybill is not None

    def missing(self) -> tuple[str, ...]:
        """Name the papers that are not there yet."""
        others = zip(OTHERS, (self.order, self.payment, self.waybill), strict=True)
        return tuple([name for name, paper in others if paper is None])


def clear(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Look at the sets of woken papers; those others look at now come later."""
    lists = rooms.register.lists_of(woken, LOOKED_AT)
    sets = rooms.register.sets_of(lists, waits=False)
    rooms.register.wake(set(lists).difference(sets), later=True)
    gathered = [gather(rooms, number, members) for number, members in sets.items()]
    due = [g for g in gathered if g.declaration.state in UNDECIDED]
    whole = [g for g in due if g.whole]
    partial = [] if len(whole) == len(due) else [g for g in due if not g.whole]
    waiting = {g.declaration.id: (g.declaration, g.missing()) for g in partial}
    tell_waiting(rooms, waiting, at)
    waits = afloat(rooms, [g.declaration for g in whole], at)
    now, later = in_turn([g for g in whole if g.declaration.id not in waits])
    rooms.register.wake(g.declaration.id for g in later)
    cases = [open_case(rooms, g) for g in now]
    decisions = decided(rooms, cases, at)
    if rooms.forwards:
        settle(rooms, decisions, at)
        follow(rooms, gathered, at)
    else:
        record(rooms, decisions, at)


def follow(rooms: Rooms, gathered: Sequence[GatheredSet], at: datetime) -> None:
    """Let papers that were corrected follow their lists to the customs."""
    there = [g for g in gathered if g.declaration.state in UNDECIDED_UPSTREAM]
    pass_alone(
        rooms,
        [it for g in there for it in (g.order, g.payment, g.waybill) if it],
        at,
    )


def in_turn(
    whole: Sequence[GatheredSet],
) -> tuple[list[GatheredSet], list[GatheredSet]]:
    """Split sets so that no two share a waybill: each sees what the other did to it."""
    now: dict[int | None, GatheredSet] = {}
    for one in whole:
        now.setdefault(one.waybill.id if one.waybill else None, one)
    first = {one.declaration.id for one in now.values()}
    later = [one for one in whole if one.declaration.id not in first]
    return list(now.values()), later


def gather(rooms: Rooms, number: int, members: Sequence[Standing]) -> GatheredSet:
    """Put the papers of a set in their places; of several payments, the order's own."""
    declaration = next(member for member in members if member.id == number)
    order = waybill = None
    payments: list[Standing] = []
    for member in members:
        if member.state in USABLE and belongs(member, declaration):
            kind = member.key.kind
            if kind is Paper.ORDER:
                order = order or member
            elif kind is Paper.WAYBILL:
                waybill = waybill or member
            else:
                payments.append(member)
    return GatheredSet(
        declaration=declaration,
        order=order,
        payment=_payment_of(rooms, order, payments),
        waybill=waybill,
    )


def belongs(member: Standing, declaration: Standing) -> bool:
    """Tell whether a paper is still of this set, now that it is held.

    Between finding and holding it, its sender may have sent a newer version.
    """
    key = member.key
    if key.kind is Paper.PAYMENT:
        return member.link == declaration.key[1:]
    if key.kind is Paper.WAYBILL:
        return declaration.link == key[1:]
    return key.kind is Paper.ORDER


def _payment_of(
    rooms: Rooms, order: Standing | None, payments: list[Standing]
) -> Standing | None:
    if len(payments) > 1 and order is not None:
        named = rooms.register.open(order)
        assert isinstance(named, Order), "an order's body is an order"
        own = [p for p in payments if p.key.number == named.transaction]
        return (own or payments)[-1]
    return payments[-1] if payments else None


def open_case(rooms: Rooms, gathered: GatheredSet) -> Case:
    """Open the papers of a set, as far as they are there."""
    there = (gathered.order, gathered.payment, gathered.waybill)
    declaration = rooms.register.open(gathered.declaration)
    assert isinstance(declaration, Declaration), "a list's body is a list"
    return Case(
        declaration=gathered.declaration,
        listed=declaration,
        companions=tuple((it, rooms.register.open(it)) for it in there if it),
    )


def drawing(rooms: Rooms, cases: list[Case]) -> tuple[Accounts, list[Case]]:
    """Hold what these cases draw on; return those that can be decided now.

    Those whose buyer's allowance another worker draws on come later.
    """
    accounts = Accounts.held(rooms, [case.listed for case in cases])
    busy = {it.declaration.id for it in cases if not accounts.are_held(it.listed)}
    rooms.register.wake(busy, later=True)
    return accounts, [it for it in cases if it.declaration.id not in busy]


def decided(
    rooms: Rooms, cases: list[Case], at: datetime
) -> list[tuple[Case, Decision]]:
    """Decide cases one after another, each seeing what the ones before it took."""
    accounts, cases = drawing(rooms, cases)
    if not cases:
        return []
    ids = [case.declaration.id for case in cases]
    patterns = rooms.declarations.patterns(ids, looked_back(at))
    control = Control.over(rooms, cases, at)
    shelf = Shelf.over(rooms, [case.listed for case in cases], at)
    parcels = [parcel_of(rooms, it, shelf, patterns) for it in cases]
    unsound = ALONE.sift(parcels)
    decisions = []
    for place, (case, parcel) in enumerate(zip(cases, parcels, strict=True)):
        declaration, dossier = parcel.declaration, parcel.dossier
        known = Circumstances(
            used=accounts.used(declaration),
            guarantee_left=accounts.guarantee_left(declaration),
            waybill_is_free=case.waybill_is_free,
            risk=parcel.facts,
            orders=control.orders_on(case),
            goods=shelf.on_file,
            zone=shelf.zone,
            locked=accounts.is_locked(declaration),
        )
        decision = decide(dossier, known, sound=place not in unsound)
        if not accounts.confirm(declaration, decision):
            left = accounts.guarantee_left(declaration)
            decision = decide(
                dossier, msgspec.structs.replace(known, guarantee_left=left)
            )
        accounts.take(declaration, decision)
        decisions.append((case, decision))
    return decisions


def parcel_of(
    rooms: Rooms, case: Case, shelf: Shelf, patterns: Mapping[int, Pattern]
) -> Parcel:
    """Put together what a case shows by itself."""
    dossier, standing = case.dossier, case.declaration
    assert dossier is not None, "only whole sets are decided"
    facts = risk_facts(rooms, standing.key, patterns[standing.id])
    return Parcel(case.listed, dossier, shelf.on_file, shelf.zone, facts)
