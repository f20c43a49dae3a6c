"""商户名单 Many merchants filed from one list: a row each, told row by row.

A row that can't be filed holds nobody else up. Who is on file stays as it is, so the
same list handed in twice files nobody twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from tongguan.commerce.operator_filing.application import Application
from tongguan.commerce.operator_filing.law import direction_names, entries, kind_name
from tongguan.commerce.operator_filing.model import Kind, Particulars, read_particulars
from tongguan.commerce.operator_filing.rules import is_filed_once
from tongguan.gateway.bulk.sheets import (
    HEADINGS_WITHIN,
    Cell,
    Line,
    SheetError,
    Trouble,
    lines_of,
)
from tongguan.journeys import operator_filing as journey
from tongguan.journeys.operator_filing import Person
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Finding, verify
from tongguan.kit.parties import ROLES

MOST_MERCHANTS = 5000
NEEDED = frozenset({"code", "name"})
KIND = "主体类型"
Columns = Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merchant:
    """商户行 One row: what it says, what is wrong, and the filing there is already."""

    row: int
    says: Particulars
    findings: Sequence[Finding] = ()
    number: str = ""
    state: str = ""

    @property
    def good(self) -> bool:
        """Whether it may be filed now."""
        return not self.findings and not self.number


def columns() -> dict[str, str]:
    """Name the columns of a list, the Chinese heading by the entry."""
    return {"kind": KIND} | {name: it.label[0] for name, it in entries().items()}


def read_list(data: bytes, day: date) -> list[tuple[int, Particulars]]:
    """Read the merchants of a list by row, or raise SheetError."""
    found: Columns = {}
    merchants = []
    for line in lines_of(data):
        heads = _headings(line)
        if len(heads) >= len(found) and set(heads.values()) >= NEEDED:
            found = heads
        elif found:
            merchants.append((line.number, _read(line, found, day)))
        elif line.number > HEADINGS_WITHIN:
            break
    if not found:
        raise SheetError(Trouble.NO_HEADINGS)
    if not merchants:
        raise SheetError(Trouble.EMPTY)
    if len(merchants) > MOST_MERCHANTS:
        raise SheetError(Trouble.TOO_LARGE)
    return merchants


def _headings(line: Line) -> dict[int, str]:
    known = {label: name for name, label in columns().items()}
    known |= {name: name for name in columns()}
    found = ((at, known.get(str(cell).strip())) for at, cell in enumerate(line.cells))
    return {at: name for at, name in found if name is not None}


def _read(line: Line, found: Columns, day: date) -> Particulars:
    texts = {
        name: _text(line.cells[at])
        for at, name in found.items()
        if at < len(line.cells)
    }
    words: dict[str, Any] = dict(texts)
    for name in ("roles", "directions"):
        if name in texts:
            words[name] = [_named(it) for it in _parts(texts[name])]
    if texts.get("kind"):
        words["kind"] = _named(texts["kind"])
    return read_particulars(words, day)


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _parts(text: str) -> Iterator[str]:
    for mark in ("，", ",", ";", "；"):
        text = text.replace(mark, "、")
    return (it.strip() for it in text.split("、") if it.strip())


def _named(text: str) -> str:
    """Take the name of a role, a direction or a kind for what it names."""
    return _names().get(text, text)


@cache
def _names() -> dict[str, str]:
    names = {told.chinese: role.value for role, told in ROLES.items()}
    names |= {zh: name for name, (zh, _) in direction_names().items()}
    return names | {kind_name(kind)[0]: kind.value for kind in Kind}


def preview(rooms: Rooms, data: bytes, by: Person, at: datetime) -> list[Merchant]:
    """Say of every row whether it may be filed; nothing is kept."""
    read = read_list(data, at.date())
    many = [says for _, says in read]
    standing = rooms.operators.standing(many)
    judged = journey.examine(rooms, many, by, at)
    seen: set[str] = set()
    merchants = []
    for (row, says), found in zip(read, judged, strict=True):
        number, state = standing.get(says.code, ("", ""))
        twice = says.code in seen and not number
        findings = found + _again(says, at) if twice else found
        one = Merchant(row=row, says=says, findings=findings)
        if number:
            one = replace(one, findings=(), number=number, state=state)
        merchants.append(one)
        seen.add(says.code)
    return merchants


def _again(says: Particulars, at: datetime) -> list[Finding]:
    application = Application(says=says, day=at.date(), taken=True)
    return verify(application, [is_filed_once])


def file_merchants(rooms: Rooms, data: bytes, by: Person, at: datetime) -> int:
    """Let every merchant apply whose row is in order; return how many did."""
    good = [it for it in preview(rooms, data, by, at) if it.good]
    for merchant in good:
        journey.apply(rooms, merchant.says, by, at)
    return len(good)
