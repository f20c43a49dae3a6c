"""上游办结 What follows here when the customs releases, rejects or bills elsewhere.

The same as when it is decided here: the ledgers post or give back, the release is
counted, the bill is kept. The bill is the customs' own; where it says another amount
than ours, the guarantee follows the bill.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from msgspec import structs

from tongguan.customs.declaration.store import Decided
from tongguan.customs.duty.bills import tax_bill
from tongguan.customs.duty.certainty import CERTAINTY
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.case import Case
from tongguan.journeys.counting import facts
from tongguan.journeys.decision import Decision
from tongguan.journeys.forwarding import addressed, give_back
from tongguan.journeys.officer import held_by, standing_decision
from tongguan.journeys.reckoning import amounts
from tongguan.journeys.retail_import import gather, open_case
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.writing import bill_answer, movements
from tongguan.kit.checks import verify
from tongguan.plumbing.ledger.store import Balance, Kind, Movement
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.model import Standing
from tongguan.trade.money import in_fen
from tongguan.trade.papers import Declaration
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill

FREES = {"reject", "cancel"}
GIVES_BACK = {"return", *FREES}
DECIDES = {"release", *GIVES_BACK}
SHORT = "担保余额不足以记账 the guarantee has no room for this tax"
BILLED = "已有税单 the list has a bill already"


def settle_list(
    rooms: Rooms,
    standing: Standing,
    steps: Sequence[str],
    receipt: Receipt | FormatReceipt,
) -> list[int]:
    """Do what a decision of the customs entails; return the papers it frees."""
    taken = next((step for step in steps if step in DECIDES), "")
    if not taken:
        return []
    case = case_of(rooms, standing)
    decision = standing_decision(rooms, case)
    rooms.declarations.keep(
        [
            Decided(
                paper=standing.id,
                version=standing.version,
                at=receipt.at,
                day=case.listed.declared_on,
                actor="upstream",
                outcome=taken,
                reason=receipt.text,
                assessed=amounts(decision.assessment, decision.used),
            )
        ]
    )
    if taken in GIVES_BACK:
        give_back(rooms, standing, receipt.at)
        return [it.id for it in case.others] if taken in FREES else []
    post(rooms, case, decision, receipt.at)
    return []


def case_of(rooms: Rooms, standing: Standing) -> Case:
    """Open a list with its other papers."""
    members = rooms.register.sets_of([standing.id], hold=False)[standing.id]
    return open_case(rooms, gather(rooms, standing.id, members))


def post(rooms: Rooms, case: Case, decision: Decision, at: datetime) -> None:
    """Post what a released list holds, and count it by what we know of its tax."""
    held = held_by(rooms, case)
    wanted = list(movements(rooms, case, decision, Kind.HOLD))
    missing = [m for m in wanted if m.book not in held]
    posts = [structs.replace(m, kind=Kind.POST) for m in wanted]
    rooms.ledger.apply([*missing, *posts], at)
    if not verify(decision.assessment, CERTAINTY):
        number = rooms.declarations.numbers([case.declaration.id])
        ours = tax_bill(
            case.listed,
            decision.assessment,
            number=number[case.declaration.id][1],
            at=at,
        )
        rooms.statistics.put(facts(case.declaration.id, case.listed, ours))


def bill_list(
    rooms: Rooms, standing: Standing, listed: Declaration, bill: TaxBill, at: datetime
) -> tuple[str, list[Answer]]:
    """Record the customs' bill of a list; return why it can't be, or what is told."""
    if rooms.tax_bills.of_paper(standing.id) is not None:
        return BILLED, []
    owed = replace(bill, guarantor=bill.guarantor or listed.guarantor)
    decision = standing_decision(rooms, case_of(rooms, standing))
    more = in_fen(owed.duty + owed.vat + owed.consumption_tax) - in_fen(decision.tax)
    balances = rooms.ledger.balances(GUARANTEE_BOOK, [owed.guarantor], hold=True)
    if more > balances.get(owed.guarantor, Balance(limit=0)).left:
        return SHORT, []
    rooms.ledger.apply(following(standing, owed.guarantor, more), at)
    rooms.tax_bills.put({standing.id: owed})
    if verify(decision.assessment, CERTAINTY):
        rooms.statistics.put(facts(standing.id, listed, owed))
    numbers = rooms.declarations.numbers([standing.id])
    told = bill_answer(addressed(standing, listed, numbers), owed)
    return "", [structs.replace(told, guid=bill.guid, at=bill.at)]


def following(standing: Standing, guarantor: str, more: int) -> list[Movement]:
    """Let the guarantee follow a bill that says another amount than ours."""
    kinds = (Kind.HOLD, Kind.POST) if more > 0 else (Kind.RESTORE,)
    return [
        Movement(
            book=GUARANTEE_BOOK,
            account=guarantor,
            hold=f"{standing.id}/{standing.version}/bill",
            kind=kind,
            fen=abs(more),
        )
        for kind in kinds
        if more
    ]
