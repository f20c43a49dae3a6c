"""Messages ↔ rows, inside the caller's transaction."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.copying import read_as, texts_in
from tongguan.plumbing.inbox.lifecycle import MESSAGE, MessageState, Reader
from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
LEASE = timedelta(seconds=60)
PAPER = 2**11  # bytes, about what a paper has on the wire
ROOM = 2**23  # bytes of messages in one transaction: some thousand parcels' papers

_Whose = tuple[str, bytes]  # a message's sender and the digest of its bytes
_Kept = tuple[int, datetime]  # its number and when it came


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """入箱回执 What is acknowledged: number, digest, and whether it is a resend."""

    id: int
    digest: str
    received_at: datetime
    duplicate: bool


@dataclass(frozen=True, slots=True)
class Arrived:
    """到达的报文 A message somebody hands in, and its number in an envelope."""

    sender: str
    data: bytes
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leased:
    """A message a worker holds for a while."""

    id: int
    sender: str
    digest: bytes
    body: bytes
    received_at: datetime
    attempts: int
    leased_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a leased message ends: the move, and what it turned out to be."""

    message: Leased
    move: str
    message_type: str = ""
    guid: str = ""
    edition: str = ""
    reason: str = ""
    signed_by: str = ""


class NumberTakenError(ValueError):
    """A sender gave one number to two messages; the second was not stored."""


