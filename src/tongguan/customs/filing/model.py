"""正面清单 The goods admitted to retail import, as the list stood on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

TARIFF_LINE = 8


class Remark(StrEnum):
    """备注类别 The kinds of condition the list attaches to a code."""

    NONE = ""
    MODE = "mode"
    YEARLY = "yearly"
    NAME = "name"
    EXCLUSION = "exclusion"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """清单税号 One row of the list: a code and the condition it is admitted on.

    A code of fewer than eight digits stands for a heading of which only part is listed.
    """

    code: str
    remark: Remark
    parameter: str
    chinese: str
    english: str
    confirmed: bool

    @property
    def is_partial(self) -> bool:
        """Tell whether only part of the heading is listed."""
        return len(self.code) < TARIFF_LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class NeverListed:
    """从未列入 A heading that was never on the list, and what it holds."""

    code: str
    chinese: str
    english: str


class PositiveList:
    """正面清单 The list as it stood on one day, as far as it is loaded.

    `lines` counts the eight-digit codes the notice printed, `loaded` those held here.
    """

    def __init__(
        self, listings: Iterable[Listing], never: Iterable[NeverListed], *, lines: int
    ) -> None:
        self.lines = lines
        self._never = {it.code: it for it in never}
        self._listings: dict[str, tuple[Listing, ...]] = {}
        for it in listings:
            self._listings[it.code] = (*self._listings.get(it.code, ()), it)
        limited = (code for code, rows in self._listings.items() if _is_limited(rows))
        self._limited = tuple(limited)
        self.loaded = sum(len(code) == TARIFF_LINE for code in self._listings)
        self._lengths = sorted({len(code) for code in self._listings}, reverse=True)
        self._never_lengths = sorted({len(code) for code in self._never})

    @property
    def complete(self) -> bool:
        """Tell whether every code the notice printed is loaded."""
        return self.loaded >= self.lines

    def find(self, hs_code: str) -> tuple[Listing, ...]:
        """Return the rows for a code, the most particular ones; empty when none."""
        for length in self._lengths:
            if found := self._listings.get(hs_code[:length]):
                return found
        return ()

    def may_limit(self, hs_code: str) -> bool:
        """Tell whether a row that begins like a code may set it a yearly amount."""
        return hs_code.startswith(self._limited)

    def find_never(self, hs_code: str) -> NeverListed | None:
        """Return the heading that keeps a code off every list, if there is one."""
        for length in self._never_lengths:
            if found := self._never.get(hs_code[:length]):
                return found
        return None


def _is_limited(rows: Iterable[Listing]) -> bool:
    return any(it.remark is Remark.YEARLY for it in rows)
