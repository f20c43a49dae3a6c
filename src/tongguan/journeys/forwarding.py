"""转报 What is good goes on to a customs that decides elsewhere.

Our own checks reject at once, as ever. A list whose papers agree is queued behind its
order, its payment and its waybill, and holds allowance and guarantee until the customs
has spoken; any other paper is queued alone. Whether it arrived is told as 3 or as 4.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from tongguan.customs.declaration.lifecycle import Actor, DeclarationState
from tongguan.journeys.addressee import Addressee, business_keys
from tongguan.journeys.answers import answer
from tongguan.journeys.case import Case, Numbers, other_path, path, to_other
from tongguan.journeys.decision import Decision, Outcome
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.writing import glance_of, kept, movements, record
from tongguan.kit.guids import new_guid
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.forwarding.model import Forwarded, Queued
from tongguan.plumbing.ledger.store import Kind
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.lifecycle import PaperState
from tongguan.plumbing.register.model import Moved, Standing
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

STAYS = {Outcome.REJECT, Outcome.SUSPEND}
FORWARD, RECALL, SEND, MATCH = "forward", "recall", "send", "match"


def settle(
    rooms: Rooms, decisions: Sequence[tuple[Case, Decision]], at: datetime
) -> None:
    """Record what ends or waits here, and forward what may go on."""
    record(rooms, [(c, d) for c, d in decisions if d.outcome in STAYS], at)
    if onward := [(c, d) for c, d in decisions if d.outcome not in STAYS]:
        forward(rooms, onward, at)


def forward(
    rooms: Rooms, decisions: Sequence[tuple[Case, Decision]], at: datetime
) -> None:
    """Queue whole sets, the list last; what is there already is not sent again."""
    others = [it for case, _ in decisions for it in case.others]
    known = rooms.forwarding.forwarded({it.id: it.version for it in others})
    numbers = rooms.declarations.numbers(case.declaration.id for case, _ in decisions)
    moves = [move for case, _ in decisions for move in onward_moves(case, known)]
    rooms.register.move(moves, at)
    rooms.ledger.apply(
        [m for c, d in decisions for m in movements(rooms, c, d, Kind.HOLD)], at
    )
    glances = [replace(glance_of(c, d, ""), channel="") for c, d in decisions]
    rooms.declarations.decide(glances, at)
    rooms.declarations.keep(
        [replace(kept(c, d, at), outcome=FORWARD) for c, d in decisions]
    )
    queue = []
    for case, _ in decisions:
        new = [(it, paper) for it, paper in case.companions if it.id not in known]
        papers = [*new, (case.declaration, case.listed)]
        queue += [queued(addressed(it, paper, numbers)) for it, paper in papers]
    rooms.forwarding.queue(queue, at)


def onward_moves(case: Case, known: Collection[int]) -> Iterable[Moved]:
    """Move the papers of a set on; those the customs has are matched again."""
    yield from path(case.declaration, (FORWARD,), Actor.SYSTEM)
    for it in case.others:
        if it.state == PaperState.LODGED:
            step = MATCH if it.id in known else FORWARD
            yield from other_path(it, (step,), str(case.declaration.key))


def pass_on(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Queue woken papers that go alone."""
    pass_alone(rooms, rooms.register.held(woken), at)


def pass_alone(rooms: Rooms, held: Iterable[Standing], at: datetime) -> None:
    """Queue those of these papers that are lodged."""
    lodged = [it for it in held if it.state == PaperState.LODGED]
    known = rooms.forwarding.forwarded({it.id: it.version for it in lodged})
    new = [it for it in lodged if it.id not in known]
    rooms.register.move([m for it in new for m in other_path(it, (FORWARD,), "")], at)
    rooms.forwarding.queue(
        [queued(to_other(it, rooms.register.open(it))) for it in new], at
    )


def queued(to: Addressee) -> Queued:
    """Say what is queued of a paper: what its receipts will repeat of it."""
    assert to.id is not None, "what is queued is on the register"
    given = {path.replace(".", "_") for path in to.paper.nature.given}
    return Queued(
        paper=to.id,
        version=to.version,
        kind=to.key.kind,
        keys={k: v for k, v in business_keys(to).items() if v and k not in given},
        preliminary_number=to.preliminary_number,
        guid=new_guid(),
    )


def addressed(standing: Standing, paper: AnyPaper, numbers: Numbers) -> Addressee:
    """Address the sender of any paper; a list by the numbers it has."""
    to = to_other(standing, paper)
    if standing.id not in numbers:
        return to
    preliminary, number = numbers[standing.id]
    return to.numbered(number, preliminary)


def tell_sent(rooms: Rooms, rows: Sequence[Forwarded], at: datetime) -> None:
    """Tell the senders of papers that the customs has them."""
    silent = {row.paper: row for row in rows if not row.status}
    held = rooms.register.held(silent)
    due = [it for it in held if it.version == silent[it.id].version]
    rooms.outbox.put(answers(rooms, due, SEND), at)
    rooms.forwarding.close([row.id for row in rows], at)


def tell_refused(rooms: Rooms, row: Forwarded, reason: str, at: datetime) -> None:
    """Take a paper back that the customs would not even receive, and tell its sender.

    A list gives back what it holds; a newer version of it may be sent at once.
    """
    rooms.forwarding.close([row.id], at, refused=True)
    held = [it for it in rooms.register.held([row.paper]) if it.version == row.version]
    for it in held:
        if it.state != DeclarationState.FORWARDED:
            continue
        if it.key.kind is Paper.DECLARATION:
            rooms.register.move(path(it, (RECALL,), Actor.SYSTEM), at)
            give_back(rooms, it, at)
        else:
            rooms.register.move(other_path(it, (RECALL,), reason), at)
        rooms.outbox.put(answers(rooms, [it], RECALL, aside=f"：{reason}"), at)


def give_back(rooms: Rooms, standing: Standing, at: datetime) -> None:
    """Void what a list holds; it counts for nothing until it is declared again."""
    held = rooms.ledger.held(f"{standing.id}/{standing.version}")
    rooms.ledger.apply([replace(m, kind=Kind.VOID) for m in held], at)
    rooms.declarations.void(standing.id, at, void=True)


def answers(
    rooms: Rooms, standings: Sequence[Standing], word: str, aside: str = ""
) -> list[Answer]:
    """Answer the senders of papers with one word."""
    numbers = rooms.declarations.numbers(it.id for it in standings)
    return [
        answer(addressed(it, rooms.register.open(it), numbers), word, [], aside=aside)
        for it in standings
    ]


def refuse_elsewhere(rooms: Rooms, standing: Standing) -> None:
    """Refuse to decide here on a list that is before a customs elsewhere."""
    if rooms.forwarding.forwarded({standing.id: standing.version}):
        raise IllegalMoveError("The customs this was forwarded to decides on it.")
