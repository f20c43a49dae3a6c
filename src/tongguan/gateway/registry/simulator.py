"""模拟市场监管 How the stand-in of the business registry answers."""

from tongguan.gateway.registry.catalogue import FirmAnswered, FirmAsked
from tongguan.plumbing.agencies.model import Outcome

REPRESENTATIVE = "测试法人"
OPEN, REVOKED = "存续", "吊销"


def firm(asked: FirmAsked, outcome: Outcome) -> FirmAnswered:
    """Answer about a firm; one that differs is revoked."""
    if outcome is Outcome.UNKNOWN:
        return FirmAnswered(id=asked.id, outcome=outcome)
    return FirmAnswered(
        id=asked.id,
        outcome=outcome,
        registered_name=asked.name,
        registered_state=OPEN if outcome is Outcome.AGREES else REVOKED,
        legal_representative=REPRESENTATIVE,
    )
