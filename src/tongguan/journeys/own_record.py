"""本人清单 One purchase as the person it names may see it: way, tax, returns, report.

Risk findings are said in one neutral sentence, as to every other firm and person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tongguan.customs.allowance.rules import book
from tongguan.customs.board.model import PaperStep, Viewer
from tongguan.customs.disavowal.model import Disavowal, Step
from tongguan.customs.duty.law import law_on
from tongguan.customs.purchases.model import Entry, Purchase
from tongguan.customs.purchases.store import Year
from tongguan.journeys.case_file import Told, followers_of, veiled, workings_of
from tongguan.journeys.rooms import Rooms
from tongguan.kit.moments import SHANGHAI
from tongguan.plumbing.ledger.store import Balance
from tongguan.plumbing.register.model import Standing
from tongguan.trade.import_papers import DeliveryStatus
from tongguan.trade.money import in_fen
from tongguan.trade.papers import Paper

THEMSELVES = Viewer("")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecord:
    """本人清单 Everything a person is told of one purchase in their name."""

    purchase: Purchase
    steps: tuple[PaperStep, ...]
    delivered_at: datetime | None
    assessment: Mapping[str, Any]
    findings: tuple[Told, ...]
    entries: tuple[Entry, ...]
    returned: tuple[Any, ...]
    report: Disavowal | None
    report_steps: tuple[Step, ...]


def own_record(rooms: Rooms, person: bytes, number: str) -> OwnRecord | None:
    """本人清单 Open one of a person's purchases; None where it is not theirs."""
    purchase = rooms.buyers.purchases.find(person, number)
    if purchase is None:
        return None
    paper = purchase.paper
    members = rooms.register.sets_of([paper], hold=False)[paper]
    listed = next(it for it in members if it.id == paper)
    decisions = rooms.declarations.decisions_of(paper)
    current = [it for it in decisions if it.version == purchase.version]
    papers = {Paper.DECLARATION: rooms.register.open(listed)}
    found: list[Told] = [*current[-1].findings] if current else []
    report = rooms.buyers.disavowals.of_paper(paper)
    said = rooms.buyers.disavowals.steps(report.id) if report else ()
    own = f"{paper}/"
    entries = rooms.buyers.purchases.entries(person, Year(purchase.declared_on.year))
    return OwnRecord(
        purchase=purchase,
        steps=tuple(rooms.board.steps_of([paper])),
        delivered_at=delivered(rooms, listed),
        assessment=workings_of(papers, current),
        findings=tuple(veiled(found, THEMSELVES)),
        entries=tuple(it for it in entries if it.hold.startswith(own)),
        returned=tuple(rooms.buyers.purchases.returned(paper)),
        report=report,
        report_steps=tuple(said),
    )


def delivered(rooms: Rooms, listed: Standing) -> datetime | None:
    """Return when the parcel was signed for; None where nobody has said so."""
    for one in followers_of(rooms, listed):
        if one.key.kind is Paper.DELIVERY_STATUS:
            paper = rooms.register.open(one)
            assert isinstance(paper, DeliveryStatus), "a status's body is a status"
            return paper.happened_at
    return None


def allowance(rooms: Rooms, person: bytes, year: Year, at: datetime) -> Balance:
    """年度额度 Return how a person's year stands, whole where nothing drew on it."""
    first, last = year.days["first"], year.days["last"]
    account = person.hex()
    found = rooms.ledger.balances(book(first), [account], hold=False).get(account)
    day = min(last, at.astimezone(SHANGHAI).date())
    return found or Balance(limit=in_fen(law_on(day).limits.says.annual_limit))
