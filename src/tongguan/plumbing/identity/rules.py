"""登录限制 How often a sign-in may fail before it must wait.

A name is guarded against those who guess its password from many places, an address
against those who try many names. Whoever signs in clears the name, not the address:
else an account of one's own would pay for endless guesses at others'.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil

WINDOW = timedelta(minutes=15)
PER_ACCOUNT, PER_ADDRESS = 5, 20


def seconds_to_wait(failures: Sequence[datetime], limit: int, at: datetime) -> int:
    """登录等待 Say how long one must wait; 0 when one may try.

    `failures` are the latest ones, in any order.
    """
    recent = sorted(failed for failed in failures if failed > at - WINDOW)
    if len(recent) < limit:
        return 0
    return ceil((recent[-limit] + WINDOW - at).total_seconds())
