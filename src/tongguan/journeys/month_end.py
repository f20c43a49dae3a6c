"""税款征收 The month closes: bills become one notice, a payment frees the guarantee.

One guarantor's month is one transaction, one payment is one; whoever opened it ends
it. Locks are taken in the order of all journeys: papers, guarantees, recipients.
"""

from collections.abc import Iterable
from datetime import date, datetime

from tongguan.customs.collection.lifecycle import PUBLISHED, BillState
from tongguan.customs.collection.model import Month, Notice
from tongguan.customs.collection.rules import merge, paid, refuse_early_collection
from tongguan.customs.collection.store import Member
from tongguan.customs.declaration.lifecycle import DECLARATION, DeclarationState
from tongguan.customs.declaration.lifecycle import Actor as Mover
from tongguan.finance.guarantee.rules import BOOK as GUARANTEE_BOOK
from tongguan.journeys.answers import word
from tongguan.journeys.asking import tell_of_tax
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.kit.guids import new_guid
from tongguan.kit.lifecycle import IllegalMoveError
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.ledger.store import Kind, Movement
from tongguan.plumbing.outbox.store import Answer
from tongguan.plumbing.register.model import Moved
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import Paper
from tongguan.trade.receipts import TaxBillStatus

RELEASED, CLEAR = DeclarationState.RELEASED, "clear"
TAX_STATUS = "tax_status"


class NoSuchNoticeError(LookupError):
    """There is no payment notice under that number."""


class DayToComeError(ValueError):
    """Only in a sandbox may a day be named that has not come."""


def business_day(rooms: Rooms, named: date | None, at: datetime) -> date:
    """办理日 Return the day something is done on; only a sandbox looks ahead."""
    today = at.astimezone(SHANGHAI).date()
    if named is not None and named > today and rooms.profile != SANDBOX:
        raise DayToComeError(named)
    return named or today


def collect(
    rooms: Rooms, guarantor: str, month: Month, *, on: date, at: datetime
) -> Notice | None:
    """汇总征收 Merge a guarantor's bills of a month; None where none is left.

    Doing it again changes nothing. Raise MonthNotOverError while the month runs.
    """
    refuse_early_collection(month, on)
    rooms.collection.hold_guarantor(guarantor)
    bills = rooms.collection.due(guarantor, month)
    if not bills:
        return None
    sequence = rooms.collection.issued(guarantor, month) + 1
    notice = merge(bills, guarantor=guarantor, month=month, on=on, sequence=sequence)
    rooms.collection.put(notice, bills, at)
    members = rooms.collection.hold_members(notice.number)
    rooms.outbox.put(
        [news_of_bill(m, BillState.MERGED, notice, at) for m in members], at
    )
    rooms.journal.append(_line("collect", notice, at))
    return notice


def pay(rooms: Rooms, number: str, *, on: date, at: datetime) -> Notice:
    """缴税 Record a payment: its lists close, the guarantee is free again.

    Raise NoSuchNoticeError, NotPayableYetError, or IllegalMoveError when it is paid.
    """
    members = rooms.collection.hold_members(number)
    notice = rooms.collection.find(number)
    if notice is None:
        raise NoSuchNoticeError(number)
    settled = paid(notice, on)
    if not rooms.collection.pay(settled, at):
        raise IllegalMoveError(f"{number} is paid.")
    closed = rooms.register.move(list(_moves(members, number)), at)
    rooms.ledger.apply([freed(member) for member in members if member.tax_fen], at)
    rooms.outbox.put([cleared(m) for m in members if m.paper in closed], at)
    rooms.register.wake(rooms.declarations.suspended_for(notice.guarantor))
    rooms.inbox.ring()
    rooms.journal.append(_line("pay", settled, at))
    tell_of_tax(rooms, settled, at)
    return settled


def void_bill(rooms: Rooms, paper: int, at: datetime) -> None:
    """税单作废 Cancel the tax of a released list that comes back, before it is paid.

    Its bill leaves its notice, the guarantee is free of it, statistics count the list
    no longer, and its sender is told. Raise IllegalMoveError where it cannot be.
    """
    member = rooms.collection.hold_billed(paper)
    if member is None or not rooms.collection.void(paper, at):
        raise IllegalMoveError(f"The tax bill of {paper} is not there, paid or void.")
    if member.tax_fen:
        rooms.ledger.apply([freed(member)], at)
    rooms.statistics.take_back(paper, at.astimezone(SHANGHAI).date())
    rooms.outbox.put([news_of_bill(member, BillState.VOIDED, None, at)], at)
    rooms.register.wake(rooms.declarations.suspended_for(member.guarantor))
    rooms.inbox.ring()


def freed(member: Member) -> Movement:
    """担保恢复 Free the guarantee of what a list posted on it."""
    return Movement(
        book=GUARANTEE_BOOK,
        account=member.guarantor,
        hold=member.hold,
        kind=Kind.RESTORE,
        fen=member.tax_fen,
    )


def _moves(members: Iterable[Member], notice: str) -> Iterable[Moved]:
    target = DECLARATION.after(RELEASED, CLEAR, by=Mover.SYSTEM)
    for member in members:
        yield Moved(
            id=member.paper,
            version=member.version,
            name=CLEAR,
            source=RELEASED,
            target=target,
            actor=Mover.SYSTEM,
            reason=notice,
        )


def cleared(member: Member) -> Answer:
    """结关回执 Tell a list's sender that it is closed."""
    said = word(Paper.DECLARATION, CLEAR)
    return Answer(
        recipient=member.sender,
        message=member.message,
        kind=Paper.DECLARATION,
        guid=new_guid(),
        key=member.key,
        status=said.status,
        code=said.code,
        text=f"{said.chinese}[{member.guid}]",
        content={"keys": _keys(member), "index": member.position},
        paper=member.paper,
        version=member.version,
        terminal=said.terminal,
    )


def news_of_bill(
    member: Member, state: BillState, notice: Notice | None, at: datetime
) -> Answer:
    """电子税单状态 Tell that a list's tax bill is merged into a notice, or void."""
    total = f"{in_yuan(member.tax_fen):.2f}"
    text = f"电子税单已作废，税款{total}元不再征收"
    if notice:
        text = f"电子税单已汇总至缴款书{notice.number}，税款合计{total}元"
    news = TaxBillStatus(
        guid=new_guid(),
        at=at,
        list_number=member.list_number,
        number=member.bill,
        status=PUBLISHED[state],
        payment_document=notice.number if notice else None,
        guarantor=member.guarantor,
    )
    return Answer(
        recipient=member.sender,
        message=member.message,
        kind=TAX_STATUS,
        guid=news.guid,
        key=news.number,
        status=news.status,
        text=text,
        content={"result": news},
        paper=member.paper,
        version=member.version,
    )


def _keys(member: Member) -> dict[str, str]:
    return {
        "customs_office": member.customs_office,
        "platform_code": member.platform_code,
        "seller_code": member.seller_code,
        "declarant_code": member.declarant_code,
        "reference": member.reference or member.preliminary_number,
        "preliminary_number": member.preliminary_number,
        "number": member.list_number,
    }


def _line(action: str, notice: Notice, at: datetime) -> Line:
    return Line(
        at=at,
        actor="collection",
        organisation=notice.guarantor,
        action=action,
        subject=f"notice/{notice.number}",
        detail={"tax": str(in_yuan(notice.tax_fen)), "lists": notice.lists},
    )
