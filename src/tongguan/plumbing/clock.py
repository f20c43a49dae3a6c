"""时钟 The one place that asks the time; business days are Asia/Shanghai.

China has kept one offset without summer time since 1991, and no paper here is older,
so the offset is written down instead of depending on a time-zone database.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present instant with the Shanghai offset."""
    return datetime.now(SHANGHAI)


def today() -> date:
    """Return the present business day."""
    return now().date()
