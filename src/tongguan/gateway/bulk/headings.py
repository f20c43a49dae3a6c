"""认列 Which column of a file is which field: as it is named, or as it must be meant.

Headings that are not the template's are guessed from what shops and carriers write,
and from what sounds alike; whoever brings the file in sees the guess and may change it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from tongguan.gateway.bulk.columns import Column, columns_of
from tongguan.gateway.bulk.forms import Form, forms
from tongguan.gateway.bulk.sheets import (
    HEADINGS_WITHIN,
    Line,
    SheetError,
    Trouble,
)
from tongguan.kit.rulebook import read_page

PAGE = "gateway/headings.yaml"
ALIKE = 0.8
LEAST = 2
SHARE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """表头 One column of a file: its heading, the field it is taken for, how surely."""

    at: int
    name: str
    column: Column | None
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """认列结果 A form, the last row of headings, and what each column is taken for."""

    form: Form
    row: int
    headings: tuple[Heading, ...]

    @property
    def columns(self) -> dict[int, Column]:
        """The columns that are known, by their place."""
        return {it.at: it.column for it in self.headings if it.column is not None}

    @property
    def missing(self) -> list[Column]:
        """The columns a row can't do without that the file has not."""
        found = {it.tag for it in self.columns.values()}
        return [
            it
            for it in self.form.columns
            if self.form.needs(it) and it.tag not in found
        ]

    @property
    def sure(self) -> bool:
        """Whether every heading is one of the template's."""
        return all(it.sure for it in self.headings)

    @property
    def rank(self) -> tuple[float, float]:
        """How well the form fits: what it knows of the file, and has of its own."""
        found, needed = (
            self.columns.values(),
            [*filter(self.form.needs, self.form.columns)],
        )
        had = {it.tag for it in found} & {it.tag for it in needed}
        return len(self.columns) / len(self.headings), len(had) / max(len(needed), 1)


def read_headings(lines: Sequence[Line], wanted: Form | None = None) -> Reading:
    """Tell what a file holds by its first rows, or raise `SheetError`."""
    if not lines:
        raise SheetError(Trouble.EMPTY)
    tried = [_as(form, lines) for form in ([wanted] if wanted else forms())]
    found = [reading for reading in tried if reading is not None]
    if not found:
        raise SheetError(Trouble.NO_HEADINGS)
    return max(found, key=lambda reading: reading.rank)


def chosen(reading: Reading, choices: Mapping[int, str]) -> Reading:
    """Take columns for what somebody says they are; an empty choice leaves one out."""
    headings = tuple(
        Heading(
            at=it.at,
            name=it.name,
            column=reading.form.column(choices.get(it.at, "")),
            sure=True,
        )
        if it.at in choices
        else it
        for it in reading.headings
    )
    return Reading(form=reading.form, row=reading.row, headings=headings)


def _as(form: Form, lines: Sequence[Line]) -> Reading | None:
    """Read the headings as a form's; the last row that is one counts."""
    found: Reading | None = None
    for line in lines[:HEADINGS_WITHIN]:
        named = [(at, str(cell)) for at, cell in enumerate(line.cells) if cell != ""]
        headings = tuple(_taken(form, named))
        known = [it for it in headings if it.column is not None]
        if len(known) >= LEAST and len(known) >= SHARE * len(named):
            found = Reading(form=form, row=line.number, headings=headings)
        elif found:
            break
    return found


def _taken(form: Form, named: Sequence[tuple[int, str]]) -> Iterator[Heading]:
    """Take every heading for a field, each field once, the sure ones first."""
    names, words = _names(form.name), [plain(name) for _, name in named]
    taken: dict[int, tuple[Column, bool]] = {}
    used: set[str] = set()
    for sure in (True, False):
        for (at, _), word in zip(named, words, strict=True):
            column = names.get(word) if sure else _guess(form.name, word)
            if at not in taken and column is not None and column.tag not in used:
                taken[at] = column, sure
                used.add(column.tag)
    for at, name in named:
        column, sure = taken.get(at, (None, False))
        yield Heading(at=at, name=name, column=column, sure=sure)


def plain(name: str) -> str:
    """Leave out of a heading what says nothing: blanks, marks, width, case."""
    return "".join(it for it in name.casefold() if it.isalnum() or it == ".")


@cache
def _names(form: str) -> Mapping[str, Column]:
    """Name the columns of a form by everything the template and the papers say."""
    (whole,) = [it for it in forms() if it.name == form]
    names: dict[str, Column] = {}
    for column in whole.columns:
        names[plain(column.tag)] = names[plain(column.label)] = column
    for paper, places in whole.places.items():
        for own in columns_of(paper):
            meant = whole.column(places.get(own.tag, ""))
            if meant is not None:
                names.setdefault(plain(own.tag), meant)
                names.setdefault(plain(own.label), meant)
    return names


@cache
def _meant(form: str) -> Mapping[str, Column]:
    """Name the columns of a form by what else people call them."""
    (whole,) = [it for it in forms() if it.name == form]
    names = dict(_names(form))
    for column in whole.columns:
        own = column.tag.rpartition(".")[2]
        part = "items" if column.of_line else "heads"
        for word in read_page(PAGE)[part].get(own, ()):
            names.setdefault(plain(word), column)
        names.setdefault(plain(column.label.rpartition("：")[2]), column)
    return names


@cache
def _guess(form: str, word: str) -> Column | None:
    names = _meant(form)
    if word in names:
        return names[word]
    close = get_close_matches(word, names, n=1, cutoff=ALIKE)
    return names[close[0]] if close else None
