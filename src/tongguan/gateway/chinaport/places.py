"""字段位置 From a place in our words to the path, tag and label in the message.

A place names a field of a paper as our nouns have it: `paid`, `buyer.id_number`,
`heading.guid`; with a line, a field of that goods item: `price`. A whole (`buyer`,
`platform`) is found at its first field, `lines` at the goods items. Every name is
listed by `places`.
"""

from collections.abc import Iterator
from dataclasses import fields

from tongguan.gateway.chinaport.catalogue import BY_PAPER
from tongguan.kit.checks import Place
from tongguan.kit.fields import entry_of, part_of, tag_of
from tongguan.kit.fold import paths
from tongguan.trade.kinds import Paper


def locate(place: Place, index: int = 1) -> tuple[str, str, str]:
    """Return the wire path, tag and Chinese label of a place.

    `index` counts the papers of the message from 1. A field that does not travel is
    placed at the head, or at the goods item.
    """
    message = BY_PAPER[Paper(place.paper)].message
    part, label, shape = message.tag, message.label, message.head
    path = f"/{message.root}/{part}[{index}]"
    name = place.field
    about_lines = name == "lines" or name.startswith("lines.")
    if message.line is not None and (about_lines or place.line is not None):
        part, label, shape = part_of(message.entry, "lines")
        name = name.removeprefix("lines").removeprefix(".")
        number = "" if place.line is None else f"[{place.line}]"
        path = f"{path}/{part}{number}"
    elif not message.is_flat:
        part, label = tag_of(message.entry, "head")
        path = f"{path}/{part}"
    if found := entry_of(shape, name):
        return f"{path}/{found[0]}", *found
    return path, part, label


def places(paper: Paper) -> Iterator[Place]:
    """Yield every place of a paper that travels, goods items as those of line 1."""
    message = BY_PAPER[paper].message
    known = {item.name for item in fields(message.head)}
    for name, inner in paths(message.noun):
        inside = [f"{name}.{it.name}" for it in fields(inner)] if inner else [name]
        for path in inside:
            if path.replace(".", "_") in known:
                yield Place(paper, path)
    if message.line is not None:
        known = {item.name for item in fields(message.line)}
        for item in fields(message.line_noun):
            if item.name in known:
                yield Place(paper, item.name, 1)
