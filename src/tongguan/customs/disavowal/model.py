"""The nouns of a disowned purchase: the report, and every step of it."""

from dataclasses import dataclass
from datetime import date, datetime

from tongguan.customs.disavowal.lifecycle import OPEN, DisavowalState


@dataclass(frozen=True, slots=True)
class Terms:
    """期限 How long a purchase may be disowned, and how soon that is answered."""

    report_days: int
    answer_days: int
    appeal_days: int
    second_answer_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Disavowal:
    """否认购买 One report about one list, by the person it names as its buyer."""

    id: int
    paper: int
    person: bytes
    state: DisavowalState
    reported_at: datetime
    state_at: datetime
    due_on: date
    list_number: str = ""
    order_number: str = ""
    platform_code: str = ""
    seller_name: str = ""
    buyer_mask: str = ""
    value_fen: int = 0

    @property
    def number(self) -> str:
        """The number people know a report by."""
        return f"FR{self.id:08d}"

    @property
    def is_open(self) -> bool:
        """Whether somebody has still to answer."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """经过 One step of a report: who took it, and in what words."""

    name: str
    source: str
    target: str
    actor: str
    by: str
    words: str
    at: datetime
