"""转报 Messages to a customs that decides elsewhere, in order and once; receipts back.

A message is written once and kept before it is sent, so that sending it again, after
any kind of death, sends the same bytes; the other side knows them. Receipts are kept
and applied in the transaction that moves the cursor. While the customs is away
everything waits, and goes on in its order when it is back.
"""

import hashlib
import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid5

import msgspec
import psycopg

from tongguan.gateway.chinaport.answers import AnyAnswer, read_answers
from tongguan.gateway.chinaport.catalogue import message_type_for, write_message
from tongguan.gateway.chinaport.channels import (
    AwayError,
    Batch,
    Channel,
    RefusedError,
)
from tongguan.gateway.chinaport.format_codes import UnreadableError
from tongguan.gateway.chinaport.messages import Transfer
from tongguan.journeys.forwarding import tell_refused, tell_sent
from tongguan.journeys.rooms import Rooms
from tongguan.journeys.upstream import hear, kept
from tongguan.plumbing.forwarding.model import Fate, Forwarded, Kept, Settled
from tongguan.plumbing.ledger.store import OverdrawnError
from tongguan.trade.papers import AnyPaper

SIZE = 50
PATIENCE = 5
UNREADABLE = UUID("6f1a7a9e-52f0-5d4c-8a3a-6d3c3c2f9b11")
STRANGE = "无法解读 it can't be read"
FAILED = "处理时出错 working on it failed"
LOST_RACES = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    OverdrawnError,
)

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Forwarder:
    """转报员 Sends what waits and takes what has come, one batch at a time."""

    def __init__(
        self,
        rooms: Rooms,
        connection: psycopg.Connection[Any],
        line: Channel,
        now: Clock,
    ) -> None:
        self._rooms = rooms
        self._connection = connection
        self._line = line
        self._now = now

    def work(self) -> bool:
        """Send one batch and take one; tell whether there was any.

        AwayError, once it is written down, tells that the customs does not answer.
        """
        try:
            worked = self._send() | self._take()
        except AwayError as trouble:
            reason = str(trouble)
            self._do(lambda: self._rooms.forwarding.note(self._now(), reason))
            raise
        self._do(lambda: self._rooms.forwarding.note(self._now()))
        return worked

    def _send(self) -> bool:
        self._do(self._write)
        rows = self._rooms.forwarding.waiting(SIZE)
        self._connection.commit()
        sent: list[Forwarded] = []
        try:
            for row in rows:
                self._line.send(row.guid, self._rooms.forwarding.open(row))
                sent.append(row)
        except RefusedError as trouble:
            refused, reason = rows[len(sent)], str(trouble)
            self._do(lambda: tell_refused(self._rooms, refused, reason, self._now()))
        finally:
            if sent:
                self._do(lambda: tell_sent(self._rooms, sent, self._now()))
        return bool(rows)

    def _write(self) -> None:
        """Write the messages of papers that wait and have none yet."""
        rows = self._rooms.forwarding.waiting(SIZE)
        new = {row.paper: row for row in rows if row.body is None}
        bodies = {}
        for standing in self._rooms.register.held(new):
            row = new[standing.id]
            paper = numbered(self._rooms.register.open(standing), row)
            bodies[row.id] = self._message(paper, row.guid)
        self._rooms.forwarding.write(bodies)

    def _message(self, paper: AnyPaper, guid: str) -> bytes:
        firm = self._line.firm
        transfer = Transfer(code=firm, name="", mode="DXP", address=firm)
        return write_message(message_type_for(paper), [paper], transfer, guid)

    def _take(self) -> bool:
        cursor = self._rooms.forwarding.cursor()
        self._connection.commit()
        batch = self._line.pull(cursor)
        if batch.bodies:
            self._hear(batch)
            self._line.done(batch)
        return bool(batch.bodies)

    def _hear(self, batch: Batch) -> None:
        """Take a batch whole; where that fails, one by one, past what fails."""
        read = [one for body in batch.bodies for one in receipts_in(body)]
        if self._tried(lambda: self._keep(read, batch)):
            return
        for one in read:
            if not self._tried(partial(self._keep, [one])):
                self._do(partial(self._set_aside, one, FAILED))
        self._do(lambda: self._rooms.forwarding.advance(batch.cursor))

    def _keep(
        self, read: Sequence[AnyAnswer | Kept], batch: Batch | None = None
    ) -> None:
        for one in read:
            if isinstance(one, Kept):
                self._set_aside(one, STRANGE)
        answers = [one for one in read if not isinstance(one, Kept)]
        hear(self._rooms, answers, self._now())
        if batch is not None:
            self._rooms.forwarding.advance(batch.cursor)

    def _set_aside(self, one: AnyAnswer | Kept, reason: str) -> None:
        one = one if isinstance(one, Kept) else kept(one)
        if self._rooms.forwarding.receive([one], self._now()):
            fate = Settled(guid=one.guid, fate=Fate.ASIDE, reason=reason)
            self._rooms.forwarding.settle([fate])

    def _do(self, work: Callable[[], None]) -> None:
        """Do what can't be left undone, or fail loudly."""
        for attempt in range(PATIENCE):
            try:
                work()
                self._connection.commit()
            except LOST_RACES:
                self._connection.rollback()
                if attempt + 1 == PATIENCE:
                    raise
                time.sleep(random.uniform(0, 0.02 * (attempt + 1)))  # noqa: S311 - jitter
            else:
                return

    def _tried(self, work: Callable[[], None]) -> bool:
        """Do a batch as one transaction; tell whether it could be done."""
        try:
            self._do(work)
        except psycopg.OperationalError:
            raise
        except Exception:
            self._connection.rollback()
            log.exception("receipts of the customs could not be applied")
            return False
        return True


def numbered(paper: AnyPaper, row: Forwarded) -> AnyPaper:
    """Give a paper the numbers its receipts will repeat, where it has none itself."""
    number = row.preliminary_number
    filled: dict[str, Any] = {
        name: number
        for name in ("preliminary_number", "reference")
        if number and getattr(paper, name, number) is None
    }
    return replace(paper, **filled) if filled else paper


def receipts_in(body: bytes) -> Iterator[AnyAnswer | Kept]:
    """Yield the receipts of a message; one that can't be read is kept as it is."""
    try:
        answer = read_answers(body)
    except UnreadableError:
        answer = None
    if answer is None or answer.faults:
        digest = hashlib.sha256(body).hexdigest()
        text = {"text": body.decode(errors="replace").replace("\0", "�")}
        yield Kept(
            guid=str(uuid5(UNREADABLE, digest)).upper(),
            form="unreadable",
            key="",
            content=msgspec.json.encode(text).decode(),
        )
        return
    yield from answer.answers
