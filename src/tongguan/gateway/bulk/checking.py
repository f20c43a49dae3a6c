"""核查草稿 What the intake would find in drafts, said at the columns of their form.

The same reader and the same checks speak as at the door; nothing is declared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from tongguan.gateway.bulk.contents import Content, given_at, sheaf_of, unpacked
from tongguan.gateway.bulk.forms import Form, form_named
from tongguan.gateway.bulk.imports import Asking, judge, twice
from tongguan.gateway.bulk.rights import Rights
from tongguan.gateway.bulk.rows import CellFault, Sheaf
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.drafts.model import Batch, Checked, Draft
from tongguan.trade.kinds import Paper

A_SLICE = 200
TWICE = "DUP-1165"  # the namesakes of a whole batch are told by its store


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """差错 What is wrong with one field of a draft; without a field, with all of it."""

    field: str
    label: str
    value: str
    code: str
    chinese: str
    english: str
    remedy: tuple[str, str]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """核查结果 Everything wrong with a draft, and which papers its firm sends."""

    faults: tuple[Fault, ...] = ()
    sends: tuple[str, ...] = ()

    def packed(self) -> bytes:
        """Say it in bytes, to be sealed."""
        return msgspec.json.encode(self)


def report_of(draft: Draft) -> Report:
    """Read what the last check of a draft found."""
    return msgspec.json.decode(draft.report or b"{}", type=Report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """看过的草稿 A draft with its content, its report, and its papers as they read."""

    draft: Draft
    content: Content
    report: Report
    sheaves: Mapping[Paper, Sheaf]


def look_at(
    rooms: Rooms, batch: Batch, drafts: Sequence[Draft], at: datetime
) -> list[Looked]:
    """Read and check drafts as if they were declared now."""
    form, at = form_named(batch.form), at.astimezone(SHANGHAI)
    contents = [unpacked(draft.body) for draft in drafts]
    rights = Rights.of(rooms, batch.firm, contents, at)
    sheaves = [
        {
            kind: sheaf_of(form, kind, content, _given(batch, draft, at))
            for kind in rights.sends(form, content)
        }
        for draft, content in zip(drafts, contents, strict=True)
    ]
    _mark_declared(rooms, drafts, sheaves)
    asking = Asking(rooms=rooms, firm=batch.firm, at=at, yields=len(form.papers) > 1)
    for kind in form.papers:
        judge(asking, kind, [it[kind] for it in sheaves if kind in it])
    others = rooms.drafts.namesakes(batch.id, [draft.number for draft in drafts])
    return [
        Looked(
            draft=draft,
            content=content,
            report=_report(form, read, others.get(draft.id)),
            sheaves=read,
        )
        for draft, content, read in zip(drafts, contents, sheaves, strict=True)
    ]


def _mark_declared(
    rooms: Rooms, drafts: Sequence[Draft], sheaves: Sequence[Mapping[Paper, Sheaf]]
) -> None:
    """Let papers that were declared from the same draft before take their place."""
    earlier = rooms.drafts.carried([draft.id for draft in drafts])
    for draft, read in zip(drafts, sheaves, strict=True):
        for carried in earlier.get(draft.id, ()):
            if (kind := Paper(carried.kind)) in read:
                read[kind].amends = True


def _report(
    form: Form, read: Mapping[Paper, Sheaf], namesake: tuple[int, int] | None
) -> Report:
    """Say everything that is wrong with a draft, that another has its number first."""
    faults = dict(_told(form, read))
    if namesake is not None:
        again = _fault(form.number, twice(0, namesake[1]))
        faults = {(again.field, again.code): again, **faults}
    return Report(faults=tuple(faults.values()), sends=tuple(read))


def _given(batch: Batch, draft: Draft, at: datetime) -> dict[str, str]:
    return {**given_at(at, f"{batch.firm}:draft:{draft.id}"), "number": "1"}


def _told(
    form: Form, read: Mapping[Paper, Sheaf]
) -> Iterable[tuple[tuple[str, str], Fault]]:
    """Say the faults of all papers at the columns of the form, each once."""
    for kind, sheaf in read.items():
        for fault in sheaf.faults:
            if fault.code == TWICE:
                continue
            tag = form.places[kind].get(fault.column, "")
            column = form.column(tag)
            line = f"{fault.row}:" if column is not None and column.of_line else ""
            told = _fault(f"{line}{tag}", fault)
            yield (told.field, told.code), told


def _fault(field: str, fault: CellFault) -> Fault:
    return Fault(
        field=field,
        label=fault.label,
        value=fault.value,
        code=fault.code,
        chinese=fault.chinese,
        english=fault.english,
        remedy=fault.remedy,
    )


def keep(rooms: Rooms, looked: Sequence[Looked]) -> None:
    """Keep what was found, of the versions that were looked at."""
    if looked:
        rooms.drafts.report([checked(it) for it in looked])


def checked(looked: Looked) -> Checked:
    """Say what was found as it is kept."""
    return Checked(
        draft=looked.draft.id,
        version=looked.draft.version,
        faults=len(looked.report.faults),
        report=looked.report.packed(),
    )


def check_some(rooms: Rooms, batch: Batch, at: datetime, size: int = A_SLICE) -> int:
    """Check some drafts nobody has checked as they stand; return how many."""
    drafts = rooms.drafts.unchecked(batch.id, size)
    keep(rooms, look_at(rooms, batch, drafts, at) if drafts else [])
    return len(drafts)
