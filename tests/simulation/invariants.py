"""What must be true of a database whatever happened to it; broken promises, in words.

Nothing here trusts what the system says of itself: paths are walked by the lifecycle
tables, taxes are assessed again, and ledgers are added up from the decisions.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.window import Window
from tongguan.customs.declaration import lifecycle as lists
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.journeys.glance import allowance_key
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.register import lifecycle as others
from tongguan.plumbing.register.model import Standing
from tongguan.trade.money import in_fen
from tongguan.trade.papers import Declaration, Paper

LAST = {"rejected", "released", "returned", "concluded"}
PENDING = {"in_review", "checked", "examined", "detained"}
USING = PENDING | {"released", "returned"}


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a sender was told: the number of its message, and what it had sent."""

    number: int
    sender: str
    digest: str


def violations(window: Window, acknowledged: list[Acknowledged]) -> list[str]:
    """Return every promise that is broken once the system is idle."""
    return [
        *stored(window, acknowledged),
        *answered(window),
        *finished_once(window),
        *walked(window),
        *levied(window),
        *drawn(window),
        *used_once(window),
    ]


def stored(window: Window, acknowledged: list[Acknowledged]) -> Iterator[str]:
    """I-1: whatever was acknowledged is stored byte for byte, and was read."""
    for told in acknowledged:
        data = window.rooms.inbox.bytes_of(told.number)
        if data is None or hashlib.sha256(data).hexdigest() != told.digest:
            yield f"message {told.number} of {told.sender} is not what was sent"
    window.connection.commit()
    unread = "SELECT id, state FROM inbound_message WHERE state NOT IN %s"
    unread = unread.replace("%s", "('read', 'refused')")
    yield from (f"message {n} ended as {s}" for n, s in window.rows(unread))


def answered(window: Window) -> Iterator[str]:
    """I-2: every message is answered, and numbers have neither gap nor repeat."""
    silent = """
        SELECT m.id FROM inbound_message AS m
         WHERE NOT EXISTS (SELECT 1 FROM receipt AS r WHERE m.id = ANY(r.messages))"""
    yield from (f"message {n} was never answered" for (n,) in window.rows(silent))
    for code, last in window.rows("SELECT code, last FROM recipient"):
        if [it.sequence for it in window.pulled(code)] != [*range(1, last + 1)]:
            yield f"receipts of {code} are not gapless"


def finished_once(window: Window) -> Iterator[str]:
    """I-2, I-3: one last word for every version that ended, none for the others."""
    versions = """
        SELECT id AS paper, version, state, message FROM paper
         UNION ALL
        SELECT paper, version, state, message FROM paper_version"""
    said = [
        one
        for (code,) in window.rows("SELECT code FROM recipient")
        for one in window.pulled(code)
        if one.paper is not None
    ]
    words = Counter((it.paper, it.version) for it in said if it.terminal)
    came = defaultdict(set)
    for paper, version, state, message in window.rows(versions):
        came[paper].add(message)
        count = words[paper, version]
        rejected_before = state == "withdrawn" and count == 1
        if count != (state in LAST) and not rejected_before:
            yield f"paper {paper}/{version} is {state} with {count} last words"
    for one in said:
        if one.message not in came[one.paper]:
            yield f"paper {one.paper} never came with message {one.message}"
    twice = """
        SELECT paper FROM paper_move WHERE name = 'release'
         GROUP BY paper HAVING count(*) > 1"""
    yield from (f"list {paper} was released twice" for (paper,) in window.rows(twice))


def walked(window: Window) -> Iterator[str]:
    """I-7: every history is a path of its lifecycle and ends where the paper is."""
    moves = """
        SELECT p.id, p.kind, p.state, m.name, m.source, m.target, m.actor
          FROM paper AS p JOIN paper_move AS m ON m.paper = p.id ORDER BY m.id"""
    at: dict[int, str] = defaultdict(lambda: "absent")
    ends: dict[int, str] = {}
    for paper, kind, state, name, source, target, actor in window.rows(moves):
        if source != at[paper]:
            yield f"paper {paper} was {at[paper]} and moved from {source}"
        if not allowed(kind, name, (source, target), actor):
            yield f"paper {paper}: {actor} may not {name} from {source} to {target}"
        at[paper], ends[paper] = target, state
    for paper, state in ends.items():
        if at[paper] != state:
            yield f"paper {paper} is {state}, its history ends at {at[paper]}"


