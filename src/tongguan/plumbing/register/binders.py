"""合订 The contents of papers, bound together as they are written.

A paper's row is looked for, held and moved; its content is written once and read
seldom. So contents stand apart from the rows, those of one transaction bound together,
sealed as one: a row that moves takes no content along, and many papers are packed into
a third of what each takes alone. A paper knows its binder and its leaf.

Measured on the four papers of a list: sealed in 14 µs instead of 40 µs, and their rows
take 2.3 KB of tables instead of 7.3 KB.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
from psycopg import Connection

from tongguan.plumbing.copying import copy_rows, numbers_in
from tongguan.plumbing.keys import Keyring, SealBrokenError
from tongguan.plumbing.register.model import Key, Leaf, key_of
from tongguan.plumbing.sql import statements
from tongguan.trade.kinds import Paper
from tongguan.trade.nouns import NOUNS
from tongguan.trade.papers import AnyPaper

SQL = statements(__package__)
TYPES = ("int8", "bytea")
MOST_BOUND = 128
_encoder = msgspec.json.Encoder()
_leaves = msgspec.msgpack.Decoder(list[bytes])
_Numbered = tuple[int, AnyPaper]


class Binders:
    """Writes contents, and opens them: all that may be wanted by one statement."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys
        self._wanted: set[int] = set()
        self._read: dict[int, list[bytes]] = {}

    def bind(self, papers: Sequence[_Numbered]) -> list[Leaf]:
        """Write contents; return where each stands.

        A binder has the number that was given with its first paper: numbers of papers
        are given once.
        """
        binders = [*_batches(papers)]
        copy_rows(
            self._connection, SQL["bind"], TYPES, (self._row(it) for it in binders)
        )
        return [
            Leaf(binder[0][0], place)
            for binder in binders
            for place in range(len(binder))
        ]

    def _row(self, papers: Sequence[_Numbered]) -> tuple[int, bytes]:
        number, encode = papers[0][0], _encoder.encode
        leaves = msgspec.msgpack.encode([encode(paper) for _, paper in papers])
        return number, self._keys.seal(leaves, _context(number))

    def want(self, leaf: Leaf) -> None:
        """Read the binder of a leaf with the next that is opened."""
        self._wanted.add(leaf.binder)

    def open(self, leaf: Leaf, key: Key) -> AnyPaper:
        """Open a paper; raise SealBrokenError when another stands there."""
        if leaf.binder not in self._read:
            self._fetch({*self._wanted, leaf.binder}.difference(self._read))
        data = self._read[leaf.binder][leaf.place]
        paper: AnyPaper = _decoder(key.kind).decode(data)
        if key_of(paper) != key:
            raise SealBrokenError(f"paper/{key.kind}/{key.owner}/{key.number}")
        return paper

    def _fetch(self, numbers: Iterable[int]) -> None:
        wanted = {"ids": numbers_in(numbers)}
        for number, body in self._connection.execute(SQL["binders"], wanted):
            opened = self._keys.open(body, _context(number))
            self._read[number] = _leaves.decode(opened)

    def close(self) -> None:
        """Forget what was read: the transaction ended."""
        self._wanted.clear()
        self._read.clear()


def _batches(papers: Sequence[_Numbered]) -> Iterator[Sequence[_Numbered]]:
    return (
        papers[start : start + MOST_BOUND]
        for start in range(0, len(papers), MOST_BOUND)
    )


@cache
def _decoder(kind: Paper) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(NOUNS[kind])


def _context(number: int) -> str:
    return f"binder/{number}"
