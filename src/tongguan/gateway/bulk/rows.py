"""从行到单证 Rows become papers: gathered, read by the message's own reader.

A row continues the paper above when its cells of the paper as a whole are empty, or
the same; so a paper with several goods items may be written either way.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tongguan.gateway.bulk.cells import text_of
from tongguan.gateway.bulk.columns import Column, columns_of
from tongguan.gateway.bulk.sheets import (
    HEADINGS_WITHIN,
    Line,
    SheetError,
    Trouble,
)
from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.breaches import Breach, BreachError
from tongguan.kit.fields import part_of, tag_of
from tongguan.kit.messages import PaperMessage
from tongguan.kit.wire import Node, WireFault, read, shown
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper

KNOWN_SHARE = 0.5
STEP = re.compile(r"(?P<tag>[^/\[]+)(?:\[(?P<line>\d+)\])?$")
UNKNOWN_COLUMN = Breach(
    "SCH-1163",
    "模板中没有这一列，其内容不会被报送",
    "The template has no such column; its cells would not be sent",
    ("删除这一列，或改用模板中的列名", "Delete the column, or name it as the template"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong with one cell: where it stands, its value, what is wanted."""

    row: int
    column: str
    label: str
    value: str
    code: str
    chinese: str
    english: str
    remedy: tuple[str, str]
    receipt: str = ""


