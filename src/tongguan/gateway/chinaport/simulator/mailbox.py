"""信箱 Receipts waiting for one firm: numbered in the order in which they leave."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongguan.gateway.chinaport.answers import (
    AnyAnswer,
    write_format_receipt,
    write_receipts,
    write_tax_bills,
)
from tongguan.gateway.chinaport.catalogue import receipt_type_for
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill

TAX_BILL, FORMAT = "CEB816Message", "CEB900Message"


@dataclass(frozen=True, slots=True)
class Letter:
    """信件 One receipt on its way to one firm."""

    answer: AnyAnswer
    forged: bool = False

    @property
    def message_type(self) -> str:
        """The message the receipt travels in."""
        match self.answer:
            case Receipt() as receipt:
                return receipt_type_for(receipt.paper)
            case TaxBill():
                return TAX_BILL
            case FormatReceipt():
                return FORMAT

    @property
    def body(self) -> bytes:
        """The receipt as a message."""
        match self.answer:
            case Receipt() as receipt:
                return write_receipts([receipt])
            case TaxBill() as bill:
                return write_tax_bills([bill])
            case FormatReceipt() as receipt:
                return write_format_receipt(receipt)

    @property
    def plain(self) -> dict[str, Any]:
        """The receipt as plain values, ready for JSON."""
        answer = self.answer
        keys = dict(answer.keys) if isinstance(answer, Receipt) else {}
        if isinstance(answer, TaxBill):
            keys = {"list_number": answer.list_number, "number": answer.number}
        text = answer.number if isinstance(answer, TaxBill) else answer.text
        return {
            "guid": answer.guid,
            "message": self.message_type.removesuffix("Message"),
            "status": answer.status,
            "text": text,
            "time": answer.at.isoformat(timespec="milliseconds"),
            **keys,
        }


@dataclass(slots=True)
class Mailbox:
    """信箱 What has left for a firm, and what will leave when its time has come."""

    waiting: list[tuple[datetime, int, Letter]] = field(default_factory=list)
    left: list[Letter] = field(default_factory=list)
    count: int = 0

    def put(self, letters: Iterable[tuple[datetime, Letter]]) -> None:
        """Keep letters until they are due; of one instant, the first goes first."""
        for due, letter in letters:
            self.count += 1
            heapq.heappush(self.waiting, (due, self.count, letter))

    def after(
        self, sequence: int, limit: int, now: datetime
    ) -> list[tuple[int, Letter]]:
        """Return the letters that have left after one, with their numbers."""
        while self.waiting and self.waiting[0][0] <= now:
            self.left.append(heapq.heappop(self.waiting)[2])
        chosen = self.left[sequence : sequence + limit]
        return list(enumerate(chosen, start=sequence + 1))
