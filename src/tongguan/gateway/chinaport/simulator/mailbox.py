"""信箱 Receipts waiting for one firm: numbered in the order in which they leave."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tongguan.gateway.chinaport.answers import (
    ANSWERS,
    AnyAnswer,
    write_answers,
    write_receipts,
)
from tongguan.gateway.chinaport.catalogue import receipt_type_for
from tongguan.trade.receipts import FormatReceipt, Receipt, TaxBill, TaxBillStatus
from tongguan.trade.shipments import SummaryResult

TYPES: Mapping[type[AnyAnswer], str] = {
    TaxBill: "CEB816Message",
    TaxBillStatus: "CEB818Message",
    SummaryResult: "CEB792Message",
    FormatReceipt: "CEB900Message",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """信件 One receipt on its way to one firm."""

    answer: AnyAnswer
    forged: bool = False

    @property
    def message_type(self) -> str:
        """The message the receipt travels in."""
        if isinstance(self.answer, Receipt):
            return receipt_type_for(self.answer.paper)
        return TYPES[type(self.answer)]

    @property
    def status(self) -> str:
        """What the receipt says in one word."""
        it = self.answer
        return it.state if isinstance(it, SummaryResult) else it.status

    @property
    def body(self) -> bytes:
        """The receipt as a message."""
        if isinstance(self.answer, Receipt):
            return write_receipts([self.answer])
        message = ANSWERS[self.message_type].message
        return write_answers(message, [self.answer], self.answer.guid)

    @property
    def plain(self) -> dict[str, Any]:
        """The receipt as plain values, ready for JSON."""
        answer = self.answer
        return {
            "guid": answer.guid,
            "message": self.message_type.removesuffix("Message"),
            "status": self.status,
            "text": getattr(answer, "text", ""),
            "time": answer.at.isoformat(timespec="milliseconds"),
            **getattr(answer, "keys", {}),
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
