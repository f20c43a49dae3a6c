"""Code tables of the rulebook: what a published code means, and since when.

A table is a CSV page with `code, chinese, english, effective, until, source,
confirmed`, and further columns where a table has more to say. An empty `effective`
means that the first day is not known to us; periods are half-open.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from tongguan.kit.rulebook import TRUTHS, read_table

FIXED = frozenset(
    ("code", "chinese", "english", "effective", "until", "source", "confirmed")
)
FIRST_DAY = date.min
LAST_DAY = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeEntry:
    """代码 One code: its Chinese and English name, its period, where it was read.

    `confirmed` is False where the entry still has to be checked at the source;
    `more` holds what the table says beyond the usual columns.
    """

    code: str
    chinese: str
    english: str
    effective: date
    until: date
    source: str
    confirmed: bool
    more: Mapping[str, str]

    def in_force(self, day: date) -> bool:
        """Tell whether the code may be used on that day."""
        return self.effective <= day < self.until


class CodeTable:
    """代码表 A published table of codes, looked up by code."""

    def __init__(self, page: str, entries: Iterator[CodeEntry]) -> None:
        self.page = page
        self._entries: dict[str, CodeEntry] = {}
        for entry in entries:
            if entry.code in self._entries:
                raise ValueError(f"{page} lists {entry.code} twice.")
            self._entries[entry.code] = entry

    def find(self, code: str) -> CodeEntry | None:
        """Return what the code means, or None when the table does not have it."""
        return self._entries.get(code)

    def name(self, code: str) -> str:
        """Say a code with its Chinese name, or the code alone when not in the table."""
        entry = self._entries.get(code)
        return f"{code} {entry.chinese}" if entry else code

    def search(self, text: str) -> tuple[CodeEntry, ...]:
        """Find entries whose code begins with, or whose names contain, the text."""
        wanted = text.strip().casefold()
        return tuple(
            entry
            for entry in self
            if entry.code.casefold().startswith(wanted)
            or wanted in entry.chinese
            or wanted in entry.english.casefold()
        )

    def __contains__(self, code: object) -> bool:
        return code in self._entries

    def __iter__(self) -> Iterator[CodeEntry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)


@cache
def codes(page: str) -> CodeTable:
    """Load a table such as `units` from the rulebook's codes, once."""
    rows = read_table(f"codes/{page}.csv")
    return CodeTable(page, (_entry(row) for row in rows))


def _entry(row: dict[str, str]) -> CodeEntry:
    since, until = row["effective"], row["until"]
    return CodeEntry(
        code=row["code"],
        chinese=row["chinese"],
        english=row["english"] or row["chinese"],
        effective=date.fromisoformat(since) if since else FIRST_DAY,
        until=date.fromisoformat(until) if until else LAST_DAY,
        source=row["source"],
        confirmed=TRUTHS[row["confirmed"]],
        more={name: text for name, text in row.items() if name not in FIXED},
    )
