"""工况 How the stand-in behaves as a whole: normal, slow, double11."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """工况 Which day the stand-in has."""

    NORMAL = "normal"
    SLOW = "slow"
    DOUBLE11 = "double11"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """表现 What a mode means, in seconds and shares.

    `latency` passes before every answer of the door, `delay` before the customs
    speaks. Receipts leave in bursts, every `burst` seconds. Of a hundred calls,
    `throttled` are sent away with 429 or 503 and told to come again after `retry`.
    """

    latency: float = 0.0
    delay: int = 0
    burst: int = 0
    throttled: int = 0
    retry: int = 1


BEHAVIOURS = {
    Mode.NORMAL: Behaviour(),
    Mode.SLOW: Behaviour(latency=2.0, delay=30),
    Mode.DOUBLE11: Behaviour(latency=0.2, burst=5, throttled=30),
}
