"""The desk a paper is handed in at: shared checks, told for one kind of paper.

Four kinds of paper share most of what may be wrong with them. A shared check is
written once, as a notice and a rule over entries that are named by their path
(`buyer.id_number`, `lines.unit`); each room names the entries of its own paper.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from tongguan.kit.checks import (
    Check,
    Clause,
    Difference,
    Look,
    Notice,
    Place,
    rests_on,
)
from tongguan.kit.fold import taking
from tongguan.trade.masks import mask_address, mask_id, mask_name, mask_telephone
from tongguan.trade.papers import AnyPaper
from tongguan.trade.registry import Lodgement

P = TypeVar("P", bound=AnyPaper)
Rule = Callable[[Lodgement[P]], Iterable[Difference]]
Entry = tuple[str, int | None, Any]
OF_LINES = "lines."
MASKS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("buyer.name", "payer.name", "consignee.name"), mask_name),
    **dict.fromkeys(("buyer.id_number", "payer.id_number"), mask_id),
    "buyer.telephone": mask_telephone,
    "payer.telephone": mask_telephone,
    "consignee.telephone": mask_telephone,
    "consignee.address": mask_address,
    "address": mask_address,
}
SPECIFICATION = Clause("《海关跨境统一版系统企业对接报文规范》")
GACC_2018_194 = Clause("海关总署公告2018年第194号")


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """要求 What an entry must be by itself, and what is told of one that is not.

    A demand `of_codes` looks at codes, which are the same on paper after paper. What
    is asked of many entries may be asked of all at once, where that is quicker.
    """

    notice: Notice
    holds: Callable[[Any], object]
    told: Callable[[str, Any], tuple[str, str]]
    of_codes: bool = False
    at_once: Callable[[list[Any]], bool] | None = None


def on_paper(*paths: str) -> Callable[[Check[Any]], Check[Any]]:
    """Say on which entries of a lodged paper alone a check rests."""
    return rests_on(*(f"paper.{path}" for path in paths))


@dataclass(frozen=True)
class Desk(Generic[P]):
    """受理窗口 Where one kind of paper is checked, and the code its receipts use."""

    paper: str
    receipt: str

    def every(self, demand: "Demand", *paths: str) -> Check[Lodgement[P]]:
        """Make one demand of each of these entries that is filled in."""
        read, holds, told = self.entries(*paths), demand.holds, demand.told

        def is_met(lodgement: Lodgement[P]) -> Iterator[Difference]:
            for field, line, value in read(lodgement.paper):
                if not holds(value):
                    yield Difference(self.place(field, line), *told(field, value))

        asked = self.check(demand.notice, is_met, *paths)
        if demand.of_codes:
            return on_paper(*paths)(asked)
        return replace(asked, look=_all_meet(demand, paths))

    def check(
        self,
        notice: Notice,
        rule: Rule[P],
        *paths: str,
        receipt: str | None = None,
    ) -> Check[Lodgement[P]]:
        """Apply a shared notice to entries, under the code this paper is told by."""
        about = tuple(self.place(path) for path in paths)
        return Check(replace(notice, receipt=receipt or self.receipt), rule, about)

    def place(self, field: str, line: int | None = None) -> Place:
        """Point at an entry of this paper."""
        return Place(self.paper, field, line)

    def entries(self, *paths: str) -> Callable[[P], Iterator[Entry]]:
        """Read the named entries of a paper, skipping those that were left out."""
        heads = [path for path in paths if not path.startswith(OF_LINES)]
        lines = [path.removeprefix(OF_LINES) for path in paths if path not in heads]
        of_head, of_line = _values(heads), _values(lines)

        def read(paper: Any) -> Iterator[Entry]:
            for field, value in zip(heads, of_head(paper), strict=True):
                if value is not None:
                    yield field, None, value
            for number, line in enumerate(paper.lines if lines else (), start=1):
                for field, value in zip(lines, of_line(line), strict=True):
                    if value is not None:
                        yield field, number, value

        return read


def _all_meet(demand: Demand, paths: Sequence[str]) -> Look[Lodgement[Any]]:
    """Make a look at all the entries named, wherever they stand, in one sweep."""
    lines = [path.removeprefix(OF_LINES) for path in paths if path.startswith(OF_LINES)]
    of_head = _values([path for path in paths if not path.startswith(OF_LINES)])
    of_line, holds = _values(lines), demand.holds
    all_hold = demand.at_once or (lambda values: all(map(holds, values)))

    def all_meet_it(lodgement: Lodgement[Any]) -> bool:
        paper = lodgement.paper
        values = [it for it in of_head(paper) if it is not None]
        for line in paper.lines if lines else ():
            values += [it for it in of_line(line) if it is not None]
        return all_hold(values)

    def they_all_meet_it(lodgements: Sequence[Lodgement[Any]]) -> bool:
        papers = [it.paper for it in lodgements]
        values = [it for paper in papers for it in of_head(paper) if it is not None]
        if lines:
            values += [
                it
                for paper in papers
                for line in paper.lines
                for it in of_line(line)
                if it is not None
            ]
        return all_hold(values)

    return Look(all_meet_it, they_all_meet_it)


def _values(fields: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """Make a reader of several fields at once."""
    return taking(tuple(fields))


def say(value: object) -> str:
    """Say a value as a trader would write it: plain digits, a day, or nothing."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def say_plainly(amount: Decimal) -> str:
    """Say an amount with at least two decimals and no idle zeros behind them."""
    whole, _, decimals = format(amount.normalize(), "f").partition(".")
    return f"{whole}.{decimals:0<2}"


def shown(field: str, value: object) -> str:
    """Say a value, masked when the entry is about a person."""
    text = say(value)
    mask = MASKS.get(field)
    return mask(text) if mask and text else text


def shown_apart(field: str, here: object, there: object) -> tuple[str, str]:
    """Say two values that differ; where their masks don't, say which place does."""
    told = shown(field, here), shown(field, there)
    if told[0] != told[1]:
        return told
    pairs = enumerate(zip_longest(say(here), say(there)), start=1)
    place = next((n for n, (one, other) in pairs if one != other), 0)
    return f"{told[0]}（第{place}位不同）", told[1]
