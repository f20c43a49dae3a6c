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
from tongguan.journeys.addressee import Addressee, put_in_writing
from tongguan.journeys.answers import Plain, all_written, answer, objected
from tongguan.journeys.arrival import Arrival, Incoming
from tongguan.journeys.case import Numbers
from tongguan.journeys.glance import glance, preliminary_number
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.single import firms_named, found_in
from tongguan.journeys.subscribing import noted, tell
from tongguan.journeys.zone import zone_at
from tongguan.kit.building import maker
from tongguan.kit.checks import Severity
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.model import (
    Entry,
    Key,
    Moved,
    Standing,
    key_of,
    link_of,
)
from tongguan.plumbing.register.rules import WRITES, Verdict, objection, verdict
from tongguan.trade.papers import AnyPaper, Paper
from tongguan.trade.registry import Lodgement

__all__ = ["Arrival", "Incoming", "inspect", "take_in"]

NOBODY: frozenset[str] = frozenset()
lodgement = maker(Lodgement)
STATES = {"save": "draft", "lodge": "lodged", "refuse": "rejected"}


class Judged(msgspec.Struct, frozen=True, gc=False):
    """A paper and what it does to the register.

    `move` is its first, should it be written.
    """

    incoming: Incoming
    standing: Standing | None
    verdict: Verdict
    move: str
    foreign: bool
    writes: bool


def take_in(rooms: Rooms, arrivals: Sequence[Arrival], at: datetime) -> None:
    """Check, write and answer every paper of these messages."""
    incoming = inspect(rooms, arrivals, at)
    told = tell(rooms, arrivals, incoming, at)
    rooms.outbox.subscribe(told.subscribers)
    rooms.outbox.put(told.copies, at)
    for batch in rounds(noted(incoming, told)):
        standing = rooms.register.standing([i.key for i in batch])
        judged = [judge(one, standing.get(one.key)) for one in batch]
        ids = write(rooms, judged, at)
        lists = [it for key, it in ids.items() if key.kind is Paper.DECLARATION]
        numbers = rooms.declarations.numbers(lists)
        woken = [j.incoming.key for j in judged if j.writes and j.move == "lodge"]
        rooms.register.wake([ids[key] for key in woken])
        told_to = [addressed(j, ids, numbers, at) for j in judged]
        put_in_writing(told_to)
        rooms.outbox.put(all_written([*map(respond, judged, told_to)]), at)
        rooms.answered.update(
            {
                (to.id, to.version): to
                for to in told_to
                if to.id and to.key.kind is not Paper.DECLARATION
            }
        )


def inspect(rooms: Rooms, arrivals: Sequence[Arrival], at: datetime) -> list[Incoming]:
    """Check every paper alone against the firms on file today."""
    papers = [paper for arrival in arrivals for paper in arrival.papers]
    codes = {code for paper in papers for code in firms_named(paper)}
    senders = {arrival.sender for arrival in arrivals}
    registry = rooms.enterprises.registry(codes | senders)
    mandates = rooms.enterprises.mandates(senders, at.date())
    profile = zone_at(rooms, at)
    day = at.date()
    lodged = []
    for arrival in arrivals:
        held = mandates.get(arrival.sender, ())
        lodged += [
            lodgement(
                paper=paper,
                sender=arrival.sender,
                principals=principals(paper, held) if held else NOBODY,
                day=day,
                registry=registry,
                profile=profile,
            )
            for paper in arrival.papers
        ]
    findings = iter(found_in(lodged))
    return [
        Incoming(
            key=key_of(paper),
            paper=paper,
            sender=arrival.sender,
            message=arrival.message,
            index=index,
            findings=next(findings),
        )
        for arrival in arrivals
        for index, paper in enumerate(arrival.papers, start=1)
    ]


def principals(paper: AnyPaper, mandates: Iterable[Mandate]) -> frozenset[str]:
    """Name the firms for which an agent may do with a paper what it asks for."""
    kind = paper.nature.kind
    act = act_of(kind, paper.heading.action)
    return frozenset(it.principal for it in mandates if it.covers(act, kind))


def rounds(incoming: Iterable[Incoming]) -> Iterator[list[Incoming]]:
    """Split papers so that no round holds two under one key, order kept."""
    waiting = list(incoming)
    while len({one.key for one in waiting}) < len(waiting):
        first: dict[Key, Incoming] = {}
        later = [one for one in waiting if first.setdefault(one.key, one) is not one]
        yield list(first.values())
        waiting = later
    if waiting:
        yield waiting


def judge(one: Incoming, standing: Standing | None) -> Judged:
    """Say what a paper does to the register, and what its first move is.

    A stranger's paper touches nothing, so nobody can occupy another's key; a bad
    amendment never takes the place of a good paper.
    """
    heading, found = one.paper.heading, one.findings
    what = verdict(standing, heading)
    move = "save" if heading.draft else "lodge"
    if not found:
        writes = what in WRITES
        return Judged(one, standing, what, move, foreign=False, writes=writes)
    if any(it.severity is Severity.REJECT for it in found):
        move = "refuse"
    foreign, spoils = one.foreign, what is Verdict.AMEND and move == "refuse"
    writes = what in WRITES and not spoils and not foreign
    return Judged(one, standing, what, move, foreign=foreign, writes=writes)


def write(rooms: Rooms, judged: list[Judged], at: datetime) -> dict[Key, int]:
    """Write new papers and newer versions; return their register numbers."""
    new = [j for j in judged if j.writes and j.verdict is Verdict.INSERT]
    newer = [j for j in judged if j.writes and j.verdict is not Verdict.INSERT]
    gone = [j for j in judged if j.verdict is Verdict.WITHDRAW and not j.foreign]
    ids = rooms.register.insert([entry(j) for j in new], at) if new else {}
    if newer:
        held = [j.standing.id for j in newer if j.standing]
        ids |= rooms.register.replace([entry(j) for j in newer], held, at)
    moves = [begun(j, ids[j.incoming.key]) for j in new]
    moves += [move for j in newer for move in first_moves(j, ids)]
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
        if j.incoming.key.kind is Paper.DECLARATION
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
    """Write down how a newer version came into the state it is written in."""
    number = ids[judged.incoming.key]
    if judged.standing:
        yield Moved(
            id=number,
            version=version_of(judged),
            name=judged.verdict.value,
            source=judged.standing.state,
            target="absent",
            actor="sender",
        )
    yield begun(judged, number)


def begun(judged: Judged, number: int) -> Moved:
    """Begin the walk of what is written."""
    move, found = judged.move, judged.incoming.findings
    actor = "system" if move == "refuse" else "sender"
    reason = ",".join([it.code for it in found]) if found else ""
    version = version_of(judged) if judged.standing else 1
    return Moved(number, version, move, "absent", STATES[move], actor, reason)


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
    number, preliminary, listed = ids.get(incoming.key), "", ""
    if number in numbers:
        preliminary, listed = numbers[number]
    elif number:
        first = standing.registered_at if standing else at
        preliminary = preliminary_number(number, first, incoming.paper.nature.serial)
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


def respond(judged: Judged, to: Addressee) -> Answer | Plain:
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
            return to, move
        return answer(to, move, [*incoming.findings, *incoming.notes])
    heading, standing = incoming.paper.heading, judged.standing
    finding = objection(judged.verdict, incoming.key, heading, standing)
    assert finding is not None, "a paper that is not written has an objection"
    return objected(to, finding)
