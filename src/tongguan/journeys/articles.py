"""商品备案办理 Articles put on file by their sellers: one or many, judged and kept.

Every article is judged by itself and told everything at once; the good ones are filed,
the others stay with whoever wrote them. What is written again as it stands makes no new
version. Where the licensing authority is asked here, goods that need its licence wait
for the answer, and lists are held against the version before.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from tongguan.customs.filing.verdict import verdict_on
from tongguan.inspection.goods_filing.leave import needs_licence
from tongguan.inspection.goods_filing.lifecycle import GOODS, GoodsState
from tongguan.inspection.goods_filing.model import GoodsVersion
from tongguan.inspection.goods_filing.proposal import Proposal, is_well_written
from tongguan.inspection.goods_filing.receiving import RECEIVING
from tongguan.journeys.goods import Filer
from tongguan.journeys.licences import ask_after_licence
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.zone import zone_at
from tongguan.kit.checks import Finding, Severity, verify
from tongguan.plumbing.agencies.model import Agency
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.journal.store import Line
from tongguan.trade.goods import FiledGoods, Listed, Pilot

MOST_ARTICLES = 5000
Texts = Mapping[str, str]
History = Sequence[GoodsVersion]


class Outcome(StrEnum):
    """备案结果 What became of an article that was handed in."""

    FILED = "filed"
    PENDING = "pending"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lodged:
    """备案回复 What became of an article, its version, and all that was found."""

    item_number: str
    outcome: Outcome
    version: int
    findings: tuple[Finding, ...]


def lodge(
    rooms: Rooms,
    seller: str,
    several: Sequence[Texts],
    filer: Filer,
    at: datetime,
) -> list[Lodged]:
    """Judge articles and put the good ones on file, all of one seller.

    Raise VersionTakenError when somebody else was quicker.
    """
    told = judge(rooms, seller, several, filer, at)
    made = [version for _, version in told if version is not None]
    rooms.goods.write(made)
    for version in made:
        if version.state is GoodsState.PENDING:
            ask_after_licence(rooms, version.goods, at)
    note(rooms, seller, made, filer, at)
    return [answer for answer, _ in told]


def judge(
    rooms: Rooms,
    seller: str,
    several: Sequence[Texts],
    filer: Filer,
    at: datetime,
) -> list[tuple[Lodged, GoodsVersion | None]]:
    """Say what would become of articles, and which versions they would make."""
    assert len(several) <= MOST_ARTICLES, "the doors bound what they take in"
    items = [texts.get("item_number", "").strip() for texts in several]
    histories = rooms.goods.histories((seller, it) for it in items if it)
    proposed = proposals(rooms, seller, several, filer, at)
    asks = Agency.MARKET in rooms.agencies.used()
    told = []
    for item, proposal in zip(items, proposed, strict=True):
        history = histories.get((seller, item), [])
        stands = beside(proposal, history, asks=asks)
        told.append(judged(stands, history, filer, at, asks=asks))
    return told


def beside(proposal: Proposal, history: History, *, asks: bool) -> Proposal:
    """Put a proposal beside how the record stands.

    When a licence ends is held against it only where the authority isn't asked again.
    """
    stands = replace(proposal, state=state_of(history))
    if asks or not history:
        return stands
    last = history[-1].goods
    same = last.licence == proposal.said("licence")
    return replace(stands, licence_until=last.licence_until if same else None)


def proposals(
    rooms: Rooms, seller: str, several: Sequence[Texts], filer: Filer, at: datetime
) -> Iterator[Proposal]:
    """Put what was written beside what is known of it on this day."""
    day = at.astimezone(SHANGHAI).date()
    profile = zone_at(rooms, at)
    leaves = tuple(
        Pilot(kind=it.kind, effective=it.effective, until=it.until)
        for it in rooms.goods.leaves(seller)
    )
    seen: set[str] = set()
    for texts in several:
        blank = Proposal(
            seller=seller,
            entries=texts,
            day=day,
            zone=rooms.profile,
            profile=profile,
            pilots=leaves,
            actor=filer.actor,
        )
        hs_code, item = blank.said("hs_code"), blank.said("item_number")
        listed = Listed.UNSURE
        if is_well_written("hs_code", hs_code):
            listed = verdict_on(hs_code, day).listed
        yield replace(blank, listed=listed, twice=item in seen)
        seen |= {item} - {""}


def judged(
    proposal: Proposal, history: History, filer: Filer, at: datetime, *, asks: bool
) -> tuple[Lodged, GoodsVersion | None]:
    """Judge one article; return the answer, and the version it makes if it is good."""
    findings = tuple(verify(proposal, RECEIVING))
    answer = Lodged(
        item_number=proposal.said("item_number"),
        outcome=Outcome.REFUSED,
        version=history[-1].goods.version if history else 0,
        findings=findings,
    )
    if any(it.severity is Severity.REJECT for it in findings):
        return answer, None
    goods = proposal.article(answer.version + 1)
    if history:
        goods = with_licence_of(history[-1], goods)
        if is_same(history[-1], goods, begins=proposal.said("effective")):
            return replace(answer, outcome=Outcome.UNCHANGED), None
    waits = asks and needs_answer(proposal, history, goods)
    move = "submit" if waits else "amend" if history else "file"
    state = GOODS.after(proposal.state, move, by=filer.actor)
    if waits:
        goods = replace(goods, licence_until=None)
    made = GoodsVersion(
        goods=goods, state=state, by=filer.name, at=at, reason=filer.reason
    )
    outcome = Outcome.PENDING if waits else Outcome.FILED
    return replace(answer, outcome=outcome, version=goods.version), made


def state_of(history: History) -> GoodsState:
    """Say how a record stands."""
    return history[-1].state if history else GOODS.initial


def needs_answer(proposal: Proposal, history: History, goods: FiledGoods) -> bool:
    """Tell whether the licence of goods has to be asked after, or once more."""
    if needs_licence(proposal.asked()) is None:
        return False
    until = goods.licence_until
    over = until is None or until < proposal.day
    return over or state_of(history) is GoodsState.REFUSED


def with_licence_of(last: GoodsVersion, goods: FiledGoods) -> FiledGoods:
    """Keep what the licensing authority said of a licence that stays."""
    same = goods.licence == last.goods.licence and goods.name == last.goods.name
    return replace(goods, licence_until=last.goods.licence_until) if same else goods


def is_same(last: GoodsVersion, goods: FiledGoods, *, begins: str) -> bool:
    """Tell whether an article was written again just as it stands on file.

    One that is written without the day it `begins` goes on as it did.
    """
    filed = last.goods
    again = replace(goods, version=filed.version, active=filed.active)
    if not begins:
        again = replace(again, effective=filed.effective)
    return again == filed and last.state is not GoodsState.REFUSED


def note(rooms: Rooms, seller: str, made: History, filer: Filer, at: datetime) -> None:
    """Write what was filed into the journal, many articles as one line."""
    if not made:
        return
    first = made[0].goods
    one = len(made) == 1
    detail = {"version": str(first.version)} if one else {"articles": str(len(made))}
    rooms.journal.append(
        Line(
            at=at,
            actor=filer.name,
            organisation=filer.organisation,
            action="file",
            subject=f"goods/{seller}/{first.item_number}" if one else f"goods/{seller}",
            detail=detail | {"reason": filer.reason},
        )
    )
