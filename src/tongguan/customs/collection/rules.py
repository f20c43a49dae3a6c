"""汇总与缴税 How bills become one notice, when it is payable, what being late costs.

A list may still be returned within thirty days of its release; its tax is payable from
the thirty-first to the forty-fifth. A month's lists have no day in common that lies in
all their windows. The notice takes the window of the list released last: only then is
no tax in it that a return could still cancel. The last day of the first list is kept
beside it, for whoever reads the law list by list.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tongguan.customs.collection.lifecycle import NOTICE, Actor, NoticeState
from tongguan.customs.collection.model import DueBill, Month, Notice
from tongguan.customs.duty.deadlines import late_fee, payment_window
from tongguan.trade.money import in_fen, in_yuan

PREFIX = "JK"


class MonthNotOverError(Exception):
    """A month is collected when it is over: lists are still being released in it."""


class NotPayableYetError(Exception):
    """A notice is payable from a day on; before it, a return may still cancel tax."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(f"{notice.number} is payable from {notice.opens_on} on.")
        self.notice = notice


def notice_number(guarantor: str, month: Month, sequence: int) -> str:
    """缴款书编号 JK, the month, the guarantor, two digits."""
    return f"{PREFIX}{month.first:%Y%m}{guarantor}{sequence:02d}"


def refuse_early_collection(month: Month, on: date) -> None:
    """按期汇总 Raise MonthNotOverError before the first day after the month."""
    if on < month.end:
        raise MonthNotOverError(f"{month} is over on {month.end}.")


def merge(
    bills: Sequence[DueBill], *, guarantor: str, month: Month, on: date, sequence: int
) -> Notice:
    """汇总 Merge a guarantor's bills of one month into one notice, exactly."""
    released = [bill.released_on for bill in bills]
    first, last = payment_window(min(released)), payment_window(max(released))
    return Notice(
        number=notice_number(guarantor, month, sequence),
        guarantor=guarantor,
        month=month.first,
        sequence=sequence,
        state=NoticeState(NOTICE.initial),
        lists=len(bills),
        duty_fen=sum(bill.duty_fen for bill in bills),
        vat_fen=sum(bill.vat_fen for bill in bills),
        consumption_fen=sum(bill.consumption_fen for bill in bills),
        issued_on=on,
        opens_on=last.opens_on,
        first_due_on=first.due_on,
        due_on=last.due_on,
    )


def paid(notice: Notice, on: date) -> Notice:
    """缴税 Return the notice as paid on a day, with the fee for being late.

    Raise NotPayableYetError before its first day, IllegalMoveError when it is paid.
    """
    state = NOTICE.after(notice.state, "pay", by=Actor.AGENT)
    if on < notice.opens_on:
        raise NotPayableYetError(notice)
    fee = late_fee(in_yuan(notice.tax_fen), due_on=notice.due_on, paid_on=on)
    return replace(notice, state=state, paid_on=on, late_fee_fen=in_fen(fee))
