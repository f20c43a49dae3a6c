"""汇总 What a demonstration came to, as a table for people and as one object."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rich.console import Console
from rich.table import Table

from tongguan.demo.faults import Ending
from tongguan.demo.judging import Case, Judge, Reason
from tongguan.trade.money import ZERO
from tongguan.trade.papers import Person

REFUSALS = {Ending.REJECTED, Ending.REFUSED, Ending.REPEATED}
WAITS = {Ending.WAITING, Ending.SUSPENDED}
TAKES = {Ending.RELEASED, Ending.REVIEW, Ending.EXAMINED}
MOST_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """演示结果 How many lists ended how, why, and whether every fault was found.

    `amiss` says, in a line each, which faults were missed and which clean lists did not
    pass; it is empty when all is as it should be. `shopper` bought the most.
    """

    lists: int
    endings: Counter[Ending]
    reasons: dict[Reason, int]
    tax_total: Decimal
    allowance_used: Decimal
    receipts: int
    seconds: float
    faults_planted: int
    faults_found: int
    kinds: dict[str, tuple[int, int]]
    amiss: tuple[str, ...]
    shopper: Person | None = None

    @property
    def released(self) -> int:
        """Lists released."""
        return self.endings[Ending.RELEASED]

    @property
    def rejected(self) -> int:
        """Lists rejected: by a check, unreadable, or repeated."""
        return sum(self.endings[ending] for ending in REFUSALS)

    @property
    def waiting(self) -> int:
        """Lists that wait for a paper, or for their guarantee."""
        return sum(self.endings[ending] for ending in WAITS)

    @property
    def lists_per_second(self) -> float:
        """How many lists got an answer in a second, from the first one sent."""
        answered = self.lists - self.waiting
        return round(answered / self.seconds, 1) if self.seconds else 0.0

    def as_json(self) -> dict[str, Any]:
        """Return the summary as one object; amounts are text."""
        return {
            "lists": self.lists,
            "released": self.released,
            "review": self.endings[Ending.REVIEW],
            "examined": self.endings[Ending.EXAMINED],
            "rejected": self.rejected,
            "waiting": self.waiting,
            "tax_total": str(self.tax_total),
            "allowance_used": str(self.allowance_used),
            "receipts": self.receipts,
            "seconds": round(self.seconds, 2),
            "lists_per_second": self.lists_per_second,
            "faults_planted": self.faults_planted,
            "faults_found": self.faults_found,
            "amiss": list(self.amiss),
        }


def sum_up(judge: Judge, seconds: float) -> Summary:
    """Sum up what the judge has heard."""
    cases = judge.cases
    faulty = [case for case in cases if case.parcel.fault]
    taken = (case.parcel.assessment for case in cases if case.ending in TAKES)
    return Summary(
        lists=len(cases),
        endings=Counter(case.ending for case in cases),
        reasons=_reasons(cases),
        tax_total=judge.tax,
        allowance_used=sum((it.counted_against_allowance for it in taken), ZERO),
        receipts=judge.receipts,
        seconds=seconds,
        faults_planted=len(faulty),
        faults_found=sum(case.found for case in faulty),
        kinds=_kinds(faulty),
        amiss=tuple(_amiss(case) for case in cases if not case.as_it_should_be),
        shopper=_shopper(cases),
    )


def _shopper(cases: Iterable[Case]) -> Person | None:
    """Return the buyer to whom most was released."""
    released = (it for it in cases if it.ending is Ending.RELEASED)
    times = Counter(it.parcel.purchase.buyer.person for it in released)
    return max(times, key=times.__getitem__, default=None)


def _reasons(cases: Iterable[Case]) -> dict[Reason, int]:
    """Count rejections by the finding that comes first, with its text in one case."""
    times: Counter[str] = Counter()
    texts: dict[str, str] = {}
    for case in cases:
        if case.ending in REFUSALS:
            code, text = next(iter(case.reasons), ("", ""))
            if case.ending is Ending.REPEATED and case.parcel.fault:
                code, text = case.parcel.fault.signs[0], case.parcel.fault.chinese
            times[code] += 1
            texts.setdefault(code, text)
    return {(code, texts[code]): count for code, count in times.most_common()}


def _kinds(faulty: Iterable[Case]) -> dict[str, tuple[int, int]]:
    """Count what was planted and found of every kind of fault."""
    planted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for case in faulty:
        assert case.parcel.fault, "a faulty case has its fault"
        name = f"{case.parcel.fault.chinese} {case.parcel.fault.name}"
        planted[name] += 1
        found[name] += case.found
    return {name: (count, found[name]) for name, count in planted.items()}


def _amiss(case: Case) -> str:
    planted = case.parcel.fault.name if case.parcel.fault else "clean"
    number = case.parcel.dossier.declaration.order_number
    heard = ", ".join(sorted(case.told)) or "-"
    return f"{number}: {planted} -> {case.ending} ({heard})"


def show(summary: Summary, console: Console) -> None:
    """Print the summary for a person."""
    console.print(_totals(summary))
    if summary.reasons:
        console.print(_table("退单原因 Rejected, by reason", _reason_rows(summary)))
    rows = [
        (name, f"{found} / {planted}")
        for name, (planted, found) in summary.kinds.items()
    ]
    console.print(_table("埋设差错 Planted faults, found / planted", rows))
    for line in summary.amiss[:MOST_NAMED]:
        console.print(f"[red]不符 amiss[/red] {line}", highlight=False)


def _reason_rows(summary: Summary) -> list[tuple[str, str]]:
    return [
        (f"{code}  {text}", str(count))
        for (code, text), count in summary.reasons.items()
    ]


def _totals(summary: Summary) -> Table:
    endings = summary.endings
    return _table(
        "演示汇总 Demonstration",
        [
            ("清单 lists", f"{summary.lists:,}"),
            ("放行 released", f"{summary.released:,}"),
            ("人工审核 in review", f"{endings[Ending.REVIEW]:,}"),
            ("查验 for examination", f"{endings[Ending.EXAMINED]:,}"),
            ("退单 rejected", f"{summary.rejected:,}"),
            ("等待 waiting", f"{summary.waiting:,}"),
            ("税款 tax (CNY)", f"{summary.tax_total:,}"),
            ("占用额度 allowance used (CNY)", f"{summary.allowance_used:,}"),
            ("回执 receipts", f"{summary.receipts:,}"),
            ("用时 seconds", f"{summary.seconds:.1f}"),
            ("清单/秒 lists per second", f"{summary.lists_per_second:,}"),
            (
                "差错 faults found / planted",
                f"{summary.faults_found} / {summary.faults_planted}",
            ),
        ],
    )


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    table.add_column(overflow="fold")
    table.add_column(justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    return table
