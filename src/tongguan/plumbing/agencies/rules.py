"""How long an agency is left alone after it did not answer."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load

PAGE = "gateway/agencies.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingLaw:
    """查询规则 The numbers of asking."""

    timeout_seconds: int
    rests: tuple[str, ...]


@cache
def asking_law() -> Dated[AskingLaw]:
    """Return the rules of asking, by the day."""
    return load(PAGE, AskingLaw)


def rest(law: AskingLaw, failures: int) -> timedelta:
    """Return how long a line rests after so many failures in a row."""
    last = len(law.rests) - 1
    return timedelta(seconds=int(law.rests[min(max(failures - 1, 0), last)]))
