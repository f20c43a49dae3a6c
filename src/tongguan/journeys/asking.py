"""查询外部门 What is asked of agencies elsewhere, kept in the caller's transaction.

Where an agency is not asked here, nothing is kept and the walk goes on without it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

import msgspec

from tongguan.customs.collection.model import Notice
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.agencies.model import Agency, Question, QuestionState, Subject
from tongguan.plumbing.register.model import Standing
from tongguan.trade.exports import Proceeds
from tongguan.trade.money import in_yuan
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import FiledFirm


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """事项 What is to be asked; `about` tells it from other matters of its subject."""

    agency: Agency
    subject: Subject
    about: str
    content: Mapping[str, str]


def ask(rooms: Rooms, matter: Matter, at: datetime, *, afresh: bool = True) -> bool:
    """Keep a question, if its agency is asked here; tell whether it is new."""
    if matter.agency not in rooms.agencies.used():
        return False
    question = Question(
        id=str(uuid4()),
        agency=matter.agency,
        subject=matter.subject,
        about=matter.about,
        content=msgspec.json.encode(matter.content),
        state=QuestionState.PENDING,
        created_at=at,
    )
    return rooms.agencies.put(question, afresh=afresh)


def ask_after_payment(rooms: Rooms, due: Notice, on: date, at: datetime) -> bool:
    """到账查询 Ask the bank whether a notice was paid; `due` is as it would be paid."""
    content = {
        "name": name_of(rooms, due.guarantor),
        "notice": due.number,
        "payer": due.guarantor,
        "amount": str(owed(due)),
        "paid_on": on.isoformat(),
    }
    matter = Matter(
        agency=Agency.BANK,
        subject=Subject.PAYMENT,
        about=due.number,
        content=content,
    )
    return ask(rooms, matter, at)


def owed(due: Notice) -> Decimal:
    """Return what is to come in for a notice, in yuan."""
    return in_yuan(due.tax_fen + due.late_fee_fen)


def tell_of_tax(rooms: Rooms, paid: Notice, at: datetime) -> bool:
    """缴税告知 Tell the tax authority of a notice that is paid."""
    content = {
        "name": name_of(rooms, paid.guarantor),
        "notice": paid.number,
        "payer": paid.guarantor,
        "tax": str(in_yuan(paid.tax_fen)),
        "late_fee": str(in_yuan(paid.late_fee_fen)),
        "paid_on": str(paid.paid_on),
    }
    matter = Matter(
        agency=Agency.TAX, subject=Subject.PAYMENT, about=paid.number, content=content
    )
    return ask(rooms, matter, at, afresh=False)


def ask_after_firm(
    rooms: Rooms, firm: FiledFirm, credit_code: str, at: datetime
) -> bool:
    """登记查询 Ask the registry after a firm, once for a name and a credit code."""
    matter = Matter(
        agency=Agency.REGISTRY,
        subject=Subject.FIRM,
        about=f"{firm.code} {credit_code} {firm.name}",
        content={"name": firm.name, "credit_code": credit_code},
    )
    return bool(credit_code) and ask(rooms, matter, at, afresh=False)


def declare_proceeds(
    rooms: Rooms, registered: Sequence[tuple[Standing, AnyPaper]], at: datetime
) -> None:
    """收汇申报 Declare the money that came in for exports, once for a version."""
    for standing, paper in registered:
        assert isinstance(paper, Proceeds), "the body of proceeds is proceeds"
        content = {
            "name": paper.seller.name,
            "seller": paper.seller.code,
            "order": paper.order_number,
            "amount": str(paper.amount),
            "currency": paper.currency,
            "received_at": paper.received_at.isoformat(),
            "transaction": paper.transaction or "",
        }
        matter = Matter(
            agency=Agency.SAFE,
            subject=Subject.PROCEEDS,
            about=f"{standing.key}/{standing.version}",
            content=content,
        )
        ask(rooms, matter, at, afresh=False)


def name_of(rooms: Rooms, firm: str) -> str:
    """Return the filed name of a firm, its code where it has none."""
    filed = rooms.enterprises.registry([firm]).get(firm)
    return filed.name if filed else firm
