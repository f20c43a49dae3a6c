"""模拟食品药品监管 How the stand-in of the food and drug authority answers."""

from datetime import timedelta

from tongguan.gateway.market.catalogue import LicenceAnswered, LicenceAsked
from tongguan.plumbing.agencies.model import Outcome

VALID, EXPIRED = "有效", "已过期"
A_YEAR, A_DAY = timedelta(days=365), timedelta(days=1)


def licence(asked: LicenceAsked, outcome: Outcome) -> LicenceAnswered:
    """Answer about a licence; one that differs ended the day before."""
    if outcome is Outcome.UNKNOWN:
        return LicenceAnswered(id=asked.id, outcome=outcome)
    good = outcome is Outcome.AGREES
    return LicenceAnswered(
        id=asked.id,
        outcome=outcome,
        licence_state=VALID if good else EXPIRED,
        valid_until=asked.on + A_YEAR if good else asked.on - A_DAY,
    )
