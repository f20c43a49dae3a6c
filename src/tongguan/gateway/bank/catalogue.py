"""银行报文 What is said to the bank, and what it says; amounts in yuan."""

from datetime import date
from decimal import Decimal

from tongguan.gateway.agencies.contract import Answered, Asked


class PaymentAsked(Asked, frozen=True, kw_only=True):
    """到账查询 Did this payment of a notice come in?"""

    notice: str
    payer: str
    amount: Decimal
    paid_on: date


class PaymentAnswered(Answered, frozen=True, kw_only=True):
    """到账情况 What came in."""

    received: Decimal | None = None


class GuaranteeAsked(Asked, frozen=True, kw_only=True):
    """保函查询 Does the guarantee given for this firm cover as much?"""

    guarantor: str
    limit: Decimal


class GuaranteeAnswered(Answered, frozen=True, kw_only=True):
    """保函情况 What it covers."""

    covers: Decimal | None = None
