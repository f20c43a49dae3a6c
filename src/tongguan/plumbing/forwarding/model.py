"""What is forwarded, and how the line to the customs stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tongguan.trade.kinds import Paper


class Fate(StrEnum):
    """下落 What became of a receipt of the customs."""

    APPLIED = "applied"
    NOTED = "noted"
    LATE = "late"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """待转报 One version of a paper to be forwarded."""

    paper: int
    version: int
    kind: Paper
    keys: Mapping[str, str]
    preliminary_number: str
    guid: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """转报单证 One version of a paper on its way, and what was said of it last."""

    id: int
    paper: int
    version: int
    kind: str
    keys: Mapping[str, str]
    preliminary_number: str
    number: str
    guid: str
    state: str
    body: bytes | None
    status: str
    told_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """上游回执 A receipt of the customs as it is kept: its form, key and content."""

    guid: str
    form: str
    key: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """处置 What became of one receipt, why, and of which paper it spoke."""

    guid: str
    fate: Fate
    reason: str = ""
    paper: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """搁置回执 A receipt nobody could apply, shown until somebody has looked."""

    guid: str
    form: str
    key: str
    content: Mapping[str, Any]
    received_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """上游状况 What waits for the customs, and when it answered last."""

    waiting: int
    oldest: datetime | None
    aside: int
    contact_at: datetime | None
    failing_since: datetime | None
    trouble: str
