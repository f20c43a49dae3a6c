"""An announcement as it was written, in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Severity(StrEnum):
    """公告级别 How much an announcement matters."""

    NOTE = "note"
    WARNING = "warning"
    OUTAGE = "outage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """公告 One version: what it says, how grave, to whom, from when until when.

    `audience` are posts; nobody named is everybody, visitors too. Without `until` it
    stands until it is taken back.
    """

    number: int
    version: int
    chinese_title: str
    english_title: str
    chinese: str
    english: str
    severity: Severity
    audience: tuple[str, ...]
    begins: datetime
    until: datetime | None
    taken_back: bool
    written_by: str
    written_at: datetime

    def stands(self, at: datetime) -> bool:
        """Tell whether it is to be shown at an instant."""
        over = self.until is not None and self.until <= at
        return not self.taken_back and self.begins <= at and not over

    def is_for(self, post: str) -> bool:
        """Tell whether it is for somebody in this post; a visitor has none."""
        return not self.audience or post in self.audience


def to_show(
    announcements: Iterable[Announcement], post: str, at: datetime
) -> tuple[Announcement, ...]:
    """Choose those that stand for a post, the gravest and newest first."""
    gravity = list(Severity)
    chosen = [it for it in announcements if it.stands(at) and it.is_for(post)]
    newest = sorted(chosen, key=lambda it: it.written_at, reverse=True)
    return tuple(sorted(newest, key=lambda it: -gravity.index(it.severity)))
