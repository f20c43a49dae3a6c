"""收单 From messages that were read to papers in the register.

Every paper is checked alone, written under its business key, and answered; whatever
was written wakes its set. A batch is one transaction: all of it happens, or none.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from tongguan.commerce.enterprise.model import Mandate
from tongguan.commerce.enterprise.rules import act_of
from tongguan.journeys.answers import Addressee, answer, objected, plain_answer
from tongguan.journeys.arrival import Arrival, Incoming
from tongguan.journeys.case import Numbers
from tongguan.journeys.glance import glance, preliminary_number
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.single import firms_named, screen_of
from tongguan.journeys.subscribing import noted, tell
from tongguan.journeys.zone import zone_at
from tongguan.kit.checks import Severity
from tongguan.plumbing.outbox.store import Answer, Written
from tongguan.plumbing.register.model import (
    Entry,
    Key,
    Moved,
    Standing,
    key_of,
    link_of,
)
from tongguan.plumbing.register.rules import WRITES, Verdict, objection, verdict
from tongguan.trade.papers import AnyPaper, Declaration, Paper
from tongguan.trade.registry import Lodgement

__all__ = ["Arrival", "Incoming", "inspect", "take_in"]

STATES = {"save": "draft", "lodge": "lodged", "refuse": "rejected"}


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A paper and what it does to the register."""

    incoming: Incoming
    standing: Standing | None
    verdict: Verdict

    @property
    def move(self) -> str:
        """The first move of the paper that is written."""
        found = self.incoming.findings
        if found and any(f.severity is Severity.REJECT for f in found):
            return "refuse"
        return "save" if self.incoming.paper.heading.draft else "lodge"

    @property
    def foreign(self) -> bool:
        """Whether the sender may not lodge this paper at all."""
        return self.incoming.foreign

    @property
    def writes(self) -> bool:
        """Whether the paper is written.

        A stranger's paper touches nothing, so nobody can occupy another's key; a bad
        amendment never takes the place of a good paper.
        """
        spoils = self.verdict is Verdict.AMEND and self.move == "refuse"
        return self.verdict in WRITES and not spoils and not self.foreign


def take_in(rooms: Rooms, arrivals: Sequence[Arrival], at: datetime) -> None:
    """Check, write and answer every paper of these messages."""
    incoming = list(inspect(rooms, arrivals, at))
    told = tell(rooms, arrivals, incoming, at)
    rooms.outbox.subscribe(told.subscribers)
    rooms.outbox.put(told.copies, at)
    for batch in rounds(noted(incoming, told)):
        standing = rooms.register.standing(i.key for i in batch)
        judged = [
            Judged(
                incoming=one,
                standing=standing.get(one.key),
                verdict=verdict(standing.get(one.key), one.paper.heading),
            )
            for one in batch
        ]
        ids = write(rooms, judged, at)
        numbers = rooms.declarations.numbers(ids.values())
        rooms.register.wake(ids[j.incoming.key] for j in judged if wakes(j))
        rooms.outbox.put(
            [respond(j, addressed(j, ids, numbers, at)) for j in judged], at
        )


def inspect(
    rooms: Rooms, arrivals: Sequence[Arrival], at: datetime
) -> Iterator[Incoming]:
    """Check every paper alone against the firms on file today."""
    papers = [paper for arrival in arrivals for paper in arrival.papers]
    codes = {code for paper in papers for code in firms_named(paper)}
    senders = {arrival.sender for arrival in arrivals}
    registry = rooms.enterprises.registry(codes | senders)
    mandates = rooms.enterprises.mandates(senders, at.date())
    profile = zone_at(rooms, at)
    for arrival in arrivals:
        for index, paper in enumerate(arrival.papers, start=1):
            lodgement = Lodgement(
                paper=paper,
                sender=arrival.sender,
                principals=principals(paper, mandates.get(arrival.sender, ())),
                day=at.date(),
                registry=registry,
                profile=profile,
            )
            yield examined(lodgement, arrival.message, index)


def principals(paper: AnyPaper, mandates: Iterable[Mandate]) -> frozenset[str]:
    """Name the firms for which an agent may do with a paper what it asks for."""
    kind = paper.nature.kind
    act = act_of(kind, paper.heading.action)
    return frozenset(it.principal for it in mandates if it.covers(act, kind))


def examined(lodgement: Lodgement[AnyPaper], message: int, index: int) -> Incoming:
    """Check one paper of a message."""
    paper, key = lodgement.paper, key_of(lodgement.paper)
    return Incoming(
        key=key,
        paper=paper,
        sender=lodgement.sender,
        message=message,
        index=index,
        findings=screen_of(key.kind).verify(lodgement),
    )


