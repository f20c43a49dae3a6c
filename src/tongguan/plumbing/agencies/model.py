"""The nouns of asking: an agency, a question to it, the line it is asked over."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Agency(StrEnum):
    """外部门 An agency that is asked; its value names it everywhere."""

    POLICE = "police"
    REGISTRY = "registry"
    TAX = "tax"
    SAFE = "safe"
    BANK = "bank"
    MARKET = "market"
    TELECOM = "telecom"


class Subject(StrEnum):
    """事项 What an agency is asked about."""

    IDENTITY = "identity"
    FIRM = "firm"
    PAYMENT = "payment"
    PROCEEDS = "proceeds"
    GUARANTEE = "guarantee"
    LICENCE = "licence"
    ACCOUNT = "account"
    TEXT = "text"


class Outcome(StrEnum):
    """结果 What an answer comes to; only the first agrees."""

    AGREES = "agrees"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


class QuestionState(StrEnum):
    """状态 How far a question has come; a refused one waits for a person."""

    PENDING = "pending"
    ANSWERED = "answered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """查询 One question; `about` says what of, `content` is sealed."""

    id: str
    agency: str
    subject: str
    about: str
    content: bytes
    state: str
    created_at: datetime
    attempts: int = 0
    trouble: str = ""
    outcome: str = ""
    answered_at: datetime | None = None
    digest: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """应答 What came back, as it came, and what it comes to."""

    outcome: Outcome
    body: bytes
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStanding:
    """线路 How the line to an agency stands, and what waits for it."""

    agency: str
    used: bool
    failures: int
    rests_until: datetime
    trouble: str
    pending: int
    refused: int
    oldest: datetime | None
