"""What the register keeps of a paper, whatever it is about."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

import msgspec

from tongguan.kit.fold import taking
from tongguan.trade.nouns import NOUNS
from tongguan.trade.papers import AnyPaper, Paper


class Key(NamedTuple):
    """业务主键 The business key of a paper: kind, owner, number."""

    kind: Paper
    owner: str
    number: str

    def __str__(self) -> str:
        return f"{self.owner}_{self.number}"


class Link(NamedTuple):
    """关联键 The key of the paper this one is about; empty where it names none."""

    owner: str = ""
    number: str = ""


class Leaf(NamedTuple):
    """页 Where the content of a paper stands: in which binder, at which place."""

    binder: int
    place: int


class Entry(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """登记项 One paper to be written: its key, its content, the message it came in."""

    key: Key
    link: Link
    paper: AnyPaper
    state: str
    sender: str
    message: int
    index: int


class Standing(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What stands in the register under a key."""

    id: int
    key: Key
    link: Link
    version: int
    state: str
    sender: str
    guid: str
    reported_at: datetime
    leaf: Leaf
    message: int
    index: int
    registered_at: datetime


Step = tuple[str, str, str, str, str | None]  # name, from, to, by whom, why


class Moved(NamedTuple):
    """状态变迁 One move to be applied to one paper."""

    id: int
    version: int
    name: str
    source: str
    target: str
    actor: str
    reason: str = ""


def key_of(paper: AnyPaper) -> Key:
    """Return the business key of a paper."""
    kind, single, take = _laid_out(paper.nature.kind)
    if single:
        owner, number = take(paper)
        return Key(kind, owner, number)
    owner, *numbers = take(paper)
    return Key(kind, owner, "_".join(_filled(numbers)))


def link_of(paper: AnyPaper) -> Link:
    """Return the key by which other papers of its set find a paper.

    A payment names its order; a declaration names its waybill; a waybill may name an
    order number but never the platform, so nothing is found by it.
    """
    link = paper.nature.link
    return Link(*taking(link)(paper)) if link else Link()


@cache
def _laid_out(kind: Paper) -> tuple[Paper, bool, Callable[[Any], tuple[Any, ...]]]:
    """Say a kind, whether its number is one entry, and how its key is taken."""
    nature = NOUNS[kind].nature
    taken = taking((nature.owner, *nature.number))
    return kind, len(nature.number) == 1, taken


def _filled(numbers: Iterable[object]) -> Iterator[str]:
    return (str(number) for number in numbers if number is not None and number != "")
