"""收汇报文 What is said to the foreign exchange authority, and what it says."""

from datetime import datetime
from decimal import Decimal

from tongguan.gateway.agencies.contract import Answered, Asked


class ProceedsAsked(Asked, frozen=True, kw_only=True):
    """收汇申报 Money came in for an export order."""

    seller: str
    order: str
    amount: Decimal
    currency: str
    received_at: datetime
    transaction: str = ""


class ProceedsAnswered(Answered, frozen=True, kw_only=True):
    """申报情况 Whether the declaration is taken, and under which number."""

    declaration: str = ""
