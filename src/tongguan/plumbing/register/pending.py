"""待写单证 The papers of a transaction whose rows are still to be written.

What arrives, is matched and decided within one transaction is written once, as it
stands at the end: a row that is inserted and then changed three times costs four times
as much. Until then a paper is found here by its number, its key and its link.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from msgspec import Struct

from tongguan.plumbing.register.model import (
    Entry,
    Key,
    Leaf,
    Link,
    Moved,
    Standing,
    Step,
)
from tongguan.trade.kinds import RETAIL_IMPORT
from tongguan.trade.papers import AnyPaper, Paper

LISTED = Paper.DECLARATION
REMEMBERED = 20_000
UNBOUND = Leaf(0, 0)


class Fresh(Struct, gc=False):
    """新登记 A paper of this transaction: what will be written, where it stands."""

    id: int
    entry: Entry
    state: str
    at: datetime
    moves: list[Moved] = []

    @property
    def because(self) -> str:
        """The reason that its course leaves open: that of its last move."""
        return self.moves[-1].reason if self.moves else ""

    @property
    def course(self) -> tuple[Step, ...]:
        """What it went through, but for its own reason."""
        moves = self.moves
        own = moves[-1][6] if moves else ""
        return tuple([(*it[2:6], None if it[6] == own else it[6]) for it in moves])

    def standing(self) -> Standing:
        """Return it as the register shows it; its content is not written yet."""
        entry = self.entry
        return Standing(
            id=self.id,
            key=entry.key,
            link=entry.link,
            version=1,
            state=self.state,
            sender=entry.sender,
            guid=entry.paper.heading.guid,
            reported_at=entry.paper.heading.reported_at,
            leaf=UNBOUND,
            message=entry.message,
            index=entry.index,
            registered_at=self.at,
        )


@dataclass(slots=True)
class Belonging:
    """归属 The lists of this transaction that papers belong to.

    Under `keys` and `links` others may stand; of `stored` papers nothing is known here.
    """

    lists: set[int] = field(default_factory=set)
    keys: set[Key] = field(default_factory=set)
    links: set[Link] = field(default_factory=set)
    stored: list[int] = field(default_factory=list)


class Pending:
    """What one transaction has registered so far, found by number, key and link.

    The content of the papers that were written last is remembered: what waited for the
    other papers of its set is looked at again soon, and is not opened for that.
    """

    def __init__(self) -> None:
        self._written: dict[tuple[int, datetime], AnyPaper] = {}
        self.papers: dict[int, Fresh] = {}
        self.woken: dict[int, Paper] = {}
        self._by_key: dict[Key, int] = {}
        self._by_link: dict[tuple[Paper, Link], list[int]] = defaultdict(list)

    def add(self, fresh: Fresh) -> None:
        """Take a paper in."""
        entry = fresh.entry
        self.papers[fresh.id] = fresh
        self._by_key[entry.key] = fresh.id
        if entry.link.number:
            self._by_link[entry.key.kind, entry.link].append(fresh.id)

    def in_order(self) -> list[Fresh]:
        """Return the papers in the order of their numbers."""
        return [self.papers[number] for number in sorted(self.papers)]

    def moves_of(self, number: int, version: int, at: datetime) -> list[Moved] | None:
        """Return where the moves of a paper go that were made with the paper itself."""
        one = self.papers.get(number)
        made_with_it = one is not None and version == 1 and one.at == at
        return one.moves if one is not None and made_with_it else None

    def wake(self, numbers: Iterable[int]) -> None:
        """Have those of them that are new looked at."""
        papers = self.papers
        self.woken |= {it: papers[it].entry.key.kind for it in numbers if it in papers}

    def take_woken(self) -> dict[int, Paper]:
        """Take what is to be looked at, with kinds."""
        woken, self.woken = self.woken, {}
        return woken

    def has(self, keys: Iterable[Key]) -> bool:
        """Tell whether a paper of this transaction stands under one of these keys."""
        return not self._by_key.keys().isdisjoint(keys)

    def under(self, keys: Iterable[Key]) -> Iterator[Standing]:
        """Return what stands under these keys."""
        by_key, papers = self._by_key, self.papers
        for key in keys:
            if number := by_key.get(key):
                yield papers[number].standing()

    def linked(self, kind: Paper, link: Link) -> Iterator[Standing]:
        """Return the papers of a kind that name a key as what they are about."""
        for number in self._by_link.get((kind, link), ()):
            yield self.papers[number].standing()

    def lists_of(self, ids: Iterable[int]) -> "Belonging":
        """Return the lists papers belong to, as far as this transaction knows."""
        found = Belonging()
        for number in ids:
            if fresh := self.papers.get(number):
                self._place(found, fresh)
            else:
                found.stored.append(number)
        return found

    def _place(self, found: "Belonging", fresh: Fresh) -> None:
        kind, owner, number = key = fresh.entry.key
        if kind is LISTED:
            found.lists.add(fresh.id)
        elif kind is Paper.WAYBILL:
            named = Link(owner, number)
            found.lists.update(self._by_link.get((LISTED, named), ()))
            if number:
                found.links.add(named)
        else:
            about = key[1:] if kind is Paper.ORDER else fresh.entry.link
            wanted = Key(LISTED, *about)
            if own := self._by_key.get(wanted):
                found.lists.add(own)
            elif wanted.number:
                found.keys.add(wanted)

    def content(self, standing: Standing) -> AnyPaper | None:
        """Return what a paper says, where it is new or was written last."""
        if fresh := self.papers.get(standing.id):
            return fresh.entry.paper
        if standing.version > 1:
            return None
        return self._written.get((standing.id, standing.registered_at))

    def remembers(self, standing: Standing) -> bool:
        """Tell whether what a paper says was written last and is remembered."""
        return (
            standing.version == 1
            and (standing.id, standing.registered_at) in self._written
        )

    def remember(self) -> None:
        """Remember what is written now, as far as there is room."""
        if len(self._written) > REMEMBERED:
            self._written.clear()
        for it in self.papers.values():
            self._written[it.id, it.at] = it.entry.paper

    def clear(self) -> None:
        """Forget the papers of a transaction."""
        self.papers.clear()
        self.woken.clear()
        self._by_key.clear()
        self._by_link.clear()


def all_retail(entries: Iterable[Entry]) -> bool:
    """Tell whether these papers are all of retail imports."""
    return all(entry.key.kind in RETAIL_IMPORT for entry in entries)
