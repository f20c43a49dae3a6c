"""重办结果 What another rulebook would change: counts, amounts, reasons, examples."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from tongguan.journeys.decision import Outcome
from tongguan.journeys.replay.columns import codes_in
from tongguan.journeys.replay.plain import NOTICES
from tongguan.trade.money import in_yuan

EXAMPLES = 10
Pair = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """汇总 What was seen so far; taxes are those of lists that are let in, in fen."""

    lists: int = 0
    one_by_one: int = 0
    changed: int = 0
    tax_changed: int = 0
    tax: tuple[int, int] = (0, 0)
    unknown: tuple[int, int] = (0, 0)
    outcomes: Counter[Pair] = field(default_factory=Counter)
    treatments: Counter[Pair] = field(default_factory=Counter)
    found: Counter[tuple[int, int]] = field(default_factory=Counter)
    examples: list[dict[str, Any]] = field(default_factory=list)

    def add(self, compared: pl.DataFrame) -> None:
        """Count lists that were decided again."""
        self.lists += compared.height
        self.one_by_one += compared.height - int(compared["fits"].sum())
        before, after = taxes(compared, ""), taxes(compared, "_now")
        self.tax = (self.tax[0] + before[0], self.tax[1] + after[0])
        self.unknown = (self.unknown[0] + before[1], self.unknown[1] + after[1])
        other = compared.filter("changed")
        self.changed += other.height
        other_tax = pl.col("tax").ne_missing(pl.col("tax_now"))
        self.tax_changed += other.filter(other_tax).height
        self._count(other)
        self.examples += changes(other.head(EXAMPLES - len(self.examples)))

    def _count(self, changed: pl.DataFrame) -> None:
        for name, pairs in (
            ("outcome", self.outcomes),
            ("treatment", self.treatments),
            ("law", self.found),
        ):
            both = changed.group_by(name, f"{name}_now").len()
            for was, now, lists in both.iter_rows():
                if was != now:
                    pairs[was, now] += lists

    def told(self) -> dict[str, Any]:
        """Say it as plain values, amounts in yuan."""
        before, after = self.tax
        return {
            "lists": self.lists,
            "one_by_one": self.one_by_one,
            "changed": self.changed,
            "tax_changed": self.tax_changed,
            "tax": {
                "before": str(in_yuan(before)),
                "after": str(in_yuan(after)),
                "difference": str(in_yuan(after - before)),
            },
            "tax_unknown": dict(zip(("before", "after"), self.unknown, strict=True)),
            "outcomes": pairs_told(self.outcomes),
            "treatments": pairs_told(self.treatments),
            "findings": list(self.findings()),
            "examples": self.examples,
        }

    def findings(self) -> Iterator[dict[str, Any]]:
        """Name the findings that come or go, the most frequent first."""
        appears, disappears = Counter[str](), Counter[str]()
        for (was, now), lists in self.found.items():
            appears.update(dict.fromkeys(codes_in(now & ~was), lists))
            disappears.update(dict.fromkeys(codes_in(was & ~now), lists))
        for code, _ in (appears + disappears).most_common():
            yield {
                "code": code,
                "zh": worded(NOTICES[code].chinese),
                "en": worded(NOTICES[code].english),
                "appears": appears[code],
                "disappears": disappears[code],
            }


def taxes(compared: pl.DataFrame, suffix: str) -> tuple[int, int]:
    """Add up the tax of lists that are let in; count those whose tax is unknown."""
    tax = pl.col(f"tax{suffix}")
    let_in = compared.filter(pl.col(f"outcome{suffix}") != Outcome.REJECT.value)
    total, unknown = let_in.select(tax.sum(), unknown=tax.is_null().sum()).row(0)
    return total, unknown


def changes(compared: pl.DataFrame) -> list[dict[str, Any]]:
    """Say what changes of every list of which anything does."""
    return [change_of(it) for it in compared.filter("changed").iter_rows(named=True)]


def change_of(row: dict[str, Any]) -> dict[str, Any]:
    """Say what changes of one list."""
    was, now = row["law"], row["law_now"]
    return {
        "number": row["number"],
        "day": str(row["declared_on"]),
        "outcome": (row["outcome"], row["outcome_now"]),
        "treatment": (row["treatment"], row["treatment_now"]),
        "dutiable": (yuan(row["dutiable"]), yuan(row["dutiable_now"])),
        "tax": (yuan(row["tax"]), yuan(row["tax_now"])),
        "appears": list(codes_in(now & ~was)),
        "disappears": list(codes_in(was & ~now)),
    }


def yuan(fen: int | None) -> str | None:
    """Say an amount in yuan, if it is known."""
    return None if fen is None else str(in_yuan(fen))


def pairs_told(pairs: Counter[Pair]) -> list[dict[str, Any]]:
    """Say what became what how often, the most frequent first."""
    return [
        {"before": was, "after": now, "lists": lists}
        for (was, now), lists in pairs.most_common()
    ]


def worded(text: str) -> str:
    """Say what a notice says, whatever values it would quote."""
    return text.format(given="…", expected="…")
