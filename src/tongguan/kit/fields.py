"""A message declared field by field, and the table a declaration amounts to.

A field is declared with the tag it travels under and its form in the standard's own
notation, or, for a part that has fields itself, with how often it may occur (`1`,
`0..1`, `1..99`, `1..n`; `1..1` is a row of exactly one) and `of` which shape it is. A
part without a shape is noted as present, and what it holds is not looked at.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypedDict, Unpack

from tongguan.kit.breaches import Texts
from tongguan.kit.forms import UNBOUNDED, Form
from tongguan.kit.notation import form

OWN_TEXT = ""
ONE_OF_MANY = "1..1"
OCCURRENCE = re.compile(r"(?P<least>\d+)(?:\.\.(?P<most>\d+|n))?")


class Terms(TypedDict, total=False):
    """What else may be said of a field.

    `label` is its name in the printed table; `was` gives its form in other editions,
    empty where the edition has no such field; `means` turns its codes into values of
    ours; `mask` veils a person's value in faults; `attribute` says it travels as an
    attribute, one without a tag as the element's own text; `default` is what is written
    when our own papers do not carry it.

    Where we read otherwise than the published schema: `schema` gives its form, empty
    where it has no such field, which then is read and never written; `demanded` says
    that it requires what we can do without.
    """

    label: str
    required: bool
    of: type[Any]
    was: Mapping[str, str]
    means: Mapping[str, Any]
    mask: Callable[[str], str]
    attribute: bool
    default: Any
    schema: str
    demanded: bool


def wire(tag: str, notation: str, **terms: Unpack[Terms]) -> Any:
    """Declare a field: the tag it travels under and the form it takes."""
    metadata = {"tag": tag, "notation": notation, **terms}
    if "default" in terms:
        return field(default=terms["default"], metadata=metadata)
    if occurrence := OCCURRENCE.fullmatch(notation):
        return _part(occurrence, metadata)
    form(notation, required=terms.get("required", True))
    if terms.get("required", True) and "" not in terms.get("was", {}).values():
        return field(metadata=metadata)
    return field(default=None, metadata=metadata)


def _part(occurrence: re.Match[str], metadata: Mapping[str, Any]) -> Any:
    if "of" not in metadata:
        return field(default=False, metadata=metadata)
    if occurrence["least"] != "0":
        return field(metadata=metadata)
    several = occurrence["most"] != "1"
    return field(default=() if several else None, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A declared field, ready for reading: its place, its limits, its form."""

    index: int
    name: str
    tag: str
    label: str
    notation: str
    required: bool
    attribute: bool
    most: int
    form: Form | None
    shape: type[Any] | None
    mask: Callable[[str], str] | None
    parse: Callable[[str], Any]
    text: Callable[[Any], str]
    empty: str | None
    schema: str
    demanded: bool

    @property
    def many(self) -> bool:
        """Whether the values form a tuple, be it of one at most."""
        return self.most > 1 or self.notation == ONE_OF_MANY

    @property
    def wanted(self) -> Texts:
        """What the standard wants here, in both languages."""
        if self.form is not None:
            return self.form.wanted
        return f"最多 {self.most} 个", f"at most {self.most}"


@dataclass(frozen=True, slots=True)
class Table:
    """The fields of one shape in the order of the standard.

    `quick` is what the reader asks of a tag: place, name, parser (none for a part).
    """

    slots: tuple[Slot, ...]
    written: tuple[Slot, ...]
    quick: Mapping[str, tuple[int, str, Callable[[str], Any] | None, Slot]]
    attributes: tuple[Slot, ...]
    required: tuple[Slot, ...]
    repeated: tuple[Slot, ...]
    has_text: bool


_TABLES: dict[tuple[type[Any], str], Table] = {}


def table_of(shape: type[Any], edition: str = "") -> Table:
    """Lay out the fields of a declared shape as an edition of the standard has them."""
    table = _TABLES.get((shape, edition))
    if table is None:
        table = _TABLES[shape, edition] = _lay_out(shape, edition)
    return table


