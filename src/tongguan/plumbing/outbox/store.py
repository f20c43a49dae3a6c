"""Receipts in the database, inside the caller's transaction."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any

from psycopg import Connection

from tongguan.kit.guids import new_guid
from tongguan.plumbing.copying import copy_rows, numbers_in, texts_in
from tongguan.plumbing.outbox.bundles import (
    TYPES,
    Bundle,
    Due,
    bundled,
    copied,
    opened,
    row,
    written,
)
from tongguan.plumbing.outbox.model import (
    DATA,
    EPOCH,
    Answer,
    Confirmed,
    Sent,
    Subscriber,
    Written,
)
from tongguan.plumbing.sql import statements

__all__ = [
    "DATA",
    "EPOCH",
    "Answer",
    "Confirmed",
    "Outbox",
    "Sent",
    "Subscriber",
    "Written",
]

SQL = statements(__package__)


class Outbox:
    """Numbers, keeps and returns receipts.

    Buffered, receipts wait until they are flushed, and are numbered no sooner: the
    counters of their recipients are held from then to the end of the transaction, and
    no longer. Whoever asks for receipts meanwhile has them flushed first.
    """

    def __init__(self, connection: Connection[Any], *, buffered: bool = False) -> None:
        self._connection = connection
        self._buffered = buffered
        self._put: list[list[Due]] = []

    def put(self, answers: Iterable[Answer | Written], at: datetime) -> None:
        """Keep receipts, and copies for subscribers, numbered without gaps."""
        put = [it if it.__class__ is Written else written(it) for it in answers]
        self._put.append([(it.at or at, it) for it in put])
        if not self._buffered:
            self.flush()

    def flush(self) -> None:
        """Give what was put its numbers, in its order, and write it."""
        put, self._put = self._put, []
        due: dict[str, list[Due]] = defaultdict(list)
        for one in self._with_copies(put):
            due[one[1].recipient].append(one)
        if not due:
            return
        numbers = self._take_numbers({code: len(due[code]) for code in sorted(due)})
        rows = (it for code, taken in numbers.items() for it in _rows(taken, due[code]))
        copy_rows(self._connection, SQL["write"], TYPES, rows)

    def discard(self) -> None:
        """Forget what was put and not flushed, after a rollback."""
        self._put.clear()

    def subscribe(self, subscribers: Collection[Subscriber]) -> None:
        """Let firms have copies of the receipts on papers, from now on."""
        if subscribers:
            rows = sorted(subscribers)
            values = {
                "messages": [row.message for row in rows],
                "indexes": [row.position for row in rows],
                "firms": [row.firm for row in rows],
            }
            self._connection.execute(SQL["subscribe"], values)

    def _with_copies(self, put: list[list[Due]]) -> Iterable[Due]:
        """Add to what was put together the copies that go to its subscribers."""
        wanted: dict[tuple[int, int], list[str]] = defaultdict(list)
        if ids := list({answer.message for due in put for _, answer in due}):
            for message, index, firm in self._connection.execute(
                SQL["subscribers"], {"ids": ids}
            ):
                wanted[message, index].append(firm)
        return _copying(put, wanted) if wanted else chain.from_iterable(put)

    def _take_numbers(self, wanted: dict[str, int]) -> dict[str, tuple[int, int]]:
        """Count on for these recipients; return epochs and the last numbers so far."""
        taken = self._raise(wanted)
        if new := {code: more for code, more in wanted.items() if code not in taken}:
            self._connection.execute(SQL["open_counters"], {"codes": list(new)})
            taken |= self._raise(new)
        return {code: taken[code] for code in wanted}

    def _raise(self, wanted: dict[str, int]) -> dict[str, tuple[int, int]]:
        """Count on for those who have a counter; nearly everybody has."""
        values = {"codes": texts_in(wanted), "more": numbers_in(wanted.values())}
        held = self._connection.execute(SQL["raise_counters"], values)
        return {code: (epoch, last) for code, epoch, last, _ in held}

    def pull(self, recipient: str, *, after: tuple[int, int], limit: int) -> list[Sent]:
        """Return a recipient's receipts after (epoch, sequence), in order."""
        epoch, sequence = after
        values = {
            "recipient": recipient,
            "epoch": epoch,
            "after": sequence,
            "limit": limit,
        }
        later = (
            sent
            for sent in self._read("pull", values)
            if (sent.epoch, sent.sequence) > after
        )
        return list(islice(later, limit))

    def of_messages(
        self, ids: Iterable[int], recipient: str | None = None
    ) -> list[Sent]:
        """Return every receipt these messages caused, to one recipient or to all.

        To all means without the copies.
        """
        asked = set(ids)
        values = {"ids": list(asked), "recipient": recipient}
        return [
            sent
            for sent in self._read("of_messages", values)
            if sent.message in asked
            and (recipient is not None or "copy" not in sent.content)
        ]

    def of_paper(self, paper: int) -> list[Sent]:
        """Return every receipt of one paper, oldest first."""
        found = self._read("of_paper", {"id": paper})
        return [sent for sent in found if sent.paper == paper]

    def statuses(self, recipient: str, limit: int) -> frozenset[str]:
        """Return every status a recipient's latest receipts gave."""
        values = {"recipient": recipient, "limit": limit}
        latest = sorted(
            self._read("latest", values), key=lambda it: (it.epoch, it.sequence)
        )
        return frozenset(sent.status for sent in latest[-limit:])

    def last(self, recipient: str) -> tuple[int, int]:
        """Return epoch and number of the recipient's last receipt."""
        self.flush()
        values = {"recipient": recipient}
        row = self._connection.execute(SQL["last"], values).fetchone()
        return (row[0], row[1]) if row else (1, 0)

    def confirm(self, recipient: str, cursor: tuple[int, int], at: datetime) -> bool:
        """Note that a recipient has everything up to a cursor; tell if that is news.

        A cursor that was confirmed before, or that is no receipt's, changes nothing.
        """
        self.flush()
        epoch, sequence = cursor
        values = {"recipient": recipient, "epoch": epoch, "sequence": sequence}
        found = self._connection.execute(SQL["confirm"], values | {"at": at})
        return found.rowcount == 1

    def confirmed(self, recipient: str) -> Confirmed:
        """Return up to where a recipient has confirmed its receipts."""
        values = {"recipient": recipient}
        row = self._connection.execute(SQL["confirmed"], values).fetchone()
        epoch, sequence, at = row or (1, 0, None)
        return Confirmed(epoch=epoch, sequence=sequence, at=at)

    def listen(self) -> None:
        """Hear whose receipts are committed."""
        self._connection.execute(SQL["listen"])

    def begin_epoch(self, at: datetime, recipient: str = "") -> dict[str, int]:
        """Begin a new epoch for a recipient, or for all; return the epochs begun.

        Its first receipt names the last number of the one before, so that whoever
        pulls knows up to where he must have them.
        """
        self.flush()
        values = {"code": recipient}
        ended = self._connection.execute(SQL["begin_epoch"], values).fetchall()
        self.put([_turn(code, epoch, last) for code, epoch, last in ended], at)
        self.flush()
        return {code: epoch + 1 for code, epoch, _ in ended}

    def _read(self, name: str, values: dict[str, Any]) -> Iterator[Sent]:
        self.flush()
        rows = self._connection.execute(SQL[name], values)
        return chain.from_iterable(opened(Bundle(*row)) for row in rows)


def _copying(
    put: list[list[Due]], wanted: Mapping[tuple[int, int], Sequence[str]]
) -> Iterator[Due]:
    """Follow what was put together by the copies of it."""
    for due in put:
        yield from due
        for at, answer in due:
            for firm in wanted.get((answer.message, answer.place), ()):
                yield at, copied(answer, firm)


def _rows(taken: tuple[int, int], due: Sequence[Due]) -> Iterator[tuple[Any, ...]]:
    """Make the rows of what one recipient is told, whose counter stood there."""
    epoch, last = taken
    for at, answers in bundled(due):
        yield row((epoch, last + 1), at, answers)
        last += len(answers)


def _turn(recipient: str, epoch: int, last: int) -> Answer:
    return Answer(
        recipient=recipient,
        message=0,
        kind=EPOCH,
        guid=new_guid(),
        key=f"{epoch}.{last}",
        status="",
        text=f"回执自此按第{epoch + 1}纪元编号；第{epoch}纪元的最后编号为{last}。",
        content={"previous": {"epoch": epoch, "last": last}},
    )
