"""给消费者的说明 What a code means for the person who bought, in one sentence."""

from functools import cache

from tongguan.kit.breaches import Texts
from tongguan.kit.rulebook import read_page

PAGE = "errors/consumers.yaml"


@cache
def for_consumer(code: str) -> Texts:
    """Say what a code means for a buyer: by the longest beginning it has."""
    said = read_page(PAGE)["codes"]
    longest = max((name for name in said if code.startswith(name)), key=len)
    return said[longest]["zh"], said[longest]["en"]
