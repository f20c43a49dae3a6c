"""Things the law has said differently over time.

A rate, a list and a formula all change on a day named in a notice. `Dated` holds
every edition in order and answers one question: what was in force on this day?
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class NotInForceError(LookupError):
    """No edition was in force on that day."""


@dataclass(frozen=True, slots=True)
class Edition(Generic[T]):
    """What one notice said, from the day it took effect.

    `confirmed` is False where the number still has to be confirmed at the source.
    """

    effective: date
    cites: str
    says: T
    confirmed: bool = True


class Dated(Generic[T]):
    """Every edition of one thing, oldest first."""

    def __init__(self, editions: Sequence[Edition[T]]) -> None:
        starts = [edition.effective for edition in editions]
        if starts != sorted(set(starts)):
            raise ValueError(f"Editions must ascend by effective date: {starts}")
        self._editions = tuple(editions)
        self._starts = starts

    def on(self, day: date) -> Edition[T]:
        """Return the edition in force on `day`; raise NotInForceError before all."""
        index = bisect_right(self._starts, day)
        if index == 0:
            raise NotInForceError(f"Nothing was in force on {day}.")
        return self._editions[index - 1]

    def __iter__(self) -> Iterator[Edition[T]]:
        return iter(self._editions)
