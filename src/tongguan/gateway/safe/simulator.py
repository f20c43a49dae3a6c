"""模拟外汇管理 How the stand-in of the foreign exchange authority answers."""

from tongguan.gateway.safe.catalogue import ProceedsAnswered, ProceedsAsked
from tongguan.plumbing.agencies.model import Outcome


def proceeds(asked: ProceedsAsked, outcome: Outcome) -> ProceedsAnswered:
    """Answer a declaration; its number is made of the question's."""
    taken = outcome is Outcome.AGREES
    number = f"SJ{asked.id.replace('-', '')[:12].upper()}" if taken else ""
    return ProceedsAnswered(id=asked.id, outcome=outcome, declaration=number)
