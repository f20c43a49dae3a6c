"""理由字数 How much a reason has to say, and how much it may."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from tongguan.kit.dated import Dated
from tongguan.kit.rulebook import load_editions, read_page

REASONS = "identity/reasons.yaml"


class Said(StrEnum):
    """说明种类 What somebody has to say: each kind has lengths of its own."""

    REASON = "reason"
    REMARK = "remark"
    STATEMENT = "statement"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Lengths:
    """字数 The least and the most characters."""

    least: int
    most: int

    def fit(self, text: str) -> bool:
        """Tell whether a text is as long as it should be."""
        return self.least <= len(text) <= self.most


def lengths(kind: Said, day: date) -> Lengths:
    """Return how long such a text must and may be on a day."""
    return _lengths()[kind].on(day).says


@cache
def _lengths() -> dict[Said, Dated[Lengths]]:
    page = read_page(REASONS)["kinds"]
    return {
        kind: load_editions(REASONS, page[kind]["editions"], Lengths) for kind in Said
    }
