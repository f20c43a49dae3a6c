"""What is asked of the board, and what it answers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class Viewer:
    """查看人 Whose eyes these are: an organisation's, or everybody's when None."""

    organisation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """查询条件 Which lists are looked for; what is empty is not asked about.

    `number` is exactly an order, waybill, list or preliminary number. `before` is the
    last list of the page before: lists are shown newest first. `own` are only those
    the viewer has sent itself.
    """

    state: str = ""
    channel: str = ""
    mode: str = ""
    declared_from: date | None = None
    declared_to: date | None = None
    seller: str = ""
    reason: str = ""
    number: str = ""
    own: bool = False
    before: int | None = None
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """待办条件 Which waiting lists an officer wants to see.

    `since` says for each of `states` from when on a list there is not yet overdue.
    `hand` is `mine`, `free` or empty. With an `agency`, only lists it has an order on
    and has not spoken of.
    """

    states: tuple[str, ...]
    since: tuple[datetime, ...]
    day: date
    post: str
    officer: str
    overdue: bool = False
    hand: str = ""
    agency: str = ""
    size: int = PAGE_SIZE


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """清单行 One list as a table shows it; amounts in fen, persons masked."""

    paper: int
    version: int
    state: str
    state_at: datetime
    sender: str
    preliminary_number: str
    number: str | None
    reference: str
    declared_on: date
    mode: str
    customs_office: str
    platform_code: str
    order_number: str
    seller_code: str
    seller_name: str
    declarant_code: str
    carrier_code: str
    waybill_number: str
    guarantor: str
    buyer_mask: str
    goods: str
    value_fen: int
    treatment: str
    tax_fen: int | None
    channel: str
    waiting: list[str]
    reasons: list[str]
    lodged_at: datetime
    decided_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperStep:
    """单证变迁 One move of one paper of a set."""

    paper: int
    name: str
    source: str
    target: str
    actor: str
    reason: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMonth:
    """办理时长 How long the cases of one month stood in a stage, in seconds."""

    month: date
    stage: str
    cases: int
    median: int
    p95: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """回执时延 How long an office's lists waited: p50, p95, p99 in milliseconds."""

    office: str
    lists: int
    first: list[int]
    final: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDay:
    """环节时延 How long a stage took on a day, or in all: p50, p95, p99 in ms."""

    stage: str
    day: date | None
    cases: int
    took: list[int]


class Depth(StrEnum):
    """队列 The queues whose depth is watched."""

    UNREAD = "unread"
    WOKEN = "woken"


@dataclass(frozen=True, slots=True)
class Beat:
    """节拍 How many lists came to one outcome within one second."""

    second: datetime
    outcome: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedPaper:
    """待办单证 A firm's own paper that does not go on, and since when.

    `codes` say why it was rejected, or for which papers it waits.
    """

    paper: int
    kind: str
    key: str
    state: str
    state_at: datetime
    list_number: str
    codes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """一日 How many of a firm's lists were declared, released and rejected."""

    day: date
    declared: int
    released: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceDraw:
    """额度占用 One movement of a buyer's allowance by a firm's own list, in fen."""

    paper: int
    list_number: str
    order_number: str
    buyer_mask: str
    book: str
    kind: str
    fen: int
    at: datetime
