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


class AccountAsked(Asked, frozen=True, kw_only=True):
    """户名核对 Is this account in this name?"""

    account: str


class AccountAnswered(Answered, frozen=True, kw_only=True):
    """核对结果 It is, it is in another name, or there is none."""


class GuaranteeAsked(Asked, frozen=True, kw_only=True):
    """保函查询 Does the guarantee given for this firm cover as much?"""

    guarantor: str
    limit: Decimal


class GuaranteeAnswered(Answered, frozen=True, kw_only=True):
    """保函情况 What it covers."""

    covers: Decimal | None = None
