"""模拟部门 A stand-in for an agency: the end of a name chooses what it answers.

| ends in | what happens |
|---|---|
| `异` or `-D` | it differs |
| `无` or `-U` | it is unknown |
| `断` or `-X` | away (503) twice, then it agrees |
| `慢` or `-S` | no answer in time, twice, then it agrees |
| `乱` or `-G` | an answer nobody can read |
| anything else | it agrees |
"""

import time
from collections import Counter
from enum import Enum

import msgspec

from tongguan.gateway.agencies.channel import AwayError, RefusedError
from tongguan.gateway.agencies.contract import Contract
from tongguan.plumbing.agencies.model import Outcome

MISSES = 2
SLOW_SECONDS = 8.0


class Trigger(Enum):
    """触发 The ends of names that ask for an outcome."""

    DIFFERS = ("异", "-D")
    UNKNOWN = ("无", "-U")
    DOWN = ("断", "-X")
    SLOW = ("慢", "-S")
    GARBLED = ("乱", "-G")


OUTCOMES = {Trigger.DIFFERS: Outcome.DIFFERS, Trigger.UNKNOWN: Outcome.UNKNOWN}


def trigger_in(name: str) -> Trigger | None:
    """Return what a name asks for."""
    return next((it for it in Trigger if name.endswith(it.value)), None)


class Stand:
    """模拟部门 Answers by the contract; the same question gets the same answer."""

    def __init__(self, contract: Contract, slow_seconds: float = 0) -> None:
        self.contract = contract
        self._slow_seconds = slow_seconds
        self._missed: Counter[str] = Counter()

    def ask(self, subject: str, question: str, body: bytes) -> bytes:
        """Answer one question, or be away, as its name asks for."""
        exchange = next(
            (it for name, it in self.contract.exchanges.items() if name == subject),
            None,
        )
        if exchange is None:
            raise RefusedError(f"{subject} is not asked here")
        try:
            asked = msgspec.json.decode(body, type=exchange.asked)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise RefusedError(str(fault)) from None
        trigger = trigger_in(asked.name)
        if trigger in {Trigger.DOWN, Trigger.SLOW}:
            self._miss(trigger, question)
        if trigger is Trigger.GARBLED:
            return b"\x00{"
        outcome = OUTCOMES.get(trigger, Outcome.AGREES) if trigger else Outcome.AGREES
        return msgspec.json.encode(exchange.simulate(asked, outcome))

    def _miss(self, trigger: Trigger, question: str) -> None:
        self._missed[question] += 1
        if self._missed[question] <= MISSES:
            time.sleep(self._slow_seconds if trigger is Trigger.SLOW else 0)
            raise AwayError(f"simulated: {trigger.name.lower()}")
