"""缴款书与缴税情况 Notices and standings said as data, amounts in yuan as text."""

from typing import Any

from tongguan.customs.collection.model import Month, Notice, TaxStanding
from tongguan.trade.money import in_yuan


def notice_told(notice: Notice) -> dict[str, Any]:
    """缴款书 Say a notice as data."""
    fen = {
        "duty": notice.duty_fen,
        "vat": notice.vat_fen,
        "consumption_tax": notice.consumption_fen,
        "tax": notice.tax_fen,
        "late_fee": notice.late_fee_fen,
        "guarantee_freed": notice.tax_fen if notice.paid_on else 0,
    }
    return {
        "number": notice.number,
        "guarantor": notice.guarantor,
        "month": str(Month(notice.month)),
        "sequence": notice.sequence,
        "state": notice.state.value,
        "lists": notice.lists,
        **{name: str(in_yuan(amount)) for name, amount in fen.items()},
        "issued_on": notice.issued_on.isoformat(),
        "opens_on": notice.opens_on.isoformat(),
        "first_due_on": notice.first_due_on.isoformat(),
        "due_on": notice.due_on.isoformat(),
        "paid_on": notice.paid_on.isoformat() if notice.paid_on else None,
    }


def standing_told(standing: TaxStanding) -> dict[str, Any]:
    """缴税情况 Say as data how far the tax of a list has come."""
    return {
        "bill": standing.bill,
        "state": standing.state.value,
        "notice": standing.notice,
        "due_on": standing.due_on.isoformat() if standing.due_on else None,
        "paid_on": standing.paid_on.isoformat() if standing.paid_on else None,
    }