def _lay_out(shape: type[Any], edition: str) -> Table:
    every = [
        _slot(index, item.name, item.metadata, edition)
        for index, item in enumerate(fields(shape))
        if _notation(item.metadata, edition)
    ]
    slots = tuple(slot for slot in every if not slot.attribute)
    return Table(
        slots=slots,
        written=tuple(slot for slot in slots if slot.schema),
        quick={
            it.tag: (it.index, it.name, it.parse if it.form else None, it)
            for it in slots
        },
        attributes=tuple(slot for slot in every if slot.attribute),
        required=tuple(slot for slot in slots if slot.required),
        repeated=tuple(slot for slot in slots if slot.many),
        has_text=any(slot.attribute and slot.tag == OWN_TEXT for slot in every),
    )


def _notation(said: Mapping[str, Any], edition: str) -> str:
    return str(said.get("was", {}).get(edition, said["notation"]))


def _slot(index: int, name: str, said: Mapping[str, Any], edition: str) -> Slot:
    notation = _notation(said, edition)
    occurrence = OCCURRENCE.fullmatch(notation)
    required = bool(said.get("required", True))
    if occurrence:
        required = occurrence["least"] != "0"
    takes = None if occurrence else form(notation, required=required)
    return Slot(
        index=index,
        name=name,
        tag=said["tag"],
        label=said.get("label", said["tag"]),
        notation=notation,
        required=required,
        attribute=said.get("attribute", False),
        most=_most(occurrence),
        form=takes,
        shape=said.get("of"),
        mask=said.get("mask"),
        parse=_parser(takes, said.get("means")),
        text=_printer(takes, said.get("means")),
        empty=takes.empty if takes else None,
        schema=said.get("schema", notation),
        demanded=said.get("demanded", required),
    )


def _most(occurrence: re.Match[str] | None) -> int:
    if occurrence is None or occurrence["most"] is None:
        return 1
    return UNBOUNDED if occurrence["most"] == "n" else int(occurrence["most"])


def _parser(takes: Form | None, means: Mapping[str, Any] | None) -> Callable[..., Any]:
    if takes is None:
        return bool
    if means is None:
        return takes.parse
    parse = takes.parse
    return lambda text: means[parse(text)]


def _printer(takes: Form | None, means: Mapping[str, Any] | None) -> Callable[..., str]:
    if takes is None:
        return str
    if means is None:
        return takes.text
    codes = {value: code for code, value in means.items()}
    return codes.__getitem__


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the printed table of a message."""

    part: str
    tag: str
    label: str
    notation: str
    required: bool
    was: Mapping[str, str]


def rows(shape: type[Any], part: str = "") -> Iterator[Row]:
    """Yield the printed table of a shape, each part's fields below the part."""
    for item in fields(shape):
        said = item.metadata
        occurrence = OCCURRENCE.fullmatch(said["notation"])
        needed = bool(said.get("required", True))
        yield Row(
            part=part,
            tag=f"@{said['tag']}" if said.get("attribute") else said["tag"],
            label=said.get("label", said["tag"]),
            notation=said["notation"],
            required=occurrence["least"] != "0" if occurrence else needed,
            was=said.get("was", {}),
        )
        if "of" in said:
            yield from rows(said["of"], said["tag"])


def tag_of(shape: type[Any], name: str) -> tuple[str, str]:
    """Say under which tag and label a declared field travels, or raise KeyError."""
    for item in fields(shape):
        if item.name == name:
            said = item.metadata
            return said["tag"], said.get("label", said["tag"])
    raise KeyError(name)


def entry_of(shape: type[Any], name: str) -> tuple[str, str] | None:
    """Say tag and label of what our nouns call `name`: `paid`, `buyer.id_number`.

    A whole, such as `buyer`, is found at its first field; None where there is nothing.
    """
    if not name:
        return None
    flat = name.replace(".", "_")
    names = [item.name for item in fields(shape)]
    if flat not in names:
        flat = next((it for it in names if it.startswith(f"{flat}_")), "")
    return tag_of(shape, flat) if flat else None


def part_of(shape: type[Any], name: str) -> tuple[str, str, type[Any]]:
    """Say tag, label and shape of a declared part, or raise KeyError."""
    for item in fields(shape):
        if item.name == name:
            return *tag_of(shape, name), item.metadata["of"]
    raise KeyError(name)
