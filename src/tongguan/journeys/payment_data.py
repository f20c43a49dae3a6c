"""支付数据核查 Asking a platform for the raw data of a payment, and weighing them.

Risk asks about lists it sent to review or examination, and about a few of the others
by the secret draw; an officer may ask about any order. What is uploaded is compared
with the order and the payment on file.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from tongguan.finance.payment_data.messages import Upload, to_proof
from tongguan.finance.payment_data.model import Compared, Inquiry
from tongguan.finance.payment_data.rules import PAYMENT_DATA_CHECKS, terms
from tongguan.journeys.answers import told
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding, verify
from tongguan.kit.guids import new_guid
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.register.model import Key
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Order, Payment

RISK, PERSON = "risk", "person"
LONGEST_YEAR = 366


def ask_by_risk(rooms: Rooms, since: datetime, until: datetime) -> int:
    """Ask about the lists decided in this time that risk points at; say how many."""
    law = terms().on(until.date()).says
    chosen = [
        (platform, number)
        for platform, number, channel in rooms.declarations.decided(since, until)
        if channel in law.channels
        or rooms.keys.draw("payment-data", f"{platform}/{number}")
        < law.share_per_million
    ]
    return len(_open(rooms, chosen, until, reason=RISK))


def ask(rooms: Rooms, platform: str, number: str, by: str, at: datetime) -> str:
    """Let a person ask about one order; return the session of the inquiry."""
    (session,) = _open(rooms, [(platform, number)], at, reason=PERSON, by=by)
    line = Line(
        at=at,
        actor=by,
        action="payment-data",
        subject=f"order/{platform}/{number}",
        detail={"session": session},
    )
    rooms.journal.append(line)
    return session


def _open(
    rooms: Rooms,
    orders: Iterable[tuple[str, str]],
    at: datetime,
    *,
    reason: str,
    by: str = "",
) -> list[str]:
    due = at + timedelta(hours=terms().on(at.date()).says.deadline_hours)
    return rooms.payment_data.open(
        [
            Inquiry(
                session=new_guid(),
                platform=platform,
                order_number=number,
                reason=reason,
                asked_by=by,
                state="due",
                created_at=at,
                due_at=due,
            )
            for platform, number in orders
        ]
    )


def weigh(rooms: Rooms, inquiry: Inquiry, upload: Upload) -> list[Finding]:
    """Compare an upload with the papers of the order that was asked about."""
    order = _order(rooms, inquiry)
    if order is None:
        return []
    law = terms().on(inquiry.created_at.date()).says
    compared = Compared(
        proof=to_proof(upload),
        order=order,
        payment=_payment(rooms, order),
        apart=timedelta(hours=law.apart_hours),
    )
    return verify(compared, PAYMENT_DATA_CHECKS)


def _order(rooms: Rooms, inquiry: Inquiry) -> Order | None:
    key = Key(Paper.ORDER, inquiry.platform, inquiry.order_number)
    stands = rooms.register.standing([key], hold=False).get(key)
    paper = rooms.register.open(stands) if stands else None
    return paper if isinstance(paper, Order) else None


def _payment(rooms: Rooms, order: Order) -> Payment | None:
    """Find the payment the order itself names."""
    if not (order.provider_code and order.transaction):
        return None
    key = Key(Paper.PAYMENT, order.provider_code, order.transaction)
    stands = rooms.register.standing([key], hold=False).get(key)
    paper = rooms.register.open(stands) if stands else None
    return paper if isinstance(paper, Payment) else None


def keep(rooms: Rooms, inquiry: Inquiry, upload: Upload, at: datetime) -> bool:
    """Keep an upload with what was found in it; tell whether all agrees."""
    found = weigh(rooms, inquiry, upload)
    kept = replace(inquiry, findings=tuple(told(finding) for finding in found))
    rooms.payment_data.uploaded(kept, "contradict" if found else "agree", at)
    return not found


def rest_after(attempts: int, at: datetime) -> timedelta:
    """Say how long a platform is left alone after so many attempts."""
    rests = terms().on(at.date()).says.rests_seconds
    return timedelta(seconds=int(rests[min(attempts, len(rests)) - 1]))


def forget_old(rooms: Rooms, at: datetime) -> int:
    """Empty the uploads that need no longer be kept."""
    years = terms().on(at.date()).says.kept_years
    return rooms.payment_data.forget(at - timedelta(days=LONGEST_YEAR * years))
