"""试申报 A dry run: the same checks and the same decision, and nothing is stored.

The papers handed in are taken together with those already on the register, so that a
declarant can try a list whose order and payment others have sent. What the ledgers
know is read, not held.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import msgspec

from tongguan.customs.risk.rules import DISCREET
from tongguan.journeys.circumstances import Accounts, circumstances
from tongguan.journeys.decision import Decision, decide, outcome
from tongguan.journeys.intake import Arrival, Incoming, inspect
from tongguan.journeys.retail_import import USABLE
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding, Severity
from tongguan.plumbing.register.model import Key, Link, Standing, link_of
from tongguan.plumbing.register.rules import Verdict, objection, verdict
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
    verdict: Verdict = Verdict.INSERT
    objection: Finding | None = None
    missing: tuple[Paper, ...] = ()
    decision: Decision | None = None

    @property
    def refused(self) -> bool:
        """Whether the paper would be refused by its own checks."""
        return is_refused(self.findings)

    @property
    def useless(self) -> bool:
        """Whether the register would not take it, and it is no plain resend."""
        return self.objection is not None and self.verdict is not Verdict.REPEATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """试算场景 The papers handed in together, the accounts they draw on, the day."""

    rooms: Rooms
    handed: dict[Key, Incoming]
    standing: dict[Key, Standing]
    others: dict[Key, Standing]
    accounts: Accounts
    at: datetime
    as_of: date | None
    firm: str | None

    def may_ask(self, incoming: Incoming) -> bool:
        """Whether the register is asked about a paper: nobody asks after others'."""
        return self.firm in (None, incoming.sender)

    def declared(self, declaration: Declaration) -> Declaration:
        """Take a list as declared on the day it is judged by."""
        return as_declared(declaration, self.as_of)


def try_papers(
    rooms: Rooms,
    arrivals: Sequence[Arrival],
    at: datetime,
    *,
    as_of: date | None = None,
    firm: str | None = None,
) -> list[Tried]:
    """Check papers alone, then decide every set that is whole.

    With `as_of` lists are judged by the law of that day, as if declared on it. For a
    `firm` nothing is asked that is not its own: other firms' papers count as handed
    in, and what a buyer has used this year is left out. Risk and control say nothing
    here, lest somebody try until nobody looks.
    """
    inspected = inspect(rooms, arrivals, at)
    lists = [i.paper for i in inspected if isinstance(i.paper, Declaration)]
    judged = [as_declared(declaration, as_of) for declaration in lists]
    trial = Trial(
        rooms=rooms,
        handed={i.key: i for i in inspected},
        standing=rooms.register.standing((i.key for i in inspected), hold=False),
        others=lodged_by_others(rooms, inspected, firm),
        accounts=Accounts.held(rooms, judged, hold=False, asked=firm is None),
        at=at,
        as_of=as_of,
        firm=firm,
    )
    return [tried(trial, incoming) for incoming in inspected]


def as_declared(declaration: Declaration, day: date | None) -> Declaration:
    """Take a list as declared on another day."""
    return declaration if day is None else replace(declaration, declared_on=day)


def is_refused(findings: Sequence[Finding]) -> bool:
    """Tell whether findings refuse a paper."""
    return any(finding.severity is Severity.REJECT for finding in findings)


def tried(trial: Trial, incoming: Incoming) -> Tried:
    """Say what would become of one paper."""
    paper = incoming.paper
    own = trial.may_ask(incoming)
    standing = trial.standing.get(incoming.key) if own else None
    done = verdict(standing, paper.heading)
    result = Tried(
        key=incoming.key,
        index=incoming.index,
        paper=paper,
        findings=incoming.findings,
        verdict=done,
        objection=objection(done, incoming.key, paper.heading, standing),
    )
    undecided = result.refused or result.useless or paper.heading.draft
    if undecided or not isinstance(paper, Declaration):
        return result
    order, payment, waybill = others(trial, paper, asked=own)
    found = {Paper.ORDER: order, Paper.PAYMENT: payment, Paper.WAYBILL: waybill}
    if not (order and payment and waybill):
        missing = tuple(kind for kind, one in found.items() if one is None)
        return replace(result, missing=missing)
    dossier = Dossier(order=order, payment=payment, waybill=waybill, declaration=paper)
    return judged_by(trial, result, dossier)


