"""登录限制 How often a sign-in may fail before it must wait, as the rulebook says.

A name is guarded against those who guess its password from many places, an address
against those who try many names. Whoever signs in clears the name, not the address:
else an account of one's own would pay for endless guesses at others'.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from math import ceil

from tongguan.kit.dated import Dated
from tongguan.kit.moments import SHANGHAI
from tongguan.kit.rulebook import load


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInLaw:
    """登录规则 The failures that are borne in a time, and how long steps may take."""

    window_minutes: int
    per_account: int
    per_address: int
    halfway_seconds: int
    challenge_seconds: int

    @property
    def window(self) -> timedelta:
        """The time in which failures count."""
        return timedelta(minutes=self.window_minutes)


@cache
def _sign_in_law() -> Dated[SignInLaw]:
    return load("identity/signing_in.yaml", SignInLaw)


def sign_in_law(at: datetime) -> SignInLaw:
    """Return what holds at an instant."""
    return _sign_in_law().on(at.astimezone(SHANGHAI).date()).says


def seconds_to_wait(failures: Sequence[datetime], limit: int, at: datetime) -> int:
    """登录等待 Say how long one must wait; 0 when one may try.

    `failures` are the latest ones, in any order.
    """
    window = sign_in_law(at).window
    recent = sorted(failed for failed in failures if failed > at - window)
    if len(recent) < limit:
        return 0
    return ceil((recent[-limit] + window - at).total_seconds())
