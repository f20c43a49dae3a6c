"""逻辑校验 A whole batch tried by the one engine: outcome, tax, receipts foretold.

Nothing is stored. A list whose payment or waybill others have still to send is reckoned
all the same, from what it declares itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.customs.duty.workings import explain
from tongguan.gateway.bulk.checking import Looked, look_at
from tongguan.gateway.chinaport.trial import tried_told
from tongguan.journeys.dry_run import Tried, try_papers
from tongguan.journeys.intake import Arrival
from tongguan.journeys.rooms import Rooms
from tongguan.kit.trace import plain
from tongguan.plumbing.drafts.model import Batch, Draft
from tongguan.trade.money import ZERO
from tongguan.trade.papers import Declaration


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """预计结果 What would become of a draft; `payable` is None while it is unknown.

    `papers` say it of each paper as data. `certain` tells whether the whole set was
    there to decide on.
    """

    looked: Looked
    outcome: str
    papers: tuple[Mapping[str, Any], ...] = ()
    missing: tuple[str, ...] = ()
    payable: Decimal | None = None
    trace: tuple[Mapping[str, Any], ...] = ()
    certain: bool = False


FAULTY = "faulty"


def foresee(
    rooms: Rooms, batch: Batch, drafts: Sequence[Draft], at: datetime
) -> list[Foreseen]:
    """Say of drafts what would become of them if they were declared now."""
    looked = look_at(rooms, batch, drafts, at)
    papers = tuple(
        sheaf.paper
        for one in looked
        if not one.report.faults
        for sheaf in one.sheaves.values()
        if sheaf.paper is not None
    )
    arrival = Arrival(message=1, sender=batch.firm, papers=papers)
    tried = iter(try_papers(rooms, [arrival], at, firm=batch.firm))
    return [_foreseen(one, tried) for one in looked]


def _foreseen(one: Looked, tried: Iterator[Tried]) -> Foreseen:
    if one.report.faults:
        return Foreseen(looked=one, outcome=FAULTY)
    mine = [next(tried) for sheaf in one.sheaves.values() if sheaf.paper is not None]
    told = [tried_told(it) for it in mine]
    lead = max(range(len(mine)), key=lambda at: isinstance(mine[at].paper, Declaration))
    payable, trace = _tax(mine[lead])
    return Foreseen(
        looked=one,
        outcome=next((it["outcome"] for it in told if it["outcome"] == "reject"), "")
        or told[lead]["outcome"],
        papers=tuple(told),
        missing=tuple(told[lead]["waiting_for"]),
        payable=payable,
        trace=trace,
        certain=mine[lead].decision is not None,
    )


def _tax(lead: Tried) -> tuple[Decimal | None, tuple[Mapping[str, Any], ...]]:
    """Reckon the tax of a list as it would be decided, or as it stands alone."""
    if not isinstance(lead.paper, Declaration):
        return None, ()
    decision = lead.decision
    purchase = from_declaration(lead.paper, decision.used if decision else ZERO)
    assessment = decision.assessment if decision else assess(purchase)
    return assessment.payable, tuple(plain(explain(purchase, assessment)))
