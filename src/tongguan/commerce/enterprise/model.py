"""委托与传输编号 Mandates and addresses of firms on file."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tongguan.trade.papers import Action, Paper


class Act(StrEnum):
    """委托事项 What an agent may do for its principal."""

    LODGE = "lodge"
    AMEND = "amend"
    CANCEL = "cancel"
    RECEIVE = "receive"


BY_ACTION = {Action.NEW: Act.LODGE, Action.CHANGE: Act.AMEND, Action.DELETE: Act.CANCEL}
EVERY_ACT = frozenset(Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mandate:
    """委托 One firm may act for another; without `papers` it may with all of them.

    Both days are included. An ended mandate covers nothing from that instant on.
    """

    principal: str
    agent: str
    effective: date
    until: date
    acts: frozenset[Act] = EVERY_ACT
    papers: frozenset[Paper] = frozenset()
    id: int = 0
    given_by: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""

    def covers(self, act: Act, kind: Paper) -> bool:
        """Tell whether an act with a paper is within the mandate."""
        return act in self.acts and (not self.papers or kind in self.papers)

    def is_in_force(self, day: date) -> bool:
        """Tell whether it may be used on a day."""
        return self.ended_at is None and self.effective <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """传输编号 Where a firm is reached at the exchange platform.

    `wants_receipts` says that it asks for the receipts on papers that name it.
    """

    address: str
    firm: str
    wants_receipts: bool = False
