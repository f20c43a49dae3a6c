"""批次 Files become batches of drafts, and drafts are mended field by field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongguan.gateway.bulk.checking import check_some, keep, look_at
from tongguan.gateway.bulk.contents import (
    Content,
    content_of,
    gathered,
    unpacked,
)
from tongguan.gateway.bulk.forms import PARCEL, form_named
from tongguan.gateway.bulk.headings import Reading
from tongguan.gateway.bulk.imports import MOST_PAPERS
from tongguan.gateway.bulk.sheets import SheetError, Trouble, lines_of
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.drafts.lifecycle import DraftState
from tongguan.plumbing.drafts.model import Batch, Change, Draft, Written
from tongguan.plumbing.drafts.store import DraftTakenError
from tongguan.trade.papers import AnyPaper

LONGEST = 4000
MOST_ITEMS = 99
OWN = ("number", "waybill_number", "transaction", "reference", "declared_on")


class OvertakenError(Exception):
    """Another person changed the field meanwhile; nothing was written."""

    def __init__(self, theirs: str, by: str, at: datetime) -> None:
        super().__init__(by)
        self.theirs = theirs
        self.by = by
        self.at = at


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """填写 What is typed into a field, and what stood there for whoever typed it."""

    field: str
    was: str
    text: str


def bring_in(
    rooms: Rooms, firm: str, reading: Reading, named: tuple[str, bytes], change: Change
) -> Batch:
    """Make a batch of a file, a draft of every row; raise `SheetError`."""
    name, data = named
    below = [line for line in lines_of(data) if line.number > reading.row]
    form = reading.form
    found = list(gathered(below, reading.columns, lined=form.lined))
    if not found:
        raise SheetError(Trouble.EMPTY)
    if len(found) > MOST_PAPERS:
        raise SheetError(Trouble.TOO_LARGE)
    batch = rooms.drafts.begin(firm, form.name, name, change)
    written = [_written(form.number, row, content) for row, content in found]
    rooms.drafts.add(batch, written, change)
    check_some(rooms, batch, change.at)
    return batch


def begin_by_hand(
    rooms: Rooms, firm: str, form: str, content: Content, change: Change
) -> tuple[Batch, int]:
    """Begin a batch of one draft without a file."""
    batch = rooms.drafts.begin(firm, form, "", change)
    return batch, add(rooms, batch, content, change)


def add(rooms: Rooms, batch: Batch, content: Content, change: Change) -> int:
    """Add a draft to a batch."""
    form = form_named(batch.form)
    if form.lined and not content.items:
        content.items.append({})
    (number,) = rooms.drafts.add(batch, [_written(form.number, 0, content)], change)
    check_some(rooms, batch, change.at)
    return number


def copied(papers: Sequence[AnyPaper]) -> Content:
    """Say the papers of an earlier parcel without its numbers and its persons."""
    form = form_named(PARCEL)
    content = content_of(form, papers, persons=False)
    for name in OWN:
        content.heads.pop(form.tag(name), None)
    return content


def write(
    rooms: Rooms, batch: Batch, number: int, typed: Typed, change: Change
) -> None:
    """Write what was typed into a field, and check the draft at once.

    Raise OvertakenError when the field is no longer what it was, DraftTakenError when
    the draft can't be written any more.
    """
    draft, content = held(rooms, batch, number)
    stands, text = content.say(typed.field), typed.text.strip()[:LONGEST]
    if stands == text:
        return
    if stands != typed.was:
        raise OvertakenError(stands, draft.changed_by, draft.changed_at)
    content.write(typed.field, text)
    _rewrite(rooms, batch, draft, content, change)


def undo(rooms: Rooms, batch: Batch, number: int, change: Change) -> None:
    """Make a draft what it was before its last change; again, what it was after."""
    draft, content = held(rooms, batch, number)
    before = rooms.drafts.body(draft.id, draft.version - 1)
    if before is not None and before != content.packed():
        _rewrite(rooms, batch, draft, unpacked(before), change)


def add_item(rooms: Rooms, batch: Batch, number: int, change: Change) -> None:
    """Give a draft one more goods item, for the same goods in another number."""

    def longer(content: Content) -> None:
        if len(content.items) < MOST_ITEMS:
            content.items.append({})

    _reshape(rooms, batch, number, longer, change)


def drop_item(rooms: Rooms, batch: Batch, number: int, change: Change) -> None:
    """Take the goods item a change names out of a draft; the last one stays."""

    def shorter(content: Content) -> None:
        at = int(change.field) - 1
        if len(content.items) > 1 and 0 <= at < len(content.items):
            del content.items[at]

    _reshape(rooms, batch, number, shorter, change)


def _reshape(
    rooms: Rooms,
    batch: Batch,
    number: int,
    reshape: Callable[[Content], None],
    change: Change,
) -> None:
    draft, content = held(rooms, batch, number)
    before = content.packed()
    reshape(content)
    if content.packed() != before:
        _rewrite(rooms, batch, draft, content, change)


def held(rooms: Rooms, batch: Batch, number: int) -> tuple[Draft, Content]:
    """Hold a draft that is being written, or raise DraftTakenError."""
    found = rooms.drafts.some(rooms.drafts.hold(batch.id, number))
    if not found:
        raise DraftTakenError
    return found[0], unpacked(found[0].body)


def move(rooms: Rooms, batch: Batch, draft: Draft, change: Change) -> None:
    """Remove, restore or mend a draft as a whole; its content stays."""
    content = unpacked(draft.body)
    form = form_named(batch.form)
    rooms.drafts.change(draft, _written(form.number, draft.row, content), change)
    if change.move != "remove":
        again = rooms.drafts.some([draft.id])
        keep(rooms, look_at(rooms, batch, again, change.at))
    check_some(rooms, batch, change.at)


def _rewrite(
    rooms: Rooms, batch: Batch, draft: Draft, content: Content, change: Change
) -> None:
    assert draft.state == DraftState.WRITING, "a draft that is held is being written"
    form = form_named(batch.form)
    rooms.drafts.change(draft, _written(form.number, draft.row, content), change)
    again = rooms.drafts.some([draft.id])
    keep(rooms, look_at(rooms, batch, again, change.at))
    check_some(rooms, batch, change.at)


def _written(tag: str, row: int, content: Content) -> Written:
    number = content.heads.get(tag, "")
    return Written(row=row, number=number, body=content.packed())
