"""法规读本 Reads every page of the rulebook as rules a person can read and compare.

Programs load the few pages they need into shapes of their own (`kit/rulebook.py`).
Here all pages are read alike: a rule stands at a place of a page, from a day until the
next edition at that place, on the source it cites, and says facts, each under a path of
names. What stands without a day always held.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import zip_longest
from typing import Any

from tongguan.kit.rulebook import OURS, pages, read_page, read_table

Path = tuple[str, ...]
Facts = Mapping[Path, str]
LABELS = "labels.yaml"
ABOUT = frozenset({"effective", "until", "cites", "source", "confirmed"})
SEVERAL = "、"
ALWAYS = "always"


@dataclass(frozen=True)
class Rule:
    """条文 What one edition says at one place; `until` is the first day it is over."""

    page: str
    place: str
    effective: date | None
    until: date | None
    cites: str
    confirmed: bool
    says: Facts

    def holds(self, day: date) -> bool:
        """Tell whether it is in force on a day."""
        begun = self.effective is None or self.effective <= day
        return begun and (self.until is None or day < self.until)

    @cached_property
    def text(self) -> str:
        """All of its words, as a search looks at them."""
        words = (self.place, self.cites, *self.says.values())
        return "\n".join(words).lower()


@dataclass(frozen=True, slots=True)
class Change:
    """变化 What stands at a place on one day and on another; None: nothing does."""

    before: Rule | None
    after: Rule | None

    @property
    def rule(self) -> Rule:
        """The newer of the two, or the one there is."""
        rule = self.after or self.before
        assert rule is not None, "a change has a side"
        return rule

    @property
    def facts(self) -> tuple[tuple[Path, str | None, str | None], ...]:
        """Every fact that differs, as it was and as it is."""
        was = self.before.says if self.before else {}
        now = self.after.says if self.after else {}
        return tuple(
            (path, was.get(path), now.get(path))
            for path in dict.fromkeys((*was, *now))
            if was.get(path) != now.get(path)
        )


@cache
def names() -> Mapping[str, str]:
    """Return the file of every page by its name, which is without the ending."""
    return {it.rpartition(".")[0]: it for it in sorted(pages(OURS)) if it != LABELS}


@cache
def title(name: str) -> tuple[str, str]:
    """Return what a page is called, in Chinese and in English."""
    page = names()[name]
    ours = read_page(LABELS)["tables"].get(name, f"{name} — {name}")
    told = ours if page.endswith(".csv") else read_page(page)["title"]
    chinese, _, english = told.partition(" — ")
    return chinese, english


def label(name: str) -> str:
    """Return the Chinese word for the name of an entry, or nothing."""
    return str(read_page(LABELS)["entries"].get(name, ""))


def printed(label: str) -> str:
    """Return the English name for what the standard prints beside a field."""
    return str(read_page(LABELS)["fields"].get(label, ""))


@cache
def rules(name: str) -> tuple[Rule, ...]:
    """Return every rule of a page, in every edition."""
    page = names()[name]
    if page.endswith(".csv"):
        return tuple(_table(name, read_table(page)))
    return tuple(_node(name, "", read_page(page), ("", True)))


def standing(name: str, day: date) -> dict[str, Rule]:
    """Return the rules of a page that are in force on a day, by their places."""
    return {rule.place: rule for rule in rules(name) if rule.holds(day)}


def days(name: str) -> list[date]:
    """Return the days on which something on a page began or ended."""
    found = {day for rule in rules(name) for day in (rule.effective, rule.until)}
    return sorted(day for day in found if day)


def search(words: str) -> Iterator[Rule]:
    """Find the rules that have all of these words, in whatever edition."""
    wanted = words.lower().split()
    for name in names():
        head = " ".join((name, *title(name))).lower()
        for rule in rules(name):
            if all(word in head or word in rule.text for word in wanted):
                yield rule


def compare(name: str, first: date, last: date) -> list[Change]:
    """Say what of a page is different on another day: its facts, or its source."""
    was, now = standing(name, first), standing(name, last)
    return [
        Change(was.get(place), now.get(place))
        for place in dict.fromkeys((*was, *now))
        if _different(was.get(place), now.get(place))
    ]


def _different(was: Rule | None, now: Rule | None) -> bool:
    if was is None or now is None:
        return True
    return (was.says, was.cites, was.confirmed) != (now.says, now.cites, now.confirmed)


def _table(name: str, rows: Sequence[Mapping[str, str]]) -> Iterator[Rule]:
    """Read the rows of a table: a row a rule, its place what stands in its first cell.

    Rows that begin the same day under one place are told apart by their number.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found: defaultdict[str, list[Rule]] = defaultdict(list)
    for row in rows:
        key, *_ = row.values()
        place = (key, row.get("effective", ""))
        seen[place] += 1
        number = f" · {seen[place]}" if seen[place] > 1 else ""
        found[key + number].append(_row(name, key + number, row))
    for editions in found.values():
        yield from _ended(editions)


