"""时钟 The one place that asks the time; business days are Asia/Shanghai."""

from collections.abc import Callable
from datetime import date, datetime

from tongguan.kit.moments import SHANGHAI

__all__ = ["SHANGHAI", "Clock", "now", "today"]

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present instant with the Shanghai offset."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """Return the present business day."""
    return now().date()
