"""草稿内容 What is typed into a form, and the papers it is read as."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from tongguan.gateway.bulk.cells import SAFE, text_of
from tongguan.gateway.bulk.columns import Column, columns_of
from tongguan.gateway.bulk.forms import PARCEL, PRESET, TODAY, Form
from tongguan.gateway.bulk.rows import Sheaf, cell_fault, read_sheaf
from tongguan.gateway.bulk.sheets import Cell, Line
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.breaches import BreachError
from tongguan.kit.forms import Sort
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper


class Content(msgspec.Struct):
    """内容 The texts of a draft by their columns: of the whole, and of each item."""

    heads: dict[str, str]
    items: list[dict[str, str]]

    def texts(self, field: str) -> tuple[dict[str, str], str]:
        """Return where a field such as `buyerName` or `2:item.qty` is kept."""
        line, _, tag = field.rpartition(":")
        return (self.items[int(line) - 1], tag) if line else (self.heads, tag)

    def say(self, field: str) -> str:
        """Return what is typed in a field."""
        kept, tag = self.texts(field)
        return kept.get(tag, "")

    def write(self, field: str, text: str) -> None:
        """Type something into a field."""
        kept, tag = self.texts(field)
        if text:
            kept[tag] = text
        else:
            kept.pop(tag, None)

    def packed(self) -> bytes:
        """Say it in bytes, to be sealed."""
        return msgspec.json.encode(self)


def unpacked(body: bytes) -> Content:
    """Read what was packed."""
    return msgspec.json.decode(body, type=Content)


def gathered(
    lines: Sequence[Line], columns: Mapping[int, Column], *, lined: bool
) -> Iterator[tuple[int, Content]]:
    """Yield the contents of a sheet with the row each begins in.

    A row whose fields of the whole are empty, or those of the row above, is one more
    item of it.
    """
    last: tuple[int, Content] | None = None
    for line in lines:
        texts = [
            (column, kept_text(line.cells[at], column))
            for at, column in columns.items()
            if at < len(line.cells)
        ]
        heads = {it.tag: text for it, text in texts if text and not it.of_line}
        item = {it.tag: text for it, text in texts if text and it.of_line}
        if last and lined and heads.items() <= last[1].heads.items():
            last[1].items.append(item)
            continue
        if last:
            yield last
        last = line.number, Content(heads, [item] if lined else [])
    if last:
        yield last


def kept_text(cell: Cell, column: Column) -> str:
    """Return the text of a cell; what can't be read is kept to be seen and mended."""
    try:
        return text_of(cell, column)
    except BreachError:
        if isinstance(cell, (int, float)) and abs(cell) >= SAFE:
            return f"{cell:.6E}"
        return str(cell)


def sheaf_of(
    form: Form, paper: Paper, content: Content, given: Mapping[str, str]
) -> Sheaf:
    """Read one of a draft's papers; every cell that is wrong is named."""
    places, columns = form.places[paper], columns_of(paper)
    head = {it.tag: it for it in columns if not it.of_line and it.tag in places}
    line = {it.tag: it for it in columns if it.of_line}
    sheaf = Sheaf(rows=list(range(1, max(len(content.items), 1) + 1)))
    sheaf.heads = dict(
        _read(sheaf, 1, head, {**_preset(form, given), **content.heads}, places)
    )
    sheaf.items = [
        dict(_read(sheaf, at, line, item, places))
        for at, item in enumerate(content.items, start=1)
    ]
    read_sheaf(sheaf, BY_PAPER[paper].message, given)
    return sheaf


def _preset(form: Form, given: Mapping[str, str]) -> dict[str, str]:
    if form.name != PARCEL:
        return {}
    filled = {**PRESET, TODAY: given["reported_at"][:8]}
    return {form.tag(name): text for name, text in filled.items()}


def _read(
    sheaf: Sheaf,
    row: int,
    columns: Mapping[str, Column],
    texts: Mapping[str, str],
    places: Mapping[str, str],
) -> Iterator[tuple[str, str]]:
    for tag, column in columns.items():
        text = texts.get(places.get(tag, ""), "")
        if not text:
            continue
        try:
            yield tag, text_of(text, column)
        except BreachError as error:
            shown = column.slot.mask(text) if column.slot.mask else text
            fault = cell_fault(row, tag, column.label, shown, error.breach)
            sheaf.faults.append(fault)


def given_at(at: datetime, seed: str) -> dict[str, str]:
    """Say what is filled in for the sender: the instant, the seed of the numbers."""
    return {"seed": seed, "reported_at": f"{at:%Y%m%d%H%M%S}"}


def content_of(form: Form, papers: Sequence[AnyPaper], *, persons: bool) -> Content:
    """Say papers in the columns of a form; without `persons` nothing of a person."""
    content = Content({}, [])
    for paper in papers:
        kind = paper.nature.kind
        message, places = BY_PAPER[kind].message, form.places[kind]
        entry: Any = message.from_noun(paper)
        lines = getattr(entry, "lines", ())
        while len(content.items) < len(lines):
            content.items.append({})
        for column in columns_of(kind):
            if column.tag not in places or (column.slot.mask and not persons):
                continue
            tag = places[column.tag]
            if column.of_line:
                for kept, line in zip(content.items, lines, strict=False):
                    _keep(kept, tag, column, line)
            else:
                _keep(content.heads, tag, column, getattr(entry, "head", entry))
    return content


def _keep(kept: dict[str, str], tag: str, column: Column, part: Any) -> None:
    said = getattr(part, column.slot.name)
    if said is None or tag in kept or column.given or column.assumed is not None:
        return
    text = column.slot.text(said)
    form = column.slot.form
    if form is not None and form.sort is Sort.DECIMAL and "." in text:
        text = text.rstrip("0").rstrip(".")
    kept[tag] = text
