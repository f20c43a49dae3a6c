"""退货 Goods of a released list come back: what they owed lapses, line by line.

Tax that is not paid leaves the bill and its notice, and the guarantee is free of it;
tax that is paid is to be paid back. The allowance of the year is restored, statistics
count what is left. A return that is worth much is reviewed by an officer first.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tongguan.customs.allowance.rules import book
from tongguan.customs.cancellation.against import Asked
from tongguan.customs.collection.lifecycle import PUBLISHED, BillState
from tongguan.customs.declaration.lifecycle import Actor
from tongguan.customs.goods_return.against import IN_TIME, RETURNABLE, REVIEWED
from tongguan.customs.goods_return.model import Billed, Returned, Returning
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.answers import answer
from tongguan.journeys.applications import Docket, Said, addressed, beside, lodged
from tongguan.journeys.case import Case, path
from tongguan.journeys.disowning import is_upheld
from tongguan.journeys.glance import allowance_key
from tongguan.journeys.month_end import void_bill
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.writing import bill_answer
from tongguan.kit.checks import verify
from tongguan.kit.guids import new_guid
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.ledger.store import Kind, Movement
from tongguan.trade.money import in_fen, in_yuan
from tongguan.trade.papers import Declaration
from tongguan.trade.receipts import TaxBill, TaxBillLine

RELEASE, TAKE_BACK = "release", "take_back"
TAXES = ("duty", "vat", "consumption_tax")
NO_BILL = Billed()


def hear_returns(rooms: Rooms, woken: Collection[int], at: datetime) -> None:
    """Grant, refuse or refer the returns among woken papers."""
    docket = Docket(rooms, at)
    for standing, asked, case in beside(rooms, lodged(rooms, woken)):
        returning = with_release(rooms, asked, case, at)
        findings = verify(returning, (*RETURNABLE, IN_TIME))
        if findings or case is None:
            docket.refuse(standing, findings)
            continue
        about = str(case.declaration.key)
        if worth_a_look := verify(returning, REVIEWED):
            docket.take(standing, ("register", "refer"), Said(about, worth_a_look))
            continue
        aside = grant(docket, case, returning, standing.id)
        docket.take(standing, ("register", "conclude"), Said(about, aside=aside))
    rooms.outbox.put(docket.said, at)


def with_release(
    rooms: Rooms, asked: Asked[Any], case: Case | None, at: datetime
) -> Returning:
    """Add to a return what became of its list: release, bill, earlier returns."""
    own = {
        "application": asked.application,
        "number": asked.number,
        "listed": asked.listed,
        "state": asked.state,
        "on": at.astimezone(SHANGHAI).date(),
    }
    if case is None:
        return Returning(**own)
    paper = case.declaration.id
    taken = rooms.declarations.decisions_of(paper)
    released = [it.at for it in taken if it.outcome == RELEASE]
    bill = rooms.tax_bills.of_paper(paper)
    return Returning(
        **own,
        released_on=released[-1].astimezone(SHANGHAI).date() if released else None,
        bills=dict(billed(bill["lines"])) if bill else {},
        earlier=rooms.returned.earlier(paper),
    )


def billed(lines: Iterable[TaxBillLine]) -> Iterable[tuple[int, Billed]]:
    """Read the lines of a bill."""
    for line in lines:
        fen = {name: in_fen(getattr(line, name)) for name in TAXES}
        yield line.number, Billed(price=in_fen(line.dutiable_price), **fen)


def grant(docket: Docket, case: Case, asked: Returning, application: int) -> str:
    """Let goods come back; return what the applicant is told beside."""
    rooms, at, paper = docket.rooms, docket.at, case.declaration.id
    effects = [*asked.effects()]
    undone = sum((it.undone for it in effects), NO_BILL)
    tax = rooms.collection.standing(paper)
    paid = tax is not None and tax.state is BillState.PAID
    restore_allowance(rooms, case, asked, application, at)
    if asked.completes:
        end(docket, case, paid=paid or tax is None)
    rooms.returned.put((application, paper), effects, at, refunded=paid)
    if not asked.completes:
        count_less(rooms, paper, effects, at)
        if tax is not None and not paid:
            lessen_bill(docket, case, asked, application)
    if paid and undone.tax:
        return f"；已缴税款{in_yuan(undone.tax):.2f}元应予退还"
    return ""


def restore_allowance(
    rooms: Rooms, case: Case, asked: Returning, application: int, at: datetime
) -> None:
    """额度恢复 Give back to the year of the list what the goods took of it."""
    listed = case.listed
    if is_upheld(rooms, case.declaration.id):
        return
    taken = rooms.declarations.decisions_of(case.declaration.id)
    charged = [it for it in taken if it.outcome == RELEASE][-1].assessed.charge
    left = in_fen(charged) - sum(it.price for it in asked.earlier.values())
    worth = sum(it.undone.price for it in asked.effects())
    fen = left if asked.completes else min(worth, left)
    if fen > 0:
        account = allowance_key(listed.buyer, rooms.keys).hex()
        rooms.ledger.apply(
            [
                Movement(
                    book=book(listed.declared_on),
                    account=account,
                    hold=f"{case.hold}/return/{application}",
                    kind=Kind.RESTORE,
                    fen=fen,
                )
            ],
            at,
        )


def end(docket: Docket, case: Case, *, paid: bool) -> None:
    """全部退货 End a list of which nothing is left, and void what it owes."""
    rooms, at, paper = docket.rooms, docket.at, case.declaration.id
    if paid:
        rooms.statistics.take_back(paper, at.astimezone(SHANGHAI).date())
    else:
        void_bill(rooms, paper, at)
    rooms.register.move(path(case.declaration, (TAKE_BACK,), Actor.SYSTEM), at)
    rooms.declarations.void(paper, at, void=True)
    docket.said.append(answer(addressed(rooms, case), TAKE_BACK, []))


def count_less(
    rooms: Rooms, paper: int, effects: Iterable[Returned], at: datetime
) -> None:
    """统计更正 Count what came back no longer."""
    on = at.astimezone(SHANGHAI).date()
    for it in effects:
        if it.whole:
            rooms.statistics.take_back_line(paper, it.line, on)
        else:
            fen = (it.undone.price, it.undone.tax)
            rooms.statistics.take_back_part(paper, (it.line, it.sequence), fen, on)


def lessen_bill(docket: Docket, case: Case, asked: Returning, application: int) -> None:
    """税款核减 Let a bill owe less, free the guarantee of it, and send it again."""
    rooms, at, paper = docket.rooms, docket.at, case.declaration.id
    undone = sum((it.undone for it in asked.effects()), NO_BILL)
    if not undone.tax:
        return
    member = rooms.collection.hold_billed(paper)
    assert member is not None, "a released list has its bill"
    freed = Movement(
        book=GUARANTEE_BOOK,
        account=member.guarantor,
        hold=f"{member.hold}/return/{application}",
        kind=Kind.RESTORE,
        fen=undone.tax,
    )
    rooms.ledger.apply([freed], at)
    rooms.register.wake(rooms.declarations.suspended_for(member.guarantor))
    taxes = {name: getattr(undone, name) for name in TAXES}
    notice = rooms.collection.lessen(paper, taxes)
    state = BillState.MERGED if notice else BillState.GENERATED
    bill = owed(rooms, paper, case.listed, asked.left())
    anew = replace(bill, at=at, status=PUBLISHED[state], payment_document=notice)
    docket.said.append(bill_answer(addressed(rooms, case), anew))


def owed(
    rooms: Rooms, paper: int, listed: Declaration, left: Mapping[int, Billed]
) -> TaxBill:
    """Say the bill of a list with what it owes still."""
    bill = rooms.tax_bills.of_paper(paper)
    assert bill is not None, "a released list has its bill"
    lines = tuple(
        TaxBillLine(
            number=it.number,
            hs_code=it.hs_code,
            dutiable_price=in_yuan(left[it.number].price),
            **{name: in_yuan(getattr(left[it.number], name)) for name in TAXES},
        )
        for it in listed.lines
    )
    totals = {name: sum(getattr(it, name) for it in lines) for name in TAXES}
    return TaxBill(
        guid=new_guid(),
        at=bill["at"],
        list_number=bill["list_number"],
        number=bill["number"],
        status=bill["status"],
        guarantor=bill["guarantor"],
        seller_code=listed.seller.code,
        carrier_code=listed.carrier.code,
        declarant_code=listed.declarant.code,
        customs_office=listed.customs_office,
        lines=lines,
        **totals,
    )
