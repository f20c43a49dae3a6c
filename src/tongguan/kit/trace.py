"""Workings: how a result was reached, one readable step after another.

A step says what was worked out, in Chinese and English, the formula with its numbers,
the result, and where the rule stands written. Steps are values: they are shown on
pages, put into answers and compared in tests.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tongguan.kit.dated import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a reckoning; `line` counts goods items from 1, 0 is the whole.

    `result` is None when the step could not be taken; its formula then says why.
    `formula_english` is the formula again where it has words in it, else empty.
    """

    chinese: str
    english: str
    formula: str
    result: str | None
    cites: str = ""
    confirmed: bool = True
    line: int = 0
    formula_english: str = ""

    def plain(self) -> dict[str, Any]:
        """Say the step as plain values, ready for JSON."""
        again = self.formula_english
        english = {"formula_en": again} if again not in ("", self.formula) else {}
        return {
            "line": self.line or None,
            "label": {"zh": self.chinese, "en": self.english},
            "formula": self.formula,
            **english,
            "result": self.result,
            "cites": self.cites,
            "confirmed": self.confirmed,
        }


@dataclass(frozen=True, slots=True)
class Source:
    """Which edition of which rulebook page a number was read from."""

    page: str
    effective: str
    cites: str
    confirmed: bool = True


def source(page: str, edition: Edition[Any]) -> Source:
    """Name an edition of a page."""
    return Source(page, str(edition.effective), edition.cites, edition.confirmed)


def plain(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Say all the steps as plain values, ready for JSON."""
    return [step.plain() for step in steps]
