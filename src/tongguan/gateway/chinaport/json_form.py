"""报文的 JSON 形式 A message in JSON: the same parts, the same tags, nothing lost.

    {"CEB513Message": {"@guid": "…", "@version": "1.0",
                       "LogisticsStatus": [{"guid": "…", …}], "BaseTransfer": {…}}}

A part that may occur often is a list, a field its text as it would travel; numbers may
be numbers. The order of names is free: it follows from the standard. A JSON message has
no signature.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Never

from tongguan.gateway.chinaport.decoding import decode
from tongguan.gateway.chinaport.format_codes import (
    NOT_JSON,
    TOO_LARGE,
    UnreadableError,
)
from tongguan.gateway.chinaport.messages import SIGNATURE
from tongguan.gateway.chinaport.xml import STANDARD_LIMITS, Limits
from tongguan.kit.fields import OWN_TEXT, Slot, table_of
from tongguan.kit.forms import Sort
from tongguan.kit.wire import Node, shown

MARKS = (b"\xef\xbb\xbf",)
ATTRIBUTE = "@"
HALF = re.compile("[\ud800-\udfff]")
Shapes = Callable[[str], type[Any] | None]


def is_json(data: bytes) -> bool:
    """Tell whether a message is meant as JSON; an XML document begins with `<`."""
    for mark in MARKS:
        data = data.removeprefix(mark)
    return data[:64].lstrip(b" \t\r\n").startswith(b"{")


def parse(data: bytes, shapes: Shapes, limits: Limits = STANDARD_LIMITS) -> Node:
    """Read a JSON message into nodes, or raise `UnreadableError`; never anything else.

    `shapes` knows the shape of a message by the tag of its root.
    """
    if len(data) > limits.size:
        most = f"{limits.size} bytes"
        raise UnreadableError(TOO_LARGE, f"超过 {limits.size} 字节", f"over {most}")
    try:
        return _grown(_loaded(decode(data)), shapes, limits)
    except RecursionError:
        raise UnreadableError(TOO_LARGE, "层级过深", "nested too deep") from None


def _grown(said: Any, shapes: Shapes, limits: Limits) -> Node:
    if not isinstance(said, dict) or len(said) != 1:
        raise UnreadableError(
            NOT_JSON,
            "最外层应只有报文类型一个名称",
            "one name, the message's, is wanted",
        )
    ((tag, content),) = said.items()
    growing = _Growing(limits)
    return growing.node(tag, content, shapes(tag), 1)


def _loaded(text: str) -> Any:
    try:
        return json.loads(
            text,
            object_pairs_hook=_once,
            parse_float=str,
            parse_int=str,
            parse_constant=_refuse,
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(
            NOT_JSON,
            f"第 {error.lineno} 行第 {error.colno} 列附近",
            f"near line {error.lineno}, column {error.colno}",
        ) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Take a name once: whoever gives it twice leaves it open which one counts."""
    found = {_whole(name): value for name, value in pairs}
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(
            NOT_JSON, f"名称“{shown(twice)}”重复", f"{shown(twice)} is given twice"
        )
    return found


def _refuse(constant: str) -> Never:
    raise UnreadableError(NOT_JSON, constant)


class _Growing:
    """Nodes grown from JSON; their number and depth are bounded."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.left = limits.elements

    def node(self, tag: str, said: Any, shape: type[Any] | None, depth: int) -> Node:
        """Grow the node of one element."""
        self.left -= 1
        if self.left < 0 or depth > self.limits.depth:
            raise UnreadableError(TOO_LARGE, "元素过多或层级过深", "too many elements")
        if not isinstance(said, dict):
            return Node(tag, _text(said))
        signs = {
            name.removeprefix(ATTRIBUTE): _text(value)
            for name, value in said.items()
            if name.startswith(ATTRIBUTE)
        }
        slots = _slots(shape)
        children = [
            self.node(name, one, _shape(slots.get(name)), depth + 1)
            for name in sorted(said, key=lambda it: _place(slots, it))
            if not name.startswith(ATTRIBUTE)
            for one in _several(said[name])
        ]
        return Node(tag, "", children, signs or None)


def _text(said: Any) -> str:
    if isinstance(said, str):
        return _whole(said)
    if said is None:
        return ""
    return json.dumps(said, ensure_ascii=False)


def _whole(text: str) -> str:
    """Refuse half a character: JSON can spell what no text can hold."""
    if not text.isprintable() and (half := HALF.search(text)):
        raise UnreadableError(NOT_JSON, shown(half[0]))
    return text


def _several(said: Any) -> list[Any]:
    if said is None:
        return []
    return said if isinstance(said, list) else [said]


def _slots(shape: type[Any] | None) -> Mapping[str, Slot]:
    if shape is None:
        return {}
    return {slot.tag: slot for slot in table_of(shape).slots if slot.tag != SIGNATURE}


def _shape(slot: Slot | None) -> type[Any] | None:
    return slot.shape if slot else None


def _place(slots: Mapping[str, Slot], name: str) -> int:
    return slots[name].index if name in slots else len(slots)


def write(root: Node, shape: type[Any]) -> bytes:
    """Write a message as JSON, its parts in the order of the standard."""
    said = {root.tag: _said(root, shape)}
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _said(node: Node, shape: type[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {
        f"{ATTRIBUTE}{name}": value
        for name, value in sorted((node.attributes or {}).items())
        if name != OWN_TEXT
    }
    slots = _slots(shape)
    for child in node.children:
        slot = slots[child.tag]
        value = _value(child, slot)
        if slot.many:
            found.setdefault(child.tag, []).append(value)
        else:
            found[child.tag] = value
    return found


def _value(node: Node, slot: Slot) -> Any:
    if slot.shape is not None:
        return _said(node, slot.shape)
    if slot.form is not None and slot.form.sort is Sort.WHOLE:
        return int(node.text)
    return node.text
