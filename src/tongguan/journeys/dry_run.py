"""试申报 A dry run: the same checks and the same decision, and nothing is stored.

The papers handed in are taken together with those already on the register, so that a
declarant can try a list whose order and payment others have sent. What the ledgers
know is read, not held.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tongguan.journeys.circumstances import Accounts, circumstances
from tongguan.journeys.decision import Decision, decide
from tongguan.journeys.intake import Arrival, Incoming, inspect
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding, Severity
from tongguan.plumbing.register.model import Key, Link, Standing, link_of
from tongguan.plumbing.register.rules import objection, verdict
from tongguan.trade.papers import (
    AnyPaper,
    Declaration,
    Dossier,
    Order,
    Paper,
    Payment,
    Waybill,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """试申报结果 What would become of one paper; `decision` only for a whole set.

    `objection` says why the register would not take it, as when it is a resend.
    """

    key: Key
    index: int
    paper: AnyPaper
    findings: list[Finding]
    objection: Finding | None = None
    missing: tuple[Paper, ...] = ()
    decision: Decision | None = None

    @property
    def refused(self) -> bool:
        """Whether the paper would be refused by its own checks."""
        return any(f.severity is Severity.REJECT for f in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """试算场景 The papers handed in together, the accounts they draw on, the day."""

    rooms: Rooms
    handed: dict[Key, Incoming]
    standing: dict[Key, Standing]
    accounts: Accounts
    at: datetime
    as_of: date | None

    def declared(self, declaration: Declaration) -> Declaration:
        """Take a list as declared on the day it is judged by."""
        return as_declared(declaration, self.as_of)


def try_papers(
    rooms: Rooms,
    arrivals: Sequence[Arrival],
    at: datetime,
    *,
    as_of: date | None = None,
) -> list[Tried]:
    """Check papers alone, then decide every set that is whole.

    With `as_of` lists are judged by the law of that day, as if declared on it.
    """
    inspected = list(inspect(rooms, arrivals, at))
    lists = [i.paper for i in inspected if isinstance(i.paper, Declaration)]
    judged = [as_declared(declaration, as_of) for declaration in lists]
    trial = Trial(
        rooms=rooms,
        handed={i.key: i for i in inspected},
        standing=rooms.register.standing((i.key for i in inspected), hold=False),
        accounts=Accounts.held(rooms, judged, hold=False),
        at=at,
        as_of=as_of,
    )
    return [tried(trial, incoming) for incoming in inspected]


def as_declared(declaration: Declaration, day: date | None) -> Declaration:
    """Take a list as declared on another day."""
    return declaration if day is None else replace(declaration, declared_on=day)


def tried(trial: Trial, incoming: Incoming) -> Tried:
    """Say what would become of one paper."""
    paper, standing = incoming.paper, trial.standing.get(incoming.key)
    done = verdict(standing, paper.heading)
    result = Tried(
        key=incoming.key,
        index=incoming.index,
        paper=paper,
        findings=incoming.findings,
        objection=objection(done, incoming.key, paper.heading, standing),
    )
    if not isinstance(paper, Declaration) or result.refused:
        return result
    order, payment, waybill = others(trial.rooms, paper, trial.handed)
    found = {Paper.ORDER: order, Paper.PAYMENT: payment, Paper.WAYBILL: waybill}
    if not (order and payment and waybill):
        missing = tuple(kind for kind, one in found.items() if one is None)
        return replace(result, missing=missing)
    dossier = Dossier(order=order, payment=payment, waybill=waybill, declaration=paper)
    declared = trial.declared(paper)
    known = circumstances(trial.rooms, declared, trial.accounts, trial.at)
    decision = decide(dossier, known, declared=declared)
    trial.accounts.take(declared, decision)
    findings = [*incoming.findings, *decision.findings]
    return replace(result, paper=declared, findings=findings, decision=decision)


def others(
    rooms: Rooms, declaration: Declaration, handed: dict[Key, Incoming]
) -> tuple[Order | None, Payment | None, Waybill | None]:
    """Find the other papers of a list: those handed in first, then the register's."""
    order_key = Key(Paper.ORDER, declaration.platform.code, declaration.order_number)
    waybill_key = Key(
        Paper.WAYBILL, declaration.carrier.code, declaration.waybill_number
    )
    order = of_key(rooms, order_key, handed)
    waybill = of_key(rooms, waybill_key, handed)
    payment = payment_of(rooms, declaration, order, handed.values())
    return (
        order if isinstance(order, Order) else None,
        payment,
        waybill if isinstance(waybill, Waybill) else None,
    )


def of_key(rooms: Rooms, key: Key, handed: dict[Key, Incoming]) -> AnyPaper | None:
    """Find a paper by its business key."""
    if key in handed:
        return handed[key].paper
    standing = rooms.register.standing([key], hold=False).get(key)
    return None if standing is None else rooms.register.open(standing)


def payment_of(
    rooms: Rooms,
    declaration: Declaration,
    order: AnyPaper | None,
    handed: Iterable[Incoming],
) -> Payment | None:
    """Find the payment of a list's order."""
    link = Link(declaration.platform.code, declaration.order_number)
    for incoming in handed:
        paper = incoming.paper
        if isinstance(paper, Payment) and link_of(paper) == link:
            return paper
    if not isinstance(order, Order) or not (order.provider_code and order.transaction):
        return None
    key = Key(Paper.PAYMENT, order.provider_code, order.transaction)
    standing = rooms.register.standing([key], hold=False).get(key)
    found = rooms.register.open(standing) if standing else None
    return found if isinstance(found, Payment) else None
