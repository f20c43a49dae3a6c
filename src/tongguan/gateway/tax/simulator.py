"""模拟税务 How the stand-in of the tax authority answers."""

from decimal import Decimal

from tongguan.gateway.tax.catalogue import TaxPaymentAnswered, TaxPaymentAsked
from tongguan.plumbing.agencies.model import Outcome

SHORT = Decimal("0.01")


def payment(asked: TaxPaymentAsked, outcome: Outcome) -> TaxPaymentAnswered:
    """Answer about a payment; one that differs is a fen short."""
    total = asked.tax + asked.late_fee
    recorded = {Outcome.AGREES: total, Outcome.DIFFERS: total - SHORT}.get(outcome)
    return TaxPaymentAnswered(id=asked.id, outcome=outcome, recorded_amount=recorded)