def allowed(kind: str, name: str, way: tuple[str, str], actor: str) -> bool:
    """Tell whether a lifecycle has this move."""
    table: Any = others.PAPER
    room: Any = others
    if kind == Paper.DECLARATION:
        table, room = lists.DECLARATION, lists
    state = room.DeclarationState if room is lists else room.PaperState
    try:
        target = table.after(state(way[0]), name, by=room.Actor(actor))
    except (IllegalMoveError, ValueError):
        return False
    return bool(target == way[1])


def declared(window: Window) -> list[tuple[Standing, Declaration]]:
    """Open every list."""
    ids = [n for (n,) in window.rows("SELECT paper FROM declaration ORDER BY paper")]
    with window.connection.transaction():
        sets = window.rooms.register.sets_of(ids, hold=False)
    found = []
    for number, members in sets.items():
        standing = next(member for member in members if member.id == number)
        paper = window.rooms.register.open(standing)
        assert isinstance(paper, Declaration)
        found.append((standing, paper))
    return found


def levied(window: Window) -> Iterator[str]:
    """I-8: the tax that was billed is the tax the law gives, to the fen."""
    bills = dict(
        window.rows("SELECT paper, duty_fen + vat_fen + consumption_fen FROM tax_bill")
    )
    for standing, paper in declared(window):
        billed = bills.pop(standing.id, None)
        if standing.state != "released":
            if billed is not None:
                yield f"list {standing.id} is {standing.state} and was billed {billed}"
            continue
        owed = owes(window, standing, paper)[1]
        if billed != owed:
            yield f"list {standing.id} was billed {billed} and owes {owed}"


def owes(window: Window, standing: Standing, paper: Declaration) -> tuple[int, int]:
    """Assess a list again: what counts against the allowance, and its tax, in fen."""
    with window.connection.transaction():
        taken = window.rooms.declarations.decisions_of(standing.id)
    used = taken[-1].assessed.used
    again = assess(from_declaration(paper, used))
    return in_fen(again.counted_against_allowance), in_fen(again.payable or Decimal(0))


def drawn(window: Window) -> Iterator[str]:
    """I-4, I-5, I-6: ledgers hold what pending lists need and posted what left."""
    wanted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for standing, paper in declared(window):
        if standing.state not in PENDING | {"released"}:
            continue
        posted = standing.state == "released"
        charge, tax = owes(window, standing, paper)
        buyer = allowance_key(paper.buyer, window.rooms.keys).hex()
        wanted[f"allowance/{paper.declared_on.year}", buyer][posted] += charge
        wanted["guarantee", paper.guarantor][posted] += tax
    accounts = (
        "SELECT book, account, held_fen, posted_fen, limit_fen FROM ledger_account"
    )
    for book, account, held, posted, limit in window.rows(accounts):
        if [held, posted] != wanted[book, account]:
            yield f"{book} of {account}: {held}, {posted}; {wanted[book, account]}"
        if held + posted > limit:
            yield f"{book} of {account} is overdrawn"
    with window.connection.transaction():
        wrong = window.rooms.ledger.disagreements()
    yield from (f"entries disagree: {row}" for row in wrong)


def used_once(window: Window) -> Iterator[str]:
    """I-3: a list that counts has its papers, and shares its waybill with none."""
    shared = """
        SELECT carrier_code, waybill_number FROM declaration AS d
          JOIN paper AS p ON p.id = d.paper WHERE p.state = ANY(%s)
         GROUP BY 1, 2 HAVING count(*) > 1"""
    for row in window.rows(shared, list(USING)):
        yield f"waybill {row} serves several lists"
    with window.connection.transaction():
        ids = [standing.id for standing, _ in declared(window)]
        sets = window.rooms.register.sets_of(ids, hold=False)
    for number, members in sets.items():
        state = next(member.state for member in members if member.id == number)
        ended = {member.key.kind for member in members if member.state == "concluded"}
        if state == "released" and not {"order", "payment", "waybill"} <= ended:
            yield f"list {number} was released on {sorted(ended)} alone"
