"""模拟海关的后续单证 What else comes with a receipt: tax bills, their news, results."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from tongguan.customs.duty.bills import tax_bill
from tongguan.customs.duty.rules import assess, from_declaration
from tongguan.trade.money import ZERO
from tongguan.trade.papers import AnyPaper, Declaration
from tongguan.trade.receipts import TaxBill, TaxBillStatus
from tongguan.trade.shipments import Summary, SummaryResult

BILL, NEWS, RESULT = "816", "818", "792"
MERGED = "2"

Consequence = TaxBill | TaxBillStatus | SummaryResult


def consequences(
    paper: AnyPaper, status: str, number: str, at: datetime
) -> Iterator[tuple[str, Consequence]]:
    """Yield what follows of a status, by the number of its message; guids are unset."""
    match paper, status:
        case Declaration() as listed, "800":
            if bill := bill_of(listed, number, at):
                yield BILL, bill
        case Declaration() as listed, "899":
            if bill := bill_of(listed, number, at):
                yield NEWS, news_of(bill)
        case Summary() as summary, "399":
            yield RESULT, result_of(summary, number, at)


def bill_of(listed: Declaration, number: str, at: datetime) -> TaxBill | None:
    """Bill the tax of a list, if any, as if its buyer had bought nothing else."""
    assessment = assess(from_declaration(listed, ZERO))
    if not assessment.payable:
        return None
    return tax_bill(listed, assessment, number=number, at=at)


def news_of(bill: TaxBill) -> TaxBillStatus:
    """Say that a bill was merged into a payment document."""
    return TaxBillStatus(
        guid="",
        at=bill.at,
        list_number=bill.list_number,
        number=bill.number,
        status=MERGED,
        payment_document=f"{bill.list_number}P",
        guarantor=bill.guarantor,
    )


def result_of(summary: Summary, number: str, at: datetime) -> SummaryResult:
    """Merge the lists of a summary into one declaration."""
    return SummaryResult(
        guid="",
        customs_office=summary.customs_office,
        summary_number=number,
        at=at,
        unified_number=number,
        state="1",
        declarant=summary.declarant,
        seller=summary.seller,
        broker=summary.broker,
        gross_weight_kg=Decimal(0),
        net_weight_kg=Decimal(0),
        parts=summary.parts,
        part=summary.part,
        preliminary_number=summary.preliminary_number,
    )
