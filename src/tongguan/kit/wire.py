"""Wire forms: read and written from one declaration, in the standard's own notation.

The reader takes neutral nodes, not XML; it names everything that is wrong, in document
order, and never stops at the first. What this module writes, it could read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from tongguan.kit.breaches import (
    EMPTY,
    FOREIGN,
    MISSING,
    OUT_OF_ORDER,
    REPEATED,
    STRAY_ATTRIBUTE,
    STRAY_ELEMENT,
    STRAY_TEXT,
    TOO_MANY,
    UNKNOWN,
    Breach,
    BreachError,
    WireFault,
)
from tongguan.kit.fields import OWN_TEXT, Slot, Table, rows, table_of, tag_of, wire

__all__ = ["Node", "WireFault", "read", "rows", "tag_of", "wire", "write"]

M = TypeVar("M")
SHOWN = 60
MOST_FAULTS = 500


@dataclass(slots=True)
class Node:
    """An element as it travelled, free of XML.

    A foreign namespace stays in the tag, as `{namespace}name`, and no namespace where
    there should be one as `{}name`. An element that has children has a text when more
    than white space stood between them.
    """

    tag: str
    text: str = ""
    children: Sequence["Node"] = ()
    attributes: Mapping[str, str] | None = None


class _Reading:
    """One element being read: what was found, and what was wrong at which place."""

    __slots__ = ("edition", "found", "path", "table", "troubles")

    def __init__(self, table: Table, path: str, edition: str) -> None:
        self.table = table
        self.path = path
        self.edition = edition
        self.found: dict[str, Any] = {}
        self.troubles: list[tuple[int, WireFault]] = []

    def children(self, node: Node) -> None:
        """Read the children in order; this is the loop every field passes through."""
        quick, found = self.table.quick, self.found
        position = -1
        for child in node.children:
            entry = quick.get(child.tag)
            if entry is None:
                self.unknown(child, position)
                continue
            index, name, parse, slot = entry
            if index > position:
                position = index
            elif self.goes_back(slot, position):
                continue
            if parse is None or not child.text or child.children or child.attributes:
                self.unusual(slot, child)
                continue
            try:
                found[name] = parse(child.text)
            except BreachError as error:
                self.refused(slot, error.breach, child.text)

    def goes_back(self, slot: Slot, position: int) -> bool:
        """Name what a sequence may not have; say whether it is to be passed over."""
        if slot.many and slot.index == position:
            return False
        again = slot.name in self.found and not slot.many
        self.trouble(slot, REPEATED if again else OUT_OF_ORDER, at=position)
        return again

    def unusual(self, slot: Slot, child: Node) -> None:
        """Read what is not simply a text: a part, an empty field, a laden field."""
        if slot.form is None:
            self.part(slot, child)
        else:
            self.value(slot, child)

    def value(self, slot: Slot, child: Node) -> None:
        """Read a field that should hold a text."""
        if child.children or child.attributes:
            self.odd(slot, child)
        if not child.text:
            self.nothing(slot)
            return
        try:
            self.found[slot.name] = slot.parse(child.text)
        except BreachError as error:
            self.refused(slot, error.breach, child.text)

    def refused(self, slot: Slot, breach: Breach, text: str) -> None:
        """Note a text that has not the form; the field was given all the same."""
        self.found[slot.name] = None
        self.trouble(slot, breach, text)

    def nothing(self, slot: Slot) -> None:
        """Take an empty field for what it means, or for a fault."""
        self.found[slot.name] = None
        if slot.empty is None:
            self.trouble(slot, EMPTY)
        elif slot.empty or slot.required:
            self.found[slot.name] = slot.parse(slot.empty)

    def part(self, slot: Slot, child: Node) -> None:
        """Read a part that has fields itself, or note that it is there."""
        place, several = f"{self.path}/{slot.tag}", None
        if slot.many:
            several = self.found.setdefault(slot.name, [])
            place = f"{place}[{len(several) + 1}]"
            if len(several) >= slot.most:
                if len(several) == slot.most:
                    self.too_many(slot, place)
                    several.append(None)
                return
        value: Any = True
        if len(self.troubles) >= MOST_FAULTS:
            value = None
        elif slot.shape is not None:
            faults: list[WireFault] = []
            value = read(child, slot.shape, place, faults=faults, edition=self.edition)
            self.troubles.extend((slot.index, fault) for fault in faults)
        if several is None:
            self.found[slot.name] = value
        else:
            several.append(value)

    def too_many(self, slot: Slot, place: str) -> None:
        """Name the first that is one too many; it and the rest are not read."""
        fault = WireFault(place, slot.tag, slot.label, "", TOO_MANY, slot.wanted)
        self.troubles.append((slot.index, fault))

    def attributes(self, node: Node) -> None:
        """Read what travels as attributes of the element."""
        given = {OWN_TEXT: node.text, **(node.attributes or {})}
        for slot in self.table.attributes:
            text = given.pop(slot.tag, None)
            if text is None:
                if slot.required:
                    self.trouble(slot, MISSING)
                self.found[slot.name] = None
            else:
                self.value(slot, Node(slot.tag, text))
        given.pop(OWN_TEXT, None)
        self.strange_attributes(given, self.path)

    def strange_attributes(self, given: Mapping[str, str], path: str) -> None:
        """Name the attributes the standard does not have."""
        for name in islice(given, MOST_FAULTS):
            fault = WireFault(f"{path}/@{name}", name, name, "", STRAY_ATTRIBUTE)
            self.troubles.append((-1, fault))

    def odd(self, slot: Slot, child: Node) -> None:
        """Name elements and attributes in a field that should hold text only."""
        if child.children:
            self.trouble(slot, STRAY_ELEMENT)
        self.strange_attributes(child.attributes or {}, f"{self.path}/{slot.tag}")

    def unknown(self, child: Node, position: int) -> None:
        """Name an element the standard does not have here; its value stays unsaid."""
        if len(self.troubles) < MOST_FAULTS:
            breach = FOREIGN if child.tag.startswith("{") else UNKNOWN
            tag = shown(child.tag.removeprefix("{}"))
            fault = WireFault(f"{self.path}/{tag}", tag, tag, "", breach)
            self.troubles.append((position, fault))

    def trouble(
        self, slot: Slot, breach: Breach, text: str = "", *, at: int | None = None
    ) -> None:
        """Note a fault of one field; a person's value is veiled."""
        if len(self.troubles) >= MOST_FAULTS:
            return
        place = f"{self.path}/{'@' if slot.attribute else ''}{slot.tag}"
        value = slot.mask(text) if slot.mask and text else text
        fault = WireFault(
            self.path if slot.tag == OWN_TEXT else place,
            slot.tag,
            slot.label,
            shown(value),
            breach,
            slot.wanted,
        )
        self.troubles.append((slot.index if at is None else at, fault))


