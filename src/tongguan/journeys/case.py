"""一票四单 One parcel's papers, where they stand, and the steps they may take."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tongguan.customs.declaration.lifecycle import DECLARATION, Actor, DeclarationState
from tongguan.journeys.addressee import Addressee
from tongguan.journeys.glance import preliminary_number
from tongguan.kit.building import maker
from tongguan.kit.checks import Finding, Severity
from tongguan.kit.lifecycle import A, Lifecycle, S
from tongguan.plumbing.register.lifecycle import PAPER, PaperState
from tongguan.plumbing.register.lifecycle import Actor as PaperActor
from tongguan.plumbing.register.model import Moved, Standing
from tongguan.trade.papers import (
    AnyPaper,
    Declaration,
    Dossier,
    Order,
    Paper,
    Payment,
    Waybill,
)

new_dossier = maker(Dossier)
Numbers = dict[int, tuple[str, str]]
Walk = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """一票四单 A list with those of its papers that are there, and where they stand.

    `companions` pair the order, the payment and the waybill, as far as they are there,
    with their standing in the register.
    """

    declaration: Standing
    listed: Declaration
    companions: tuple[tuple[Standing, AnyPaper], ...]

    @property
    def others(self) -> tuple[Standing, ...]:
        """Where the other papers stand."""
        return tuple([standing for standing, _ in self.companions])

    @property
    def dossier(self) -> Dossier | None:
        """The four papers of a whole set; None while one is missing."""
        match [paper for _, paper in self.companions]:
            case [Order() as order, Payment() as payment, Waybill() as waybill]:
                return new_dossier(
                    order=order,
                    payment=payment,
                    waybill=waybill,
                    declaration=self.listed,
                )
            case _:
                return None

    @property
    def waybill_is_free(self) -> bool:
        """Whether no other list has used the waybill, as far as it is there."""
        bills = [it.state for it, _ in self.companions if it.key.kind is Paper.WAYBILL]
        return bills.count("lodged") == len(bills)

    @property
    def hold(self) -> str:
        """Name what this version of the list holds in the ledgers."""
        return f"{self.declaration.id}/{self.declaration.version}"


def to_list(case: Case, numbers: Numbers, listed: str) -> Addressee:
    """Address the sender of a list."""
    standing = case.declaration
    return Addressee(
        paper=case.listed,
        key=standing.key,
        sender=standing.sender,
        message=standing.message,
        index=standing.index,
        id=standing.id,
        version=standing.version,
        preliminary_number=numbers[standing.id][0],
        number=listed,
    )


def to_other(standing: Standing, paper: AnyPaper) -> Addressee:
    """Address the sender of a paper that is no list."""
    return Addressee(
        paper=paper,
        key=standing.key,
        sender=standing.sender,
        message=standing.message,
        index=standing.index,
        id=standing.id,
        version=standing.version,
        preliminary_number=preliminary_number(
            standing.id, standing.registered_at, paper.nature.serial
        ),
    )


def path(standing: Standing, steps: Sequence[str], actor: Actor) -> list[Moved]:
    """Walk a declaration along its lifecycle, step by step."""
    number, version = standing.id, standing.version
    return [
        Moved(number, version, name, source, target, actor)
        for name, source, target in _list_walk(standing.state, (*steps,), actor)
    ]


def other_path(
    standing: Standing,
    steps: Sequence[str],
    reason: str,
    *,
    by: PaperActor = PaperActor.SYSTEM,
) -> list[Moved]:
    """Walk a paper that is no list along its lifecycle."""
    number, version = standing.id, standing.version
    return [
        Moved(number, version, name, source, target, by, reason)
        for name, source, target in _other_walk(standing.state, (*steps,), by)
    ]


@cache
def _list_walk(state: str, steps: tuple[str, ...], by: Actor) -> Walk:
    return _walk(DECLARATION, DeclarationState(state), steps, by)


@cache
def _other_walk(state: str, steps: tuple[str, ...], by: PaperActor) -> Walk:
    return _walk(PAPER, PaperState(state), steps, by)


def _walk(
    lifecycle: Lifecycle[S, A], state: S, steps: tuple[str, ...], by: A
) -> tuple[tuple[str, S, S], ...]:
    """Name each step with the states it leads from and to; refuse what is no move."""
    states = [state]
    for step in steps:
        states.append(lifecycle.after(states[-1], step, by=by))
    return tuple(zip(steps, states[:-1], states[1:], strict=True))


def blamed(findings: Sequence[Finding], standing: Standing) -> list[Finding]:
    """Return the findings that say this paper is the wrong one."""
    return [
        finding
        for finding in findings
        if finding.severity is Severity.REJECT
        and finding.difference is not None
        and finding.difference.place.paper == standing.key.kind
    ]
