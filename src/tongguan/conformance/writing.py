"""制报 Messages from papers and their changes, written in any way wanted."""

import codecs
import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from lxml import etree

from tongguan.conformance.model import ABSENT, EMPTY, Spelling, Step
from tongguan.conformance.pages import page, paper
from tongguan.conformance.signatures import signed
from tongguan.conformance.spoiling import spoilt
from tongguan.conformance.words import Words, guid

WIRE = "wire.yaml"
PART = re.compile(r"(?P<tag>[^\[\]]+)(?:\[(?P<place>\d+)\])?")
Entries = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Letter:
    """报文 A message as it is sent: which, its number, its papers, its bytes."""

    message: str
    guid: str
    sender: str
    papers: tuple[Mapping[str, str], ...]
    data: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """底稿 What a message is made of: its step, changes, and the words of each copy."""

    name: str
    step: Step
    changes: Mapping[str, str]
    words: tuple[Words, ...]
    sender: str
    turn: int


def write(draft: Draft) -> Letter:
    """Write the message of a draft."""
    base, words = paper(draft.name), draft.words[0]
    number = guid(words["n"], draft.name, draft.turn)
    (tag, _), *_ = base["body"].items()
    bodies = [_body(draft, base, one, copy) for copy, one in enumerate(draft.words)]
    shell = _filled(page(WIRE)["shell"], words.and_also(sender=words[draft.sender]))
    signs = _filled(page(WIRE)["attributes"], words.and_also(guid=number))
    whole = {tag: [body[tag] for body in bodies], **shell}
    for path, value in draft.changes.items():
        said = value.format_map(words)
        if path.startswith("/@"):
            signs[path[2:]] = said
        elif path.startswith("/"):
            put(whole, path[1:], said)
    root = _tree(base["message"], signs, whole, draft.step.written)
    data = _bytes(root, draft.step.written)
    if draft.step.signed:
        data = signed(data, draft.step.signed)
    data = spoilt(data, draft.step.spoilt, number)
    papers = tuple(_flat(body) for body in bodies)
    return Letter(base["message"], number, words[draft.sender].code, papers, data)


def raw(draft: Draft) -> Letter:
    """Write bytes that are no message, or only look like one."""
    words = draft.words[0]
    number = guid(words["n"], "raw", draft.turn)
    text = draft.step.raw.format_map(words.and_also(guid=number))
    data = spoilt(text.encode(), draft.step.spoilt, number)
    return Letter("", number, words[draft.sender].code, (), data)


def _body(draft: Draft, base: Entries, words: Words, copy: int) -> Entries:
    """Fill in one paper of the message, with the changes made to it."""
    own = guid(words["n"], draft.name, draft.turn, "paper", copy)
    body: Entries = deepcopy(base["body"])
    (entry,) = body.values()
    for tag, times in draft.step.repeat.items():
        entry[tag] = [deepcopy(entry[tag][0]) for _ in range(times)]
        for place, line in enumerate(entry[tag], start=1):
            line[page(WIRE)["place"]] = str(place)
    filled: Entries = _filled(body, words.and_also(guid=own))
    (entry,) = filled.values()
    for path, value in draft.changes.items():
        if not path.startswith("/"):
            put(entry, path, value.format_map(words.and_also(guid=own)))
    return filled


def put(entries: Entries, path: str, value: str) -> None:
    """Change the entry at a path: give it a value, empty it, or take it out."""
    *ways, last = path.split("/")
    for way in ways:
        entries = _step(entries, way)
    match = PART.fullmatch(last)
    assert match, f"{path} is no path"
    if value == ABSENT:
        entries.pop(match["tag"], None)
    else:
        entries[match["tag"]] = EMPTY if value == EMPTY else value


def _step(entries: Entries, way: str) -> Entries:
    match = PART.fullmatch(way)
    assert match, f"{way} is no part of a path"
    child = entries.setdefault(match["tag"], {})
    found: Entries = (
        child[int(match["place"] or 1) - 1] if isinstance(child, list) else child
    )
    return found


def _filled(told: Any, words: Mapping[str, Any]) -> Any:
    if isinstance(told, dict):
        return {tag: _filled(child, words) for tag, child in told.items()}
    if isinstance(told, list):
        return [_filled(child, words) for child in told]
    return told.format_map(words)


def _flat(body: Any) -> dict[str, str]:
    """Return the entries of a paper that stand alone, not those of its lines."""
    found: dict[str, str] = {}
    for tag, child in body.items():
        if isinstance(child, dict):
            found |= _flat(child)
        elif isinstance(child, str):
            found[tag] = child
    return found


def _tree(
    message: str, signs: Mapping[str, str], whole: Entries, how: Spelling
) -> etree._Element:
    """Grow the tree of a message."""
    space = page(WIRE)["namespace"]
    spaces: Any = {how.prefix or None: space}
    root = etree.Element(f"{{{space}}}{message}", dict(signs), nsmap=spaces)
    _grow(root, whole, f"{{{space}}}", comments=how.comments)
    return root


def _grow(
    parent: etree._Element, entries: Entries, space: str, *, comments: bool
) -> None:
    """Write entries below an element; those left empty are not written."""
    for tag, child in entries.items():
        for one in child if isinstance(child, list) else [child]:
            if isinstance(one, dict):
                if any(one.values()):
                    branch = etree.SubElement(parent, space + tag)
                    _grow(branch, one, space, comments=comments)
            elif one:
                leaf = etree.SubElement(parent, space + tag)
                _say(leaf, "" if one == EMPTY else one, comments=comments)


def _say(leaf: etree._Element, text: str, *, comments: bool) -> None:
    """Write a value; a comment in its midst changes nothing of it."""
    if not comments:
        leaf.text = text
        return
    middle = len(text) // 2
    note = etree.Comment("备注")
    leaf.text, note.tail = text[:middle], text[middle:]
    leaf.append(note)


def _bytes(root: etree._Element, how: Spelling) -> bytes:
    data = etree.tostring(
        root,
        encoding=how.encoding,
        xml_declaration=how.declared,
        pretty_print=how.indented,
    )
    assert isinstance(data, bytes), "an encoding was named"
    return (codecs.BOM_UTF8 if how.mark else b"") + data