@dataclass(slots=True)
class Sheaf:
    """The rows of one paper, the paper itself when it could be read, its faults.

    `done` says that the same paper was lodged before; `amends`, that it may take the
    place of what its sender has lodged under its number.
    """

    rows: list[int]
    paper: AnyPaper | None = None
    faults: list[CellFault] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    items: list[dict[str, str]] = field(default_factory=list)
    done: bool = False
    amends: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column stands where, and which headings nobody knows."""

    row: int
    columns: Mapping[int, Column]
    strangers: tuple[tuple[int, str], ...]


def layout_of(lines: Sequence[Line], paper: Paper) -> Layout:
    """Find the headings among the first rows; the last row that is one counts."""
    known = {}
    for column in columns_of(paper):
        known[column.tag] = known[column.label] = column
    found: Layout | None = None
    for line in lines[:HEADINGS_WITHIN]:
        named = [
            (at, str(cell).strip().rstrip("*＊").strip())
            for at, cell in enumerate(line.cells)
            if cell != ""
        ]
        columns = {at: known[name] for at, name in named if name in known}
        if columns and len(columns) >= KNOWN_SHARE * len(named):
            strangers = tuple(it for it in named if it[1] not in known)
            found = Layout(line.number, columns, strangers)
        elif found:
            break
    if found is None:
        raise SheetError(Trouble.NO_HEADINGS)
    return found


def sheaves_of(
    lines: Sequence[Line], paper: Paper, given: Mapping[str, str]
) -> list[Sheaf]:
    """Read every paper of a sheet; `given` fills what a sender need not write.

    It holds the instant of the report, and the seed of the numbers of the records.
    """
    layout = layout_of(lines, paper)
    message = BY_PAPER[paper].message
    below = [line for line in lines if line.number > layout.row]
    if not below:
        raise SheetError(Trouble.EMPTY)
    sheaves = _gathered(below, layout, lined=message.line is not None)
    for number, sheaf in enumerate(sheaves, start=1):
        read_sheaf(sheaf, message, {**given, "number": str(number)})
    if sheaves and layout.strangers:
        sheaves[0].faults += [_stranger(layout.row, *it) for it in layout.strangers]
    return sheaves


def _stranger(row: int, _at: int, name: str) -> CellFault:
    return cell_fault(row, name, name, name, UNKNOWN_COLUMN)


def cell_fault(row: int, tag: str, label: str, value: str, breach: Breach) -> CellFault:
    """Say what is wrong with the text of one cell."""
    return CellFault(
        row=row,
        column=tag,
        label=label,
        value=shown(value),
        code=breach.code,
        chinese=breach.chinese,
        english=breach.english,
        remedy=breach.remedy,
    )


def _gathered(lines: Sequence[Line], layout: Layout, *, lined: bool) -> list[Sheaf]:
    sheaves: list[Sheaf] = []
    for line in lines:
        faults: list[CellFault] = []
        texts = dict(_texts(line, layout, faults))
        heads = {c.tag: text for c, text in texts.items() if not c.of_line and text}
        item = {c.tag: text for c, text in texts.items() if c.of_line and text}
        last = sheaves[-1] if sheaves else None
        follows = lined and last and heads.items() <= last.heads.items()
        if not (follows and last):
            last = Sheaf([], heads=heads)
            sheaves.append(last)
        last.rows.append(line.number)
        last.items.append(item)
        last.faults += faults
    return sheaves


def _texts(
    line: Line, layout: Layout, faults: list[CellFault]
) -> Iterator[tuple[Column, str]]:
    for at, column in layout.columns.items():
        cell = line.cells[at] if at < len(line.cells) else ""
        try:
            yield column, text_of(cell, column)
        except BreachError as error:
            value = column.slot.mask(str(cell)) if column.slot.mask else str(cell)
            faults.append(
                cell_fault(line.number, column.tag, column.label, value, error.breach)
            )


def read_sheaf(sheaf: Sheaf, message: PaperMessage, given: Mapping[str, str]) -> None:
    """Read the paper of a sheaf, or name every cell that is wrong."""
    spoilt = {(fault.row, fault.column) for fault in sheaf.faults}
    faults: list[WireFault] = []
    entry: Any = read(_entry(sheaf, message, given), message.entry, "", faults=faults)
    if entry is not None and not spoilt:
        sheaf.paper = message.to_noun(entry)
    for fault in faults:
        told = told_at(sheaf, message, fault.path)
        if told not in spoilt:
            sheaf.faults.append(_wire_fault(told, fault))


def _wire_fault(told: tuple[int, str], fault: WireFault) -> CellFault:
    return CellFault(
        row=told[0],
        column=told[1],
        label=fault.label,
        value=fault.value,
        code=fault.code,
        chinese=fault.chinese,
        english=fault.english,
        remedy=fault.remedy,
    )


def told_at(sheaf: Sheaf, message: PaperMessage, path: str) -> tuple[int, str]:
    """Say in which row and column the field of a path stands."""
    steps = [STEP.match(step) for step in path.split("/") if step]
    found = [step for step in steps if step]
    if message.line is not None and len(found) > 1:
        tag = part_of(message.entry, "lines")[0]
        if found[-2]["tag"] == tag:
            return _row(sheaf, found[-2]["line"]), f"{tag}.{found[-1]['tag']}"
    if found and found[-1]["line"]:
        return _row(sheaf, found[-1]["line"]), found[-1]["tag"]
    return sheaf.rows[0], found[-1]["tag"] if found else ""


def _row(sheaf: Sheaf, line: str | None) -> int:
    return sheaf.rows[min(int(line or 1), len(sheaf.rows)) - 1]


def _entry(sheaf: Sheaf, message: PaperMessage, given: Mapping[str, str]) -> Node:
    """Build the entry a row would have travelled as."""
    columns = columns_of(message.paper)
    heads = _nodes((c for c in columns if not c.of_line), sheaf.heads, given)
    if message.is_flat:
        return Node(message.tag, "", heads)
    children = [Node(tag_of(message.entry, "head")[0], "", heads)]
    if message.line is not None:
        tag = part_of(message.entry, "lines")[0]
        of_line = [c for c in columns if c.of_line]
        children += [
            Node(tag, "", _nodes(of_line, it, {**given, "line": str(at)}))
            for at, it in enumerate(sheaf.items, start=1)
        ]
    return Node(message.tag, "", children)


def _nodes(
    columns: Any, texts: Mapping[str, str], given: Mapping[str, str]
) -> list[Node]:
    made = []
    for column in columns:
        text = texts.get(column.tag) or column.assumed or _filled(column, texts, given)
        if text:
            made.append(Node(column.tag.rpartition(".")[2], text))
    return made


def _filled(column: Column, texts: Mapping[str, str], given: Mapping[str, str]) -> str:
    if column.slot.name == "heading_guid":
        return record_number(given["seed"], given["number"], texts)
    if column.of_line and column.slot.name == "number":
        return given["line"]
    return given["reported_at"] if column.given else ""


def record_number(seed: str, number: str, texts: Mapping[str, str]) -> str:
    """Make the number of a record; the same sheet gives the same one again."""
    named = f"tongguan:{seed}:{number}:{sorted(texts.items())}"
    return str(uuid5(NAMESPACE_URL, named)).upper()
