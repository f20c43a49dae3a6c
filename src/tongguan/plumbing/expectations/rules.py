"""When something is due, and when its being late is an alarm: by the day's rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load

PAGE = "gateway/expectations.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectationLaw:
    """回执时限 What a sender may expect."""

    read_seconds: int
    decision_seconds: int
    silence_minutes: int
    waiting_hours: int

    @property
    def silence(self) -> timedelta:
        """How long nothing may be said before it is an alarm."""
        return timedelta(minutes=self.silence_minutes)


@cache
def expectations() -> Dated[ExpectationLaw]:
    """Return the rules, by the day."""
    return load(PAGE, ExpectationLaw)


def law_at(at: datetime) -> ExpectationLaw:
    """Return the rules of an instant's own day."""
    return expectations().on(at.date()).says


def waits_until(lodged_at: datetime) -> datetime:
    """Return until when a list that was lodged then may wait for its papers."""
    return lodged_at + timedelta(hours=law_at(lodged_at).waiting_hours)


def shortest_wait() -> timedelta:
    """Return the shortest time any list may wait, whenever it was lodged."""
    hours = min(edition.says.waiting_hours for edition in expectations())
    return timedelta(hours=hours)
