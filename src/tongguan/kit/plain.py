"""What a field holds when nothing about it is unusual: a pattern, and its value.

For the quick reader, which takes the common case only. A pattern here may refuse what
the form takes (a number with a sign), and never takes what the form refuses; where it
can't tell, the form itself parses. Texts that XML writes otherwise than they are
(`&`, `<`, carriage returns) are not plain, nor is what no XML may hold.
"""

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from typing import Any

from tongguan.kit.fields import Slot, table_of
from tongguan.kit.forms import ONE_LINE, Form, Sort

LINE = "[^<>&\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
LINES = "[^<>&\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
KEPT = 10_000


class UnfitError(TypeError):
    """A shape is not one that can be read quickly."""


class Remembered(dict[str, Any]):
    """What the last thousands of texts were read as."""

    def __init__(self, parse: Callable[[str], Any]) -> None:
        super().__init__()
        self.parse = parse

    def __missing__(self, text: str) -> Any:
        if len(self) >= KEPT:
            self.clear()
        value = self[text] = self.parse(text)
        return value


DECIMALS = Remembered(Decimal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A field that is plain: what it may be, and how its text becomes its value.

    `parse` is a mapping where values are looked up, and None where the text is the
    value. `bare` is what the field is worth without a text, be it empty or absent.
    """

    name: str
    tag: str
    pattern: str
    parse: Any
    required: bool
    may_be_empty: bool
    bare: Any


def plain_fields(shape: type[Any], edition: str) -> tuple[Plain, ...]:
    """Lay out a shape of fields only, or raise `UnfitError`."""
    table = table_of(shape, edition)
    if table.attributes or len(table.quick) < len(table.slots):
        raise UnfitError(shape)
    absent = {item.name: item.default for item in fields(shape)}
    return tuple(_plain(slot, absent[slot.name]) for slot in table.slots)


def _plain(slot: Slot, absent: Any) -> Plain:
    if slot.form is None:
        raise UnfitError(slot.tag)
    may_be_empty, bare = slot.empty is not None, None
    if may_be_empty and (slot.empty or slot.required):
        bare = slot.parse(slot.empty or "")
    if not slot.required:
        if absent is MISSING or (may_be_empty and bare != absent):
            raise UnfitError(slot.tag)
        bare = absent
    pattern, parse = _taken(slot, slot.form)
    return Plain(
        name=slot.name,
        tag=slot.tag,
        pattern=f"(?:{pattern}|)" if may_be_empty else pattern,
        parse=parse,
        required=slot.required,
        may_be_empty=may_be_empty,
        bare=bare,
    )


def _taken(slot: Slot, form: Form) -> tuple[str, Any]:
    """Say which texts are plain, none of them empty, and what makes values of them."""
    if form.among:
        meaning = {code: slot.parse(code) for code in form.among}
        told = any(code != value for code, value in meaning.items())
        return "|".join(map(re.escape, form.among)), meaning if told else None
    if slot.parse is not form.parse or form.loose:
        return f"{LINES}+", slot.parse
    if form.text is str:
        return _unchanged(form)
    if form.sort is Sort.DECIMAL:
        whole, part = form.digits - form.decimals, form.decimals
        return rf"[0-9]{{1,{whole}}}(?:\.[0-9]{{1,{part}}})?", DECIMALS
    if form.digits:
        return f"[0-9]{{{form.digits}}}", Remembered(slot.parse)
    return f"{LINES}+", slot.parse


def _unchanged(form: Form) -> tuple[str, Any]:
    """Say it of texts that are their own value, and of whole numbers."""
    if form.sort is Sort.WHOLE:
        return f"[0-9]{{1,{len(str(form.most + 1)) - 1}}}", int
    kind = LINE if form.most <= ONE_LINE else LINES
    return f"{kind}{{{max(form.least, 1)},{form.most}}}+", None
