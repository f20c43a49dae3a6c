"""How papers and answers travel: what a room declares once about each message.

From a declaration come the reader and the writer, the pages, the forms and the
schemas. An entry of a message is a head with lines, or flat; a noun has the same names
folded, so that the way there and back follows from the names alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, get_args, get_type_hints

from tongguan.kit.fields import Slot, part_of, table_of
from tongguan.kit.fold import fold, unfold
from tongguan.kit.forms import Sort, fit
from tongguan.kit.wire import wire
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import Action, AnyPaper
from tongguan.trade.receipts import Receipt
from tongguan.trade.reporting import ACTIONS, DRAFT

NEWEST, OLDER = "202205", "2018-113"
EDITIONS = (NEWEST, OLDER)
OWN = {"guid", "status", "at", "text"}


class Side(StrEnum):
    """进出口 Which schema a message is of; the export side signs before extensions."""

    IMPORT = "import"
    EXPORT = "export"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportHead:
    """报送表头 How every paper of the import side begins."""

    heading_guid: str = wire("guid", "C36", label="系统唯一序号")
    heading_action: Action = wire(
        "appType", "C1{1,2,3}", label="报送类型", means=ACTIONS, schema="C1"
    )
    heading_reported_at: datetime = wire("appTime", "T14", label="报送时间")
    heading_draft: bool = wire(
        "appStatus", "C1{1,2}", label="业务状态", means=DRAFT, schema="C..3"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportHead:
    """报送表头 How every paper of the export side begins."""

    heading_guid: str = wire("guid", "C36", label="系统唯一序号")
    heading_action: Action = wire(
        "appType", "C1{1,2,3}", label="报送类型", means=ACTIONS, schema="C1"
    )
    heading_reported_at: datetime = wire("appTime", "T14", label="报送时间")
    heading_draft: bool = wire(
        "appStatus", "C1{1,2}", label="业务状态", means=DRAFT, schema="C1"
    )


@dataclass(frozen=True, kw_only=True)
class Message:
    """报文 A message of the standard: its number, its entries, the noun they become.

    `tag` and `often` say under which tag and how often an entry stands in it; `label`
    and `english` are its title; `editions` those it is part of, the newest first.
    `aliases` are the tags under which it is met as well.
    """

    number: str
    tag: str
    entry: type[Any]
    noun: type[Any]
    label: str
    english: str
    often: str = "1..100"
    side: Side = Side.IMPORT
    editions: tuple[str, ...] = EDITIONS
    aliases: tuple[str, ...] = ()

    @property
    def root(self) -> str:
        """The tag of the whole message."""
        return f"CEB{self.number}Message"

    @property
    def is_flat(self) -> bool:
        """Whether an entry is not split into a head and lines."""
        return all(item.name != "head" for item in fields(self.entry))

    @cached_property
    def head(self) -> type[Any]:
        """The shape of what an entry says as a whole."""
        return self.entry if self.is_flat else part_of(self.entry, "head")[2]

    @cached_property
    def line(self) -> type[Any] | None:
        """The shape of a line of an entry, if it has lines."""
        named = any(item.name == "lines" for item in fields(self.entry))
        return part_of(self.entry, "lines")[2] if named else None

    @cached_property
    def line_noun(self) -> Any:
        """The noun of a line."""
        return get_args(get_type_hints(self.noun)["lines"])[0]

    def to_noun(self, entry: Any) -> Any:
        """Say in our words what the message says in its own."""
        head: Any = getattr(entry, "head", entry)
        if self.line is None:
            return fold(self.noun, head)
        lines = tuple(fold(self.line_noun, line) for line in entry.lines)
        return fold(self.noun, head, lines=lines)

    def from_noun(self, noun: Any) -> Any:
        """Say in the words of the message what we say in ours."""
        head = unfold(self.head, noun)
        if self.line is None:
            return head if self.is_flat else self.entry(head=head)
        lines = tuple(unfold(self.line, line) for line in noun.lines)
        return self.entry(head=head, lines=lines)


@dataclass(frozen=True, kw_only=True)
class ReceiptMessage(Message):
    """回执报文 The message that answers papers of one kind.

    Its entries begin with a number, go on with the keys of the paper and end with
    status, time and text.
    """

    paper: Paper
    noun: type[Any] = Receipt

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The names of the keys it repeats."""
        return tuple(it.name for it in fields(self.entry) if it.name not in OWN)

    def to_noun(self, entry: Any) -> Receipt:
        """Read a receipt."""
        keys = {name: getattr(entry, name) for name in self.keys}
        return Receipt(
            guid=entry.guid,
            paper=self.paper,
            status=entry.status,
            text=entry.text,
            at=entry.at,
            keys={name: str(said) for name, said in keys.items() if said is not None},
        )

    def from_noun(self, noun: Receipt, edition: str = NEWEST) -> Any:
        """Say a receipt in the words of its message."""
        slots = self._slots(edition)
        return self.entry(
            guid=noun.guid,
            status=noun.status,
            at=noun.at,
            text=_fitting(slots["text"], noun.text),
            **{name: _fitting(slots[name], noun.keys.get(name)) for name in self.keys},
        )

    def edition_for(self, receipts: Iterable[Receipt]) -> str:
        """Choose the newest edition that has room for the keys of all receipts."""
        longest = {
            name: max(len(it.keys.get(name, "")) for it in receipts)
            for name in self.keys
        }
        for edition in self.editions:
            slots = self._slots(edition)
            if all(longest[name] <= _room(slots[name]) for name in self.keys):
                return edition
        return self.editions[0]

    def _slots(self, edition: str) -> dict[str, Slot]:
        return {slot.name: slot for slot in table_of(self.entry, edition).slots}


def _room(slot: Slot) -> int:
    form = slot.form
    assert form is not None, "the keys of a receipt are no parts"
    return len(str(form.most)) if form.sort is Sort.WHOLE else form.most


def _fitting(slot: Slot, said: str | None) -> Any:
    """Make a key fit its field, or what stands for one that is not there yet.

    A paper may be refused before it has a number that its receipt must name: a dash
    stands for it, or zeros where the length is given.
    """
    form = slot.form
    assert form is not None, "the keys of a receipt are no parts"
    if not said and not slot.required:
        return None
    if form.sort is Sort.WHOLE:
        return int(said or 0)
    if form.least < form.most or len(said or "") == form.most:
        return fit(said or "", form.most)
    return "0" * form.most if slot.required else None


@dataclass(frozen=True, kw_only=True)
class PaperMessage(Message):
    """企业报文 The message that carries papers of one kind, and the one that answers.

    `must_be_signed` is what its schema says.
    """

    noun: type[AnyPaper]
    receipt: ReceiptMessage
    must_be_signed: bool = False

    @property
    def paper(self) -> Paper:
        """The kind of paper it carries."""
        return self.noun.nature.kind
