"""A switch of a feature, with both who wanted it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """功能开关 A feature is on or off from an instant; why, and by which two."""

    proposal: int
    feature: str
    on: bool
    begins: datetime
    reason: str
    first: str
    second: str
    made_at: datetime
