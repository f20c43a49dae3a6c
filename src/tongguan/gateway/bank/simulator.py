"""模拟银行 How the stand-in of the bank answers; what differs is a fen short."""

from decimal import Decimal

from tongguan.gateway.bank.catalogue import (
    AccountAnswered,
    AccountAsked,
    GuaranteeAnswered,
    GuaranteeAsked,
    PaymentAnswered,
    PaymentAsked,
)
from tongguan.plumbing.agencies.model import Outcome

SHORT = Decimal("0.01")


def payment(asked: PaymentAsked, outcome: Outcome) -> PaymentAnswered:
    """Answer about a payment."""
    received = _known(asked.amount, outcome)
    return PaymentAnswered(id=asked.id, outcome=outcome, received=received)


def account(asked: AccountAsked, outcome: Outcome) -> AccountAnswered:
    """Answer about the name of an account."""
    return AccountAnswered(id=asked.id, outcome=outcome)


def guarantee(asked: GuaranteeAsked, outcome: Outcome) -> GuaranteeAnswered:
    """Answer about a guarantee."""
    covers = _known(asked.limit, outcome)
    return GuaranteeAnswered(id=asked.id, outcome=outcome, covers=covers)


def _known(amount: Decimal, outcome: Outcome) -> Decimal | None:
    return {Outcome.AGREES: amount, Outcome.DIFFERS: amount - SHORT}.get(outcome)
