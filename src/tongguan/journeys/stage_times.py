"""办理时长 How long a case stood in each stage, from the moves that were kept.

Clearance runs from lodging to release, inspection from the order to open until what was
decided on it, a refund from the application to its end. When the bank settled is known
to nobody here: its results do not come in yet.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from tongguan.customs.board.model import PaperStep
from tongguan.customs.declaration.lifecycle import DeclarationState
from tongguan.journeys.case_file import CaseFile
from tongguan.trade.papers import Paper

S = DeclarationState
ENDED = {S.REJECTED, S.WITHDRAWN, S.CANCELLED, S.RETURNED}
REFUNDED = {"concluded", "rejected"}


class Stage(StrEnum):
    """环节 The four stages whose time is taken."""

    CLEARANCE = "clearance"
    INSPECTION = "inspection"
    SETTLEMENT = "settlement"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class Elapsed:
    """时长 When a stage began and ended; None while it lasts."""

    stage: Stage
    began: datetime
    ended: datetime | None

    def seconds(self, at: datetime) -> int:
        """Count the seconds until it ended, or until now."""
        return int(((self.ended or at) - self.began).total_seconds())


def stage_times(file: CaseFile) -> tuple[Elapsed, ...]:
    """Return the stages a case has come to."""
    steps = [it.step for it in file.events if it.step is not None]
    listed = [it for it in steps if it.paper == file.row.paper]
    found = (_clearance(file, listed), _inspection(listed), *_refunds(file, steps))
    return tuple(it for it in found if it is not None)


def _clearance(file: CaseFile, listed: list[PaperStep]) -> Elapsed:
    released = [it.at for it in listed if it.target == S.RELEASED]
    if released:
        ended: datetime | None = released[-1]
    else:
        ended = file.row.state_at if file.row.state in ENDED else None
    return Elapsed(Stage.CLEARANCE, file.row.lodged_at, ended)


def _inspection(listed: list[PaperStep]) -> Elapsed | None:
    opened = [it for it in listed if it.target == S.EXAMINED]
    if not opened:
        return None
    after = {one: two.at for one, two in pairwise(listed)}
    return Elapsed(Stage.INSPECTION, opened[-1].at, after.get(opened[-1]))


def _refunds(file: CaseFile, steps: list[PaperStep]) -> Iterator[Elapsed]:
    for one in file.followers:
        if one.key.kind is Paper.GOODS_RETURN:
            ends = (it for it in steps if it.paper == one.id and it.target in REFUNDED)
            last = next(ends, None)
            yield Elapsed(Stage.REFUND, one.registered_at, last.at if last else None)
