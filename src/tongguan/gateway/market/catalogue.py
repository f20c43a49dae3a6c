"""许可报文 What is said to the food and drug authority, and what it says."""

from datetime import date

from tongguan.gateway.agencies.contract import Answered, Asked


class LicenceAsked(Asked, frozen=True, kw_only=True):
    """许可查询 Is this licence in force on a day for these goods of this holder?"""

    licence: str
    holder: str
    hs_code: str
    on: date


class LicenceAnswered(Answered, frozen=True, kw_only=True):
    """许可情况 The state of the licence and its last day."""

    licence_state: str = ""
    valid_until: date | None = None
