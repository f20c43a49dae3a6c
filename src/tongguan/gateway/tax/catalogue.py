"""缴税报文 What is said to the tax authority, and what it says."""

from datetime import date
from decimal import Decimal

from tongguan.gateway.agencies.contract import Answered, Asked


class TaxPaymentAsked(Asked, frozen=True, kw_only=True):
    """缴税告知 A payment notice was paid; amounts in yuan."""

    notice: str
    payer: str
    tax: Decimal
    late_fee: Decimal
    paid_on: date


class TaxPaymentAnswered(Answered, frozen=True, kw_only=True):
    """入库情况 Whether the payment is on the taxpayer's record."""

    recorded_amount: Decimal | None = None