class Inbox:
    """Puts, leases and closes messages."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def put(
        self, sender: str, data: bytes, at: datetime, *, number: str = ""
    ) -> Accepted:
        """Store a message once; the caller acknowledges after the commit.

        Raise NumberTakenError when another message of its sender has the number.
        """
        digest = hashlib.sha256(data).digest()
        row = {
            "sender": sender,
            "digest": digest,
            "body": self._keys.seal(data, _context(digest)),
            "size": len(data),
            "at": at,
            "number": number,
        }
        new = self._connection.execute(SQL["put"], row).fetchone()
        if new is not None:
            return Accepted(
                id=new[0], digest=digest.hex(), received_at=at, duplicate=False
            )
        known = self._connection.execute(SQL["known"], row).fetchone()
        if known is None:
            raise NumberTakenError(number)
        return Accepted(
            id=known[0], digest=digest.hex(), received_at=known[1], duplicate=True
        )

    def numbered(self, sender: str, number: str) -> int | None:
        """Return the message to which its sender gave this number."""
        values = {"sender": sender, "number": number}
        row = self._connection.execute(SQL["numbered"], values).fetchone()
        return int(row[0]) if row else None

    def put_many(
        self, arrived: Sequence[Arrived], at: datetime
    ) -> list[Accepted | NumberTakenError]:
        """Store messages, each as `put` does, by one statement for all of them."""
        digests = [hashlib.sha256(it.data).digest() for it in arrived]
        bodies = [
            self._keys.seal(it.data, _context(digest))
            for it, digest in zip(arrived, digests, strict=True)
        ]
        lengths = [len(body) for body in bodies]
        senders = dict.fromkeys(it.sender for it in arrived)
        firms = {firm: place for place, firm in enumerate(senders, start=1)}
        columns = {
            "firms": list(firms),
            "whose": _array(firms[it.sender] for it in arrived),
            "digests": b"".join(digests),
            "bodies": b"".join(bodies),
            "starts": _array(accumulate(lengths[:-1], initial=1)),
            "lengths": _array(lengths),
            "sizes": _array(len(it.data) for it in arrived),
            "numbers": [it.number for it in arrived] if _numbered(arrived) else None,
            "at": at,
        }
        whose = [(it.sender, d) for it, d in zip(arrived, digests, strict=True)]
        cursor = self._connection.execute(SQL["put_many"], columns)
        new = {(sender, digest): (number, at) for sender, digest, number in cursor}
        old = [it for it in whose if it not in new]
        known = self._known(old) if old else {}
        return _told(arrived, whose, new, known)

    def _known(self, whose: Sequence[_Whose]) -> dict[_Whose, _Kept]:
        columns = {
            "senders": [sender for sender, _ in whose],
            "digests": [digest for _, digest in whose],
        }
        cursor = self._connection.execute(SQL["known_many"], columns)
        return {(sender, digest): (number, at) for sender, digest, number, at in cursor}

    def lease(self, size: int, at: datetime, *, room: int = ROOM) -> list[Leased]:
        """Take up to `size` unread messages, oldest first; commit at once.

        They have about `room` bytes together; for one there is always room. One that
        was tried before is taken alone: should it kill its reader again, no other
        message pays for it.
        """
        values = {"size": size, "room": room, "at": at, "lease": LEASE}
        found = read_as(self._connection, Leased, SQL["lease"], values)
        taken = sorted(found, key=lambda message: message.id)
        tried = next((m for m in taken if m.attempts > 1), None)
        if tried is None:
            return taken
        self.release([m for m in taken if m is not tried], uncounted=True)
        return [tried]

    def open(self, message: Leased) -> bytes:
        """Return the bytes as they came."""
        return self._keys.open(message.body, _context(message.digest))

    def finish(self, closings: Sequence[Closing]) -> set[int]:
        """Close messages; return the numbers that were still held by their lease."""
        targets = [
            MESSAGE.after(MessageState.RECEIVED, c.move, by=Reader.WORKER)
            for c in closings
        ]
        columns = {
            "ids": _array(c.message.id for c in closings),
            "leases": [c.message.leased_until for c in closings],
            "states": texts_in(target.value for target in targets),
            "types": texts_in(c.message_type for c in closings),
            "guids": texts_in(c.guid for c in closings),
            "editions": texts_in(c.edition for c in closings),
            "reasons": texts_in(c.reason for c in closings),
            "signers": texts_in(c.signed_by for c in closings),
        }
        return {it for (it,) in self._connection.execute(SQL["finish"], columns)}

    def release(self, messages: Sequence[Leased], *, uncounted: bool = False) -> None:
        """Give leases back; `uncounted` when the messages were not even begun."""
        values = {
            "ids": [message.id for message in messages],
            "leases": [message.leased_until for message in messages],
            "uncounted": int(uncounted),
        }
        self._connection.execute(SQL["release"], values)

    def ring(self) -> None:
        """Wake the workers when this transaction commits."""
        self._connection.execute(SQL["ring"])

    def listen(self) -> None:
        """Hear when workers are woken."""
        self._connection.execute(SQL["listen"])

    def replay(self, number: int) -> bool:
        """Let a quarantined message be read again; tell whether there was one."""
        row = self._connection.execute(SQL["replay"], {"id": number}).fetchone()
        return row is not None

    def quarantined(self) -> list[tuple[int, str, datetime, str]]:
        """Return the messages set aside: number, sender, instant, reason."""
        return self._connection.execute(SQL["quarantined"]).fetchall()

    def bytes_of(self, number: int) -> bytes | None:
        """Return the bytes of any stored message."""
        with self._connection.cursor(row_factory=class_row(Leased)) as cursor:
            message = cursor.execute(SQL["body"], {"id": number}).fetchone()
        return None if message is None else self.open(message)

    def unread(self, most: int | None = None) -> int:
        """Count the messages that wait to be read, no further than `most`."""
        row = self._connection.execute(SQL["unread"], {"most": most}).fetchone()
        return int(row[0]) if row else 0

    def waiting_work(self, most: int) -> int:
        """Weigh the messages that wait to be read; look at no more than `most`."""
        values = {"most": most, "each": PAPER}
        row = self._connection.execute(SQL["waiting_work"], values).fetchone()
        return int(row[0]) if row else 0


def weight(size: int) -> int:
    """Say how much work a message of so many bytes is: about its papers, and one."""
    return 1 + size // PAPER


def _array(numbers: Iterable[int]) -> str:
    """Write an array of numbers at once: psycopg would, one by one."""
    return f"{{{','.join(map(str, numbers))}}}"


def _numbered(arrived: Sequence[Arrived]) -> bool:
    return any(it.number for it in arrived)


def _told(
    arrived: Sequence[Arrived],
    whose: Sequence[_Whose],
    new: dict[_Whose, _Kept],
    known: dict[_Whose, _Kept],
) -> list[Accepted | NumberTakenError]:
    """Say of each message what it became; the first of two alike is the new one."""
    told: list[Accepted | NumberTakenError] = []
    first = set(new)
    for it, one in zip(arrived, whose, strict=True):
        kept = new.get(one) or known.get(one)
        if kept is None:
            told.append(NumberTakenError(it.number))
            continue
        number, at = kept
        again = one not in first
        first.discard(one)
        digest = one[1].hex()
        told.append(Accepted(id=number, digest=digest, received_at=at, duplicate=again))
    return told


def _context(digest: bytes) -> str:
    return f"inbound_message/{digest.hex()}"
