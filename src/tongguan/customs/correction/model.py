"""What is asked of whom, and how far it has come: pure."""

from dataclasses import dataclass
from datetime import datetime

NOT_THERE = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """不一致 One entry of the paper asked about, as its keeper reads it.

    `given` is what the paper says, `expected` what another says; persons are masked.
    """

    code: str
    field: str
    line: int | None = None
    given: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """更正请求 What one firm asks of another about one version of a paper.

    `version` is 0 where the paper is not there yet.
    """

    declaration: int
    kind: str
    owner: str
    number: str
    version: int
    keeper: str
    asker: str
    asked_by: str
    asked_at: datetime
    disagreements: tuple[Disagreement, ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether the paper is asked for, not its correction."""
        return self.version == NOT_THERE


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """已发请求 A request, and whether what was asked for has come.

    `paper` is its number on the register, where it is there; `order_number` and
    `waybill_number` are those of the list.
    """

    request: Request
    order_number: str
    waybill_number: str
    paper: int | None
    answered_at: datetime | None
