"""规则用语 How rules are laid out on a page: entries by edition, records in tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from tongguan.kit.lawbook import Path, Rule, label
from tongguan.portal.formats import either, is_chinese

BETWEEN = " · "
TRUTHS = {"yes": ("是", "yes"), "no": ("否", "no")}
OTHER = {"zh": "en", "chinese": "english"}


@dataclass(frozen=True, slots=True)
class Table:
    """记录 Records below one name, a row each."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """条目 One place: its entries, a column an edition, and its records on the day."""

    heading: str
    editions: tuple[tuple[Rule, bool], ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    tables: tuple[Table, ...]


def named(name: str) -> str:
    """Say the name of an entry in the page's language; codes stay codes."""
    return either(label(name) or name, name.replace("_", " "))


def value_of(text: str) -> str:
    """Say a value in the page's language, where it is a word."""
    if text in TRUTHS:
        return either(*TRUTHS[text])
    if is_chinese():
        return "、".join(label(part) or part for part in text.split("、"))
    return text.replace("、", ", ")


def placed(place: str) -> str:
    """Say where on a page a rule stands."""
    return BETWEEN.join(named(part) for part in place.split(".") if part)


def said(rule: Rule) -> Iterator[tuple[str, str]]:
    """Yield what a rule says, a name and a value each, in one language."""
    for path, text in rule.says.items():
        if not _foreign(path, rule):
            yield BETWEEN.join(map(named, path)), value_of(text)


def sections(all_rules: Sequence[Rule], day: date) -> Iterator[Section]:
    """Yield the places of a page, each with all of its editions."""
    for place, found in groupby(all_rules, key=lambda rule: rule.place):
        yield _section(place, list(found), day)


def table_of(found: Sequence[Rule]) -> dict[str, Any]:
    """Lay the rows of a table out: the columns that any of them fills."""
    columns = list(dict.fromkeys(path for rule in found for path in rule.says))[1:]
    rows = [
        (rule, [value_of(rule.says.get(path, "")) for path in columns])
        for rule in found
    ]
    return {"columns": [named(path[-1]) for path in columns], "rows": rows}


def _section(place: str, found: list[Rule], day: date) -> Section:
    plain, deep = _parted(found)
    shown = next((rule for rule in found if rule.holds(day)), found[-1])
    return Section(
        placed(place),
        tuple((rule, rule.holds(day)) for rule in found),
        tuple(
            (
                BETWEEN.join(map(named, path)),
                tuple(value_of(rule.says.get(path, "")) for rule in found),
            )
            for path in plain
        ),
        tuple(_table(heads, shown, paths) for heads, paths in deep if paths),
    )


def _parted(found: list[Rule]) -> tuple[list[Path], list[tuple[Path, list[Path]]]]:
    """Part what is said once from what is said of many alike."""
    paths = dict.fromkeys(
        path for rule in found for path in rule.says if not _foreign(path, rule)
    )
    plain: list[Path] = []
    deep: dict[Path, list[Path]] = {}
    for path in paths:
        deep.setdefault(path[:-2], []).append(path)
    for heads, inside in list(deep.items()):
        columns = [path[-1] for path in inside if len(path) > 1]
        if len(columns) == len(set(columns)) or len(found) > 1:
            plain += deep.pop(heads)
    return plain, list(deep.items())


def _table(heads: Path, rule: Rule, paths: Sequence[Path]) -> Table:
    columns = tuple(dict.fromkeys(path[-1] for path in paths))
    records = dict.fromkeys(path[:-1] for path in paths)
    return Table(
        BETWEEN.join(map(named, heads)),
        tuple(map(named, columns)),
        tuple(
            (
                BETWEEN.join(map(named, record[len(heads) :])),
                tuple(
                    value_of(rule.says.get((*record, column), "")) for column in columns
                ),
            )
            for record in records
        ),
    )


def _foreign(path: Path, rule: Rule) -> bool:
    """Tell whether this is said in the page's language elsewhere."""
    chinese = is_chinese()
    for ours, theirs in OTHER.items():
        unwanted, kept = (theirs, ours) if chinese else (ours, theirs)
        if path[-1] == unwanted and (*path[:-1], kept) in rule.says:
            return True
    return False