def rounds(incoming: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Split papers so that no round holds two under one key, order kept."""
    waiting = list(incoming)
    while waiting:
        first: dict[Key, Incoming] = {}
        later = [one for one in waiting if first.setdefault(one.key, one) is not one]
        yield list(first.values())
        waiting = later


def wakes(judged: Judged) -> bool:
    """Tell whether a paper's set must be looked at."""
    return judged.writes and judged.move == "lodge"


def write(rooms: Rooms, judged: list[Judged], at: datetime) -> dict[Key, int]:
    """Write new papers and newer versions; return their register numbers."""
    new = [j for j in judged if j.writes and j.verdict is Verdict.INSERT]
    newer = [j for j in judged if j.writes and j.verdict is not Verdict.INSERT]
    gone = [j for j in judged if j.verdict is Verdict.WITHDRAW and not j.foreign]
    ids = rooms.register.insert([entry(j) for j in new], at) if new else {}
    if newer:
        held = [j.standing.id for j in newer if j.standing]
        ids |= rooms.register.replace([entry(j) for j in newer], held, at)
    moves = [move for j in new + newer for move in first_moves(j, ids)]
    rooms.register.write_moves(moves, at)
    rooms.register.move([withdrawal(j) for j in gone], at)
    for j in gone:
        if j.standing and j.incoming.key.kind is Paper.DECLARATION:
            rooms.declarations.void(j.standing.id, at, void=True)
    rooms.declarations.put(glances(rooms, new, ids, at))
    rooms.declarations.renew(glances(rooms, newer, ids, at))
    return ids


def glances(
    rooms: Rooms, judged: Iterable[Judged], ids: dict[Key, int], at: datetime
) -> list[dict[str, Any]]:
    """Say what is seen at a glance of the lists among papers that are written."""
    return [
        glance(j.incoming.paper, ids[j.incoming.key], rooms.keys, at)
        | {
            "sender": j.incoming.sender,
            "reasons": [f.code for f in j.incoming.findings],
            "void": j.move == "refuse",
        }
        for j in judged
        if isinstance(j.incoming.paper, Declaration)
    ]


def entry(judged: Judged) -> Entry:
    """Make the register entry of a paper that is written."""
    incoming = judged.incoming
    return Entry(
        key=incoming.key,
        link=link_of(incoming.paper),
        paper=incoming.paper,
        state=STATES[judged.move],
        sender=incoming.sender,
        message=incoming.message,
        index=incoming.index,
    )


def version_of(judged: Judged) -> int:
    """Return the version a written paper has."""
    return judged.standing.version + 1 if judged.standing else 1


def first_moves(judged: Judged, ids: dict[Key, int]) -> Iterator[Moved]:
    """Write down how a paper came into the state it is written in."""
    number, version = ids[judged.incoming.key], version_of(judged)
    actor = "system" if judged.move == "refuse" else "sender"
    if judged.standing:
        yield Moved(
            id=number,
            version=version,
            name=judged.verdict.value,
            source=judged.standing.state,
            target="absent",
            actor="sender",
        )
    yield Moved(
        id=number,
        version=version,
        name=judged.move,
        source="absent",
        target=STATES[judged.move],
        actor=actor,
        reason=",".join(finding.code for finding in judged.incoming.findings),
    )


def withdrawal(judged: Judged) -> Moved:
    """Move a paper its sender deletes."""
    standing = judged.standing
    assert standing is not None, "only what stands can be withdrawn"
    return Moved(
        id=standing.id,
        version=standing.version,
        name="withdraw",
        source=standing.state,
        target="withdrawn",
        actor="sender",
    )


def addressed(
    judged: Judged, ids: dict[Key, int], numbers: Numbers, at: datetime
) -> Addressee:
    """Address the sender of a paper, with the numbers it was given."""
    incoming, standing = judged.incoming, judged.standing
    number, letter = ids.get(incoming.key), incoming.paper.nature.serial
    first = standing.registered_at if standing else at
    preliminary, listed = numbers.get(
        number or 0, (preliminary_number(number, first, letter) if number else "", "")
    )
    return Addressee(
        paper=incoming.paper,
        key=incoming.key,
        sender=incoming.sender,
        message=incoming.message,
        index=incoming.index,
        id=number,
        version=version_of(judged) if number else 0,
        preliminary_number=preliminary,
        number=listed,
    )


def respond(judged: Judged, to: Addressee) -> Answer | Written:
    """Answer one paper."""
    incoming = judged.incoming
    if judged.foreign:
        return answer(to, "refuse", incoming.findings)
    if judged.verdict is Verdict.WITHDRAW:
        return answer(to, "withdraw", [])
    if judged.verdict in WRITES:
        amended = judged.verdict is Verdict.AMEND and judged.move == "lodge"
        move = "amend" if amended else judged.move
        if not (incoming.findings or incoming.notes):
            return plain_answer(to, move)
        return answer(to, move, [*incoming.findings, *incoming.notes])
    heading, standing = incoming.paper.heading, judged.standing
    finding = objection(judged.verdict, incoming.key, heading, standing)
    assert finding is not None, "a paper that is not written has an objection"
    return objected(to, finding)
