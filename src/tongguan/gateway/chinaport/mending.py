"""改正 One paper on the register, entry by entry, changed and sent anew.

A paper is laid out as the entries it travels as, under their tags. What is changed is
read by the reader that reads every message, so that a form finds what a message would.
What is sent goes in by the inbox like any message of its sender: once, however often
the button is pressed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from tongguan.gateway.chinaport.catalogue import BY_PAPER, write_message
from tongguan.gateway.chinaport.inbox import accept
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.journeys.rooms import Rooms
from tongguan.kit.checks import Place
from tongguan.kit.fields import Slot, part_of, table_of, tag_of
from tongguan.kit.messages import PaperMessage
from tongguan.kit.wire import Node, WireFault, read
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.register.model import Standing
from tongguan.plumbing.register.rules import OPEN
from tongguan.plumbing.register.sealing import digest_of
from tongguan.trade.papers import Action, AnyPaper

NO_ADDRESS = "-"
HEADING = "heading_"
HEAD = 0
A_SECOND = timedelta(seconds=1)
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """栏目 One entry of a paper: where it stands, how it is called, what it says.

    `line` counts goods items from 1; 0 is the head. What is about a person is said
    masked, and `is_masked`.
    """

    line: int
    name: str
    tag: str
    label: str
    text: str
    shown: str
    is_masked: bool
    wanted: tuple[str, str]

    @property
    def key(self) -> str:
        """Its name in a form: `0.freight`, `2.price`."""
        return f"{self.line}.{self.name}"


def fields_of(paper: AnyPaper) -> Iterator[Field]:
    """Lay a paper out, entry by entry, but for its heading."""
    message = BY_PAPER[paper.nature.kind].message
    entry = message.from_noun(paper)
    yield from _fields(HEAD, message.head, getattr(entry, "head", entry))
    if message.line is not None:
        for line, item in enumerate(entry.lines, start=1):
            yield from _fields(line, message.line, item)


def _fields(line: int, shape: type[Any], said: Any) -> Iterator[Field]:
    for slot in table_of(shape).written:
        if slot.form is None or slot.name.startswith(HEADING):
            continue
        value = getattr(said, slot.name)
        text = "" if value is None else slot.text(value)
        yield Field(
            line=line,
            name=slot.name,
            tag=slot.tag,
            label=slot.label,
            text=text,
            shown=slot.mask(text) if slot.mask and text else text,
            is_masked=slot.mask is not None,
            wanted=slot.wanted,
        )


def key_of(place: Place) -> str:
    """Say under which key the entry of a place stands."""
    name = place.field.removeprefix("lines").removeprefix(".").replace(".", "_")
    return f"{place.line or HEAD}.{name}"


def renewed(paper: AnyPaper, standing: Standing, at: datetime, number: str) -> AnyPaper:
    """Give a paper the heading it is sent anew with.

    What was rejected is declared again; what is lodged still is changed, and its list
    named by its preliminary `number`.
    """
    newer = max(at.replace(microsecond=0), standing.reported_at + A_SECOND)
    again = standing.state in OPEN
    heading = replace(
        paper.heading,
        action=Action.NEW if again else Action.CHANGE,
        reported_at=newer.astimezone(SHANGHAI),
        draft=False,
    )
    if not again and hasattr(paper, "preliminary_number"):
        return replace(paper, heading=heading, preliminary_number=number)  # type: ignore[call-arg]  # lists and applications have one
    return replace(paper, heading=heading)


def changed(paper: AnyPaper, texts: Texts) -> AnyPaper | list[WireFault]:
    """Change entries of a paper, or name everything that has not its form."""
    message = BY_PAPER[paper.nature.kind].message
    faults: list[WireFault] = []
    entry: Any = read(_node(message, paper, texts), message.entry, "", faults=faults)
    return faults if entry is None else message.to_noun(entry)


def _node(message: PaperMessage, paper: AnyPaper, texts: Texts) -> Node:
    """Build the entry as which the changed paper would have travelled."""
    said = message.from_noun(paper)
    head = _children(HEAD, message.head, getattr(said, "head", said), texts)
    if message.is_flat:
        return Node(message.tag, "", head)
    children = [Node(tag_of(message.entry, "head")[0], "", head)]
    if message.line is not None:
        tag = part_of(message.entry, "lines")[0]
        children += [
            Node(tag, "", _children(line, message.line, item, texts))
            for line, item in enumerate(said.lines, start=1)
        ]
    return Node(message.tag, "", children)


def _children(line: int, shape: type[Any], said: Any, texts: Texts) -> list[Node]:
    found = [
        (slot, _text(slot, said, texts.get(f"{line}.{slot.name}")))
        for slot in table_of(shape).written
        if slot.form is not None
    ]
    return [Node(slot.tag, text) for slot, text in found if text or slot.required]


def _text(slot: Slot, said: Any, text: str | None) -> str:
    if text is not None:
        return text.strip()
    value = getattr(said, slot.name)
    return "" if value is None else slot.text(value)


def fault_key(fault: WireFault, paper: AnyPaper) -> str:
    """Say under which key the entry stands that a fault of form is about."""
    shape = BY_PAPER[paper.nature.kind].message
    steps = fault.path.strip("/").split("/")
    tag, above = steps[-1], steps[-2] if len(steps) > 1 else ""
    line = int(above.partition("[")[2].rstrip("]") or HEAD)
    table = table_of(shape.line if line and shape.line else shape.head)
    return f"{line}.{next((it.name for it in table.slots if it.tag == tag), '')}"


def send_again(
    rooms: Rooms, standing: Standing, paper: AnyPaper, at: datetime
) -> tuple[int, bool]:
    """Send a paper anew; return its message, and whether it was sent before.

    Of one version of a paper the same content is sent once: its numbers are made of
    what it says, not of when it is sent.
    """
    named = f"tongguan:again:{standing.id}:{standing.version}:{digest_of(paper).hex()}"
    number = str(uuid5(NAMESPACE_URL, named)).upper()
    known = rooms.inbox.numbered(standing.sender, number)
    if known is not None:
        return known, True
    guid = str(uuid5(NAMESPACE_URL, f"{named}:paper")).upper()
    sent = replace(paper, heading=replace(paper.heading, guid=guid))
    kind = BY_PAPER[paper.nature.kind].message_type
    body = write_message(kind, [sent], transfer_of(rooms, standing.sender), number)
    accepted = accept(rooms, standing.sender, body, at, number=number)
    return accepted.id, accepted.duplicate


def transfer_of(rooms: Rooms, firm: str) -> Transfer:
    """Say who sends, as the message names a firm."""
    named = rooms.enterprises.registry([firm])
    addresses = rooms.enterprises.addresses_of([firm]).get(firm, [])
    return Transfer(
        code=firm,
        name=named[firm].name if firm in named else firm,
        mode="DXP",
        address=addresses[0].address if addresses else NO_ADDRESS,
    )
