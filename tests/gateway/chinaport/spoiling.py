"""Ways to spoil a message: each takes a field and changes one thing about it."""

import random
from collections.abc import Callable
from copy import deepcopy

from lxml import etree
from lxml.etree import _Element as Element

Spoiling = Callable[[Element, random.Random], None]

NUMBERS = (
    *("1e3", "1,000", "１", "NaN", "-1", "+1", ".5", "1.", ".", "", " 7 ", "0.123456"),
    *("0.1000000", "00000000000000000000001", "1" * 19, "1" * 20, "1" * 15 + ".12345"),
    *("2147483647", "2147483648", "999999999", "1000000000", "1 2", "12345678901234.5"),
)
TEXTS = ("", " ", "x", "142", " 142", "无", "\U00020000", "a\tb", "a\nb", "\x85", "&<>")
LENGTHS = (1, 3, 4, 6, 8, 10, 17, 18, 19, 20, 21, 30, 31, 36, 37, 60, 61, 100, 101)
LONG = (200, 201, 250, 251, 510, 511, 1000, 1001, 5001)


def drop(field: Element, _luck: random.Random) -> None:
    parent_of(field).remove(field)


def empty(field: Element, _luck: random.Random) -> None:
    field.text = None


def number(field: Element, luck: random.Random) -> None:
    field.text = luck.choice(NUMBERS)


def text(field: Element, luck: random.Random) -> None:
    field.text = luck.choice(TEXTS)


def length(field: Element, luck: random.Random) -> None:
    field.text = luck.choice("1字") * luck.choice(LENGTHS + LONG)


def swap(field: Element, luck: random.Random) -> None:
    parent = parent_of(field)
    other = luck.choice(list(parent))
    at, there = parent.index(field), parent.index(other)
    parent[at], parent[there] = deepcopy(other), deepcopy(field)


def repeat(field: Element, _luck: random.Random) -> None:
    field.addnext(deepcopy(field))


def rename(field: Element, luck: random.Random) -> None:
    name = etree.QName(field)
    names = (name.localname.upper(), "unknown", "note", "guid", "gnum")
    field.tag = f"{{{name.namespace}}}{luck.choice(names)}"


def estrange(field: Element, luck: random.Random) -> None:
    field.tag = luck.choice(("{urn:other}", "")) + etree.QName(field).localname


def attribute(field: Element, luck: random.Random) -> None:
    field.set(
        luck.choice(
            ("x", "{urn:other}x", "{http://www.w3.org/XML/1998/namespace}lang")
        ),
        "1",
    )


def nest(field: Element, _luck: random.Random) -> None:
    etree.SubElement(field, field.tag)


def stray(field: Element, luck: random.Random) -> None:
    field.tail = luck.choice(("x", "\u00a0", " \n\t"))


def comment(field: Element, luck: random.Random) -> None:
    field.append(etree.Comment("x"))
    field[-1].tail = luck.choice(("", "1", "xx"))


def sign(field: Element, luck: random.Random) -> None:
    root = field.getroottree().getroot()
    root.set(
        luck.choice(("guid", "version", "other")),
        luck.choice(("", "1", "1" * 36, "1" * 11)),
    )


def unsign(field: Element, luck: random.Random) -> None:
    root = field.getroottree().getroot()
    root.attrib.pop(luck.choice(("guid", "version")))


def part(field: Element, luck: random.Random) -> None:
    """Drop, repeat or misplace a whole part."""
    root = field.getroottree().getroot()
    parts = [it for it in root.iter() if len(it) and it is not root]
    chosen = luck.choice([it for it in parts if "xmldsig" not in it.tag])
    luck.choice((drop, repeat, swap, empty_part))(chosen, luck)


def empty_part(field: Element, _luck: random.Random) -> None:
    for child in list(field):
        field.remove(child)


def crowd(field: Element, luck: random.Random) -> None:
    """Repeat a part around the bounds of 99 lines and 100 papers."""
    parent = parent_of(field)
    times = luck.choice((97, 98, 99, 100))
    for _ in range(times):
        parent.addnext(deepcopy(parent))


def parent_of(field: Element) -> Element:
    parent = field.getparent()
    assert parent is not None
    return parent


SPOILINGS: tuple[Spoiling, ...] = (
    *(drop, empty, number, number, text, text, length, length, swap, repeat, rename),
    *(estrange, attribute, nest, stray, comment, sign, unsign, part, part, crowd),
)
