"""样例 What a sample is: a message of a set, and the sets there are."""

from dataclasses import dataclass
from typing import Any

from tongguan.kit.messages import Message
from tongguan.trade.papers import Firm


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """一份报文 One message: what kind it is, what it says, and who sends it.

    Answers have no sender: they come from the office.
    """

    message: Message
    content: tuple[Any, ...]
    sender: Firm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSet:
    """一套样例 Messages about the same goods, in the order in which they travel."""

    name: str
    chinese: str
    english: str
    sheets: tuple[Sheet, ...]
