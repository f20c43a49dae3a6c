"""模拟电信 How the stand-in of the telephone company answers: it brings nothing."""

from tongguan.gateway.telecom.catalogue import TextAnswered, TextAsked
from tongguan.plumbing.agencies.model import Outcome


def text(asked: TextAsked, outcome: Outcome) -> TextAnswered:
    """Take a text."""
    return TextAnswered(id=asked.id, outcome=outcome)