def _row(name: str, place: str, row: Mapping[str, str]) -> Rule:
    return Rule(
        name,
        place,
        _day(row.get("effective")),
        _day(row.get("until")),
        row.get("source", ""),
        row.get("confirmed", "yes") == "yes",
        {(key,): text for key, text in row.items() if key not in ABOUT and text},
    )


def _node(
    name: str, place: str, node: Mapping[str, Any], source: tuple[str, bool]
) -> Iterator[Rule]:
    """Read one place of a page, and the places below that have sources of their own."""
    source = _source(node, source)
    below = {key: it for key, it in node.items() if _cites(it)}
    outside = ABOUT | {"title", *below}
    frame = dict(_facts({k: it for k, it in node.items() if k not in outside}))
    editions = node.get("editions", ())
    if frame and (not editions or "cites" in node):
        aside = f"{place}.{ALWAYS}".lstrip(".") if editions else place
        yield Rule(name, aside, None, None, *source, frame)
        frame = {}
    yield from _ended([_edition(name, place, it, frame) for it in editions])
    for key, it in below.items():
        if key != "editions":
            yield from _below(name, f"{place}.{key}".lstrip("."), it, source)


def _below(
    name: str, place: str, value: Any, source: tuple[str, bool]
) -> Iterator[Rule]:
    if isinstance(value, dict):
        yield from _node(name, place, value, source)
        return
    for each in value:
        yield from _node(name, f"{place}.{next(iter(each.values()))}", each, source)


def _edition(name: str, place: str, entry: Mapping[str, Any], frame: Facts) -> Rule:
    said = {key: it for key, it in entry.items() if key not in ABOUT}
    cites, confirmed = _source(entry, ("", True))
    facts = {**frame, **dict(_facts(said))}
    return Rule(name, place, _day(entry["effective"]), None, cites, confirmed, facts)


def _ended(editions: Sequence[Rule]) -> Iterator[Rule]:
    """End each edition where the next begins."""
    inorder = sorted(editions, key=lambda it: it.effective or date.min)
    for rule, later in zip_longest(inorder, inorder[1:]):
        ends = [day for day in (rule.until, later and later.effective) if day]
        yield replace(rule, until=min(ends, default=None))


def _facts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every fact of a value, under the names that lead to it."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _facts(each, (*path, key))
    elif isinstance(value, list) and any(isinstance(it, dict) for it in value):
        for number, each in enumerate(value, start=1):
            key = next(iter(each.values()))
            plain = key if isinstance(key, str) and "zh" not in each else str(number)
            yield from _facts(each, (*path, plain))
    elif value not in ("", []):
        yield path, value if isinstance(value, str) else SEVERAL.join(value)


def _cites(value: Any) -> bool:
    """Tell whether a source is named somewhere in a value."""
    if isinstance(value, dict):
        return "cites" in value or any(map(_cites, value.values()))
    return isinstance(value, list) and any(map(_cites, value))


def _source(node: Mapping[str, Any], above: tuple[str, bool]) -> tuple[str, bool]:
    cites, confirmed = above
    if "cites" in node:
        return node["cites"], node.get("confirmed", "yes") == "yes"
    return cites, node.get("confirmed", "yes" if confirmed else "no") == "yes"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
