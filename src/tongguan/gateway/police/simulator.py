"""模拟公安 How the stand-in of the police answers."""

from tongguan.gateway.police.catalogue import IdentityAnswered, IdentityAsked
from tongguan.plumbing.agencies.model import Outcome


def identity(asked: IdentityAsked, outcome: Outcome) -> IdentityAnswered:
    """Answer about an identity."""
    return IdentityAnswered(id=asked.id, outcome=outcome)