def judged_by(trial: Trial, result: Tried, dossier: Dossier) -> Tried:
    """Decide a whole set, and leave unsaid what risk would say."""
    declared = trial.declared(dossier.declaration)
    known = circumstances(trial.rooms, declared, trial.accounts, trial.at)
    decision = openly(decide(dossier, known, declared=declared))
    trial.accounts.take(declared, decision)
    findings = [*result.findings, *decision.findings]
    return replace(result, paper=declared, findings=findings, decision=decision)


def openly(decision: Decision) -> Decision:
    """Take a decision without the findings that are not for senders."""
    told = [f for f in decision.findings if f.code not in DISCREET]
    return msgspec.structs.replace(decision, findings=told, outcome=outcome(told))


def lodged_by_others(
    rooms: Rooms, inspected: Sequence[Incoming], firm: str | None
) -> dict[Key, Standing]:
    """Look up what the lists handed in name and the register may be asked about."""
    asking = [it for it in inspected if firm in (None, it.sender)]
    lists = [it.paper for it in asking if isinstance(it.paper, Declaration)]
    named = {key for it in lists for key in keys_named(it)}
    found = rooms.register.standing(named, hold=False)
    lodged = [it for it in found.values() if it.key.kind is Paper.ORDER]
    orders = [rooms.register.open(it) for it in lodged]
    orders += [it.paper for it in inspected]
    paid = {key for it in orders if (key := payment_key(it)) is not None}
    return found | rooms.register.standing(paid, hold=False)


def keys_named(declaration: Declaration) -> tuple[Key, Key]:
    """Return the keys of the order and the waybill of a list."""
    return (
        Key(Paper.ORDER, declaration.platform.code, declaration.order_number),
        Key(Paper.WAYBILL, declaration.carrier.code, declaration.waybill_number),
    )


def payment_key(order: AnyPaper | None) -> Key | None:
    """Return the key of the payment an order names, if it names one."""
    if not isinstance(order, Order):
        return None
    if not (order.provider_code and order.transaction):
        return None
    return Key(Paper.PAYMENT, order.provider_code, order.transaction)


def others(
    trial: Trial, declaration: Declaration, *, asked: bool
) -> tuple[Order | None, Payment | None, Waybill | None]:
    """Find the other papers of a list: those handed in first, then the register's."""
    good = {k: i for k, i in trial.handed.items() if not is_refused(i.findings)}
    order_key, waybill_key = keys_named(declaration)
    order = of_key(trial, order_key, good, asked=asked)
    waybill = of_key(trial, waybill_key, good, asked=asked)
    payment = handed_payment(declaration, good)
    if payment is None and (key := payment_key(order)) is not None:
        payment = of_key(trial, key, good, asked=asked)
    return (
        order if isinstance(order, Order) else None,
        payment if isinstance(payment, Payment) else None,
        waybill if isinstance(waybill, Waybill) else None,
    )


def of_key(
    trial: Trial, key: Key, handed: Mapping[Key, Incoming], *, asked: bool
) -> AnyPaper | None:
    """Find a paper by its business key; on the register only if that may be asked."""
    if key in handed:
        return handed[key].paper
    standing = trial.others.get(key) if asked else None
    usable = standing is not None and standing.state in USABLE
    return trial.rooms.register.open(standing) if standing and usable else None


def handed_payment(
    declaration: Declaration, handed: Mapping[Key, Incoming]
) -> AnyPaper | None:
    """Find the payment of a list's order among what was handed in."""
    link = Link(declaration.platform.code, declaration.order_number)
    for incoming in handed.values():
        paper = incoming.paper
        if isinstance(paper, Payment) and link_of(paper) == link:
            return paper
    return None
