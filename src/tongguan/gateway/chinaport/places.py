"""字段位置 From a place in our words to the path, tag and label in the message.

A place names a field of a paper as our nouns have it: `paid`, `buyer.id_number`,
`heading.guid`; with a line, a field of that goods item: `price`. A whole (`buyer`,
`platform`) is found at its first field, `lines` at the goods items. Every name is
listed by `places`.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.checks import Place
from tongguan.kit.fields import entry_of, part_of
from tongguan.kit.fold import paths
from tongguan.trade.papers import GoodsLine, OrderLine, Paper

LINES: dict[Paper, type[Any]] = {Paper.ORDER: OrderLine, Paper.DECLARATION: GoodsLine}


def locate(place: Place, index: int = 1) -> tuple[str, str, str]:
    """Return the wire path, tag and Chinese label of a place.

    `index` counts the papers of the message from 1. A field that does not travel is
    placed at the head, or at the goods item.
    """
    kind = BY_PAPER[Paper(place.paper)]
    entry_tag, _, entry = part_of(kind.shape, "entries")
    path = f"/{kind.message_type}/{entry_tag}[{index}]"
    name = place.field
    about_lines = name == "lines" or name.startswith("lines.")
    if kind.paper in LINES and (about_lines or place.line is not None):
        part, label, shape = part_of(entry, "lines")
        name = name.removeprefix("lines").removeprefix(".")
        number = "" if place.line is None else f"[{place.line}]"
        path = f"{path}/{part}{number}"
    else:
        part, label, shape = part_of(entry, "head")
        path = f"{path}/{part}"
    if found := entry_of(shape, name):
        return f"{path}/{found[0]}", *found
    return path, part, label


def places(paper: Paper) -> Iterator[Place]:
    """Yield every place of a paper that travels, goods items as those of line 1."""
    entry = part_of(BY_PAPER[paper].shape, "entries")[2]
    known = {item.name for item in fields(part_of(entry, "head")[2])}
    for name, inner in paths(BY_PAPER[paper].noun):
        inside = [f"{name}.{it.name}" for it in fields(inner)] if inner else [name]
        for path in inside:
            if path.replace(".", "_") in known:
                yield Place(paper, path)
    if paper in LINES:
        known = {item.name for item in fields(part_of(entry, "lines")[2])}
        for item in fields(LINES[paper]):
            if item.name in known:
                yield Place(paper, item.name, 1)