def read(
    node: Node,
    shape: type[M],
    path: str,
    *,
    faults: list[WireFault],
    edition: str = "",
) -> M | None:
    """Build `shape` from a node, or add everything that is wrong with it to `faults`.

    `path` is where the node stands, for the faults to name.
    """
    table = table_of(shape, edition)
    reading = _Reading(table, path, edition)
    if node.attributes or table.attributes:
        reading.attributes(node)
    if node.text and node.text.strip(" \t\r\n") and not table.has_text:
        fault = WireFault(path, node.tag, node.tag, "", STRAY_TEXT)
        reading.troubles.append((-1, fault))
    reading.children(node)
    found = reading.found
    for slot in table.required:
        if slot.name not in found:
            reading.trouble(slot, MISSING)
    for slot in table.repeated:
        found[slot.name] = tuple(found.get(slot.name, ()))
    if not reading.troubles:
        return shape(**found)
    reading.troubles.sort(key=lambda trouble: trouble[0])
    room = max(MOST_FAULTS - len(faults), 0)
    faults.extend(fault for _, fault in reading.troubles[:room])
    return None


def shown(text: str) -> str:
    """Cut a value short and spell out what cannot be printed."""
    cut = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    if cut.isprintable():
        return cut
    return "".join(
        it if it.isprintable() or it == "\u3000" else f"\\u{ord(it):04x}" for it in cut
    )


def write(value: Any, tag: str, edition: str = "") -> Node:
    """Say a declared value in nodes; refuse what the standard has no room for."""
    table = table_of(type(value), edition)
    signs = [(it, getattr(value, it.name)) for it in table.attributes]
    attributes = {it.tag: it.text(said) for it, said in signs if said is not None}
    children: list[Node] = []
    for slot in table.written:
        said = getattr(value, slot.name)
        several = said if slot.many else (said,)
        children.extend(_node(it, slot, edition) for it in several if it is not None)
    text = attributes.pop(OWN_TEXT, "")
    return Node(tag, text, [it for it in children if it.tag], attributes)


def _node(said: Any, slot: Slot, edition: str) -> Node:
    if slot.shape is not None:
        return write(said, slot.tag, edition)
    if slot.form is None:
        return Node("")
    text = slot.text(said)
    if text or slot.empty is None:
        slot.form.parse(text)
    return Node(slot.tag, text)
