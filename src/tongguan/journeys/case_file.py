"""案卷 Everything known of one consignment, as one viewer may see it.

The papers side by side, what was found and what to do, every move and receipt in
order of time, the tax with its workings, and what the list took from the buyer's
allowance and from the guarantee. Risk rules are named to the customs only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongguan.customs.allowance.rules import book
from tongguan.customs.board.model import ListRow, PaperStep, Viewer
from tongguan.customs.board.store import Board
from tongguan.customs.collection.model import TaxStanding
from tongguan.customs.declaration.store import Decided
from tongguan.customs.risk.rules import NEUTRAL
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.alignment import AlignedRow, align
from tongguan.journeys.answers import told
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.reckoning import reckoned
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.search import RISK_CODES, find_list
from tongguan.kit.checks import Difference, Finding, Place, Severity
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.ledger.store import Balance
from tongguan.plumbing.outbox.store import Sent
from tongguan.plumbing.register.model import Link, Standing
from tongguan.trade.papers import AnyPaper, Declaration, Order, Paper

Told = Mapping[str, Any]
TAKEN_IN = {"registered", "in_review", "concluded"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """经过 One move or one receipt of one paper, at its instant."""

    at: datetime
    paper: Paper
    step: PaperStep | None = None
    receipt: Sent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """占用 How an account stands that the list draws on; None where not shown."""

    account: str
    balance: Balance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """案卷 One consignment as one viewer may see it."""

    row: ListRow
    standings: Mapping[Paper, Standing]
    rows: tuple[AlignedRow, ...]
    findings: tuple[Told, ...]
    followers: tuple[Standing, ...]
    events: tuple[Event, ...]
    decisions: tuple[Decided, ...]
    assessment: Told
    bill: Told | None
    payment: TaxStanding | None
    allowance: Draw
    guarantee: Draw
    journal: tuple[Line, ...]
    revealed: bool


def case_file(
    rooms: Rooms, board: Board, viewer: Viewer, number: str, *, revealed: bool = False
) -> CaseFile | None:
    """案卷 Open the case of a list, or None where there is nothing for this viewer."""
    row = find_list(board, viewer, number)
    if row is None:
        return None
    members = rooms.register.sets_of([row.paper], hold=False)[row.paper]
    opened = [(one, rooms.register.open(one)) for one in members]
    standings = standings_of(opened)
    papers = {one.key.kind: it for one, it in opened if one in standings.values()}
    receipts = {kind: rooms.outbox.of_paper(one.id) for kind, one in standings.items()}
    followers = followers_of(rooms, standings[Paper.DECLARATION])
    told_of = [(one, receipts[kind]) for kind, one in standings.items()]
    told_of += [(one, rooms.outbox.of_paper(one.id)) for one in followers]
    decisions = rooms.declarations.decisions_of(row.paper)
    findings = veiled(current_findings(row, decisions, receipts, standings), viewer)
    current = [one for one in decisions if one.version == row.version]
    sees_all = viewer.organisation is None
    return CaseFile(
        row=row,
        standings=standings,
        rows=align(papers, findings, revealed=revealed),
        findings=tuple(findings),
        followers=followers,
        events=events_of(board, told_of),
        decisions=tuple(decisions) if sees_all else (),
        assessment=workings_of(papers, current),
        bill=rooms.tax_bills.of_paper(row.paper),
        payment=rooms.collection.standing(row.paper),
        allowance=allowance_of(rooms, papers, row, shown=sees_all),
        guarantee=guarantee_of(rooms, row, viewer),
        journal=tuple(rooms.journal.about(subject(row.paper))) if sees_all else (),
        revealed=revealed,
    )


def subject(paper: int) -> str:
    """Name a list as the journal does."""
    return f"paper/{paper}"


def standings_of(
    opened: Sequence[tuple[Standing, AnyPaper]],
) -> dict[Paper, Standing]:
    """Return where the papers of a set stand, rejected and concluded ones as well.

    Of several payments, the one is shown that the order names, else the latest.
    """
    named = [paper.transaction for _, paper in opened if isinstance(paper, Order)]
    ordered = sorted(opened, key=lambda it: (it[0].key.number in named, it[0].id))
    return {standing.key.kind: standing for standing, _ in ordered}


def current_findings(
    row: ListRow,
    decisions: Sequence[Decided],
    receipts: Mapping[Paper, Sequence[Sent]],
    standings: Mapping[Paper, Standing],
) -> list[Told]:
    """Return what is wrong with the versions that stand now.

    The decision speaks for the set; where there is none yet, each paper's own last
    receipt does.
    """
    decided = [one for one in decisions if one.version == row.version and one.findings]
    if decided:
        return list(decided[-1].findings)
    found: list[Told] = []
    for kind, sent in receipts.items():
        own = [one for one in sent if one.version == standings[kind].version]
        if own:
            found += own[-1].findings
    return found


def veiled(findings: list[Told], viewer: Viewer) -> list[Told]:
    """Say risk findings in one neutral sentence to everybody but the customs.

    Of a list that is rejected nothing is said: there is nothing to wait for.
    """
    if viewer.organisation is None:
        return findings
    plain = [finding for finding in findings if finding["code"] not in RISK_CODES]
    rejected = any(finding["severity"] == Severity.REJECT for finding in findings)
    if rejected or len(plain) == len(findings):
        return plain
    return [*plain, told(Finding(NEUTRAL, Difference(Place(Paper.DECLARATION, ""))))]


def followers_of(rooms: Rooms, listed: Standing) -> tuple[Standing, ...]:
    """后续单证 Return what came after a list: cancellation, returns, delivery.

    Anybody may name a list; of what was refused only the sender's own is shown.
    """
    keys = (Link(listed.key.owner, listed.key.number), listed.link)
    return tuple(
        one
        for one in rooms.register.following(keys)
        if one.sender == listed.sender or one.state in TAKEN_IN
    )


def events_of(
    board: Board, told_of: Sequence[tuple[Standing, Sequence[Sent]]]
) -> tuple[Event, ...]:
    """Put moves and receipts in order of time."""
    kinds = {standing.id: standing.key.kind for standing, _ in told_of}
    events = [
        Event(at=step.at, paper=kinds[step.paper], step=step)
        for step in board.steps_of(kinds)
    ]
    for standing, sent in told_of:
        kind = standing.key.kind
        events += [Event(at=one.at, paper=kind, receipt=one) for one in sent]
    return tuple(sorted(events, key=lambda event: event.at))


def listed_in(papers: Mapping[Paper, AnyPaper]) -> Declaration:
    """Return the list of a set."""
    declaration = papers[Paper.DECLARATION]
    assert isinstance(declaration, Declaration), "a list's body is a list"
    return declaration


def workings_of(papers: Mapping[Paper, AnyPaper], current: Sequence[Decided]) -> Told:
    """计算过程 Say what was decided last on the version that stands, and how."""
    if not current:
        return {}
    return reckoned(listed_in(papers), current[-1].assessed)


def allowance_of(
    rooms: Rooms, papers: Mapping[Paper, AnyPaper], row: ListRow, *, shown: bool
) -> Draw:
    """额度 How the buyer's yearly allowance stands; for the customs only."""
    name = book(row.declared_on)
    if not shown:
        return Draw(account=name, balance=None)
    account = allowance_key(listed_in(papers).buyer, rooms.keys).hex()
    found = rooms.ledger.balances(name, [account], hold=False)
    return Draw(account=name, balance=found.get(account))


def guarantee_of(rooms: Rooms, row: ListRow, viewer: Viewer) -> Draw:
    """担保 How the guarantee stands; for the guarantor and the customs."""
    if viewer.organisation not in (None, row.guarantor):
        return Draw(account=row.guarantor, balance=None)
    found = rooms.ledger.balances(GUARANTEE_BOOK, [row.guarantor], hold=False)
    return Draw(account=row.guarantor, balance=found.get(row.guarantor))
