"""The worker: reads messages, clears sets, and survives whatever they contain.

A batch is leased and committed, then worked on in a second transaction. Should that
fail, its messages are tried one by one, and one that fails three times is set aside.
A worker that dies at any point leaves nothing half done: another takes over when the
lease runs out, at the latest.
"""

import gc
import logging
import random
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from enum import Enum, auto
from functools import partial
from typing import Any

import psycopg

from tongguan.gateway.chinaport.inbox import TRIES, process, quarantine
from tongguan.installation import customs, profile
from tongguan.journeys.overdue import give_up_waiting
from tongguan.journeys.rooms import SANDBOX, Rooms
from tongguan.journeys.waking import clear_batch, clear_fresh
from tongguan.plumbing import clock
from tongguan.plumbing.database import connect, plan_anew
from tongguan.plumbing.inbox.store import Leased
from tongguan.plumbing.journal.store import Line
from tongguan.plumbing.keys import Keyring, keyring
from tongguan.plumbing.ledger.store import OverdrawnError
from tongguan.plumbing.register.store import KeyTakenError

MESSAGES = 400
WAKES = 1000
OVERDUE = 200
SWEEP_SECONDS = 30.0
PATIENCE = 5
IDLE_SECONDS = 1.0
CROWDED_SECONDS = 0.1  # until others have done with what they hold
YOUNG, OLD = 1, 2  # how far back garbage is looked for
OLD_SECONDS = 30.0
LOST_RACES = (
    psycopg.errors.DeadlockDetected,
    psycopg.errors.SerializationFailure,
    KeyTakenError,
    OverdrawnError,
)

log = logging.getLogger(__name__)
Connect = Callable[[], psycopg.Connection[Any]]


class Ending(Enum):
    """How an attempt at a batch ended."""

    DONE = auto()
    LOST = auto()  # others were quicker, again and again: nothing is wrong with it
    FAILED = auto()


DONE = Ending.DONE


class Worker:
    """Works until told to stop, or until nothing is left to do."""

    def __init__(
        self,
        keys: Keyring | None = None,
        open_connection: Connect = connect,
        zone: str = SANDBOX,
        *,
        forwards: bool = False,
    ) -> None:
        self._keys = keys or keyring()
        self._connection = open_connection()
        self._rooms = Rooms.over(
            self._connection, self._keys, zone, forwards=forwards, buffered=True
        )
        self._swept_at = float("-inf")
        self._collected_at = time.monotonic()
        self._batches = 0
        self.stopping = False

    def stop(self, *_: object) -> None:
        """Finish the batch in hand, then stop."""
        self.stopping = True

    def run(self) -> None:
        """Work until stopped; rest when there is nothing to do."""
        with self._connection:
            self._rooms.inbox.listen()
            self._connection.commit()
            while not self.stopping:
                busy = self.work()
                self._look_for_garbage()
                if not busy:
                    self._rest()

    def drain(self) -> None:
        """Work until nothing is left to do."""
        while self.work():
            pass

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def work(self) -> bool:
        """Read one batch of messages and clear one batch of sets; tell if any."""
        return self._read() | self._clear() | self._sweep()

    def _look_for_garbage(self) -> None:
        """Look for young garbage after a batch, and at times for what has grown old.

        That takes as long as a message does: it is not done between any two.
        """
        at = time.monotonic()
        old = at - self._collected_at > OLD_SECONDS
        if old:
            self._collected_at = at
        gc.collect(OLD if old else YOUNG)

    def _rest(self) -> None:
        self._connection.commit()
        self._connection.autocommit = True
        with suppress(psycopg.Error):
            list(self._connection.notifies(timeout=IDLE_SECONDS, stop_after=1))
        self._connection.autocommit = False

    def _read(self) -> bool:
        leased = self._rooms.inbox.lease(MESSAGES, clock.now())
        self._connection.commit()
        fresh = [message for message in leased if message.attempts == 1]
        if fresh and self._tried(lambda: self._process(fresh), len(fresh)) is DONE:
            return True
        for message in leased:
            self._read_alone(message)
        return bool(leased)

    def _process(self, messages: Sequence[Leased]) -> None:
        """Read messages; clear the sets they complete in the same transaction."""
        at = clock.now()
        process(self._rooms, messages, at)
        if not self._rooms.forwards:
            clear_fresh(self._rooms, at)

    def _read_only(self, messages: Sequence[Leased]) -> None:
        """Read messages; their sets are looked at later, each by itself if need be."""
        process(self._rooms, messages, clock.now())

    def _read_alone(self, message: Leased) -> None:
        if message.attempts > TRIES:
            quarantine(self._rooms, message, "its reader died of it")
        elif (ending := self._tried(lambda: self._read_only([message]), 1)) is DONE:
            return
        elif ending is Ending.FAILED and message.attempts == TRIES:
            quarantine(self._rooms, message, "unreadable by the worker")
        else:
            self._rooms.inbox.release([message])
        self._connection.commit()

    def _clear(self) -> bool:
        woken: list[int] = []

        def clear(size: int) -> None:
            woken.append(clear_batch(self._rooms, clock.now(), size))

        if self._tried(lambda: clear(WAKES), WAKES) is not DONE:
            woken.clear()
            ending = self._tried(lambda: clear(1), 1)
            if ending is not DONE:
                return ending is Ending.LOST or self._set_aside()
        if self._rooms.register.crowded:
            time.sleep(CROWDED_SECONDS)
        return bool(woken and woken[-1])

    def _sweep(self) -> bool:
        """Now and then, reject what has waited too long; tell if there may be more."""
        if time.monotonic() - self._swept_at < SWEEP_SECONDS:
            return False
        given_up: list[int] = []
        ending = self._tried(
            lambda: given_up.append(give_up_waiting(self._rooms, clock.now(), OVERDUE)),
            OVERDUE,
        )
        more = ending is DONE and given_up[-1] == OVERDUE
        if not more:
            self._swept_at = time.monotonic()
        return more

    def _set_aside(self) -> bool:
        """Take out the wake nobody can work on, and write it into the journal."""
        for paper in self._rooms.register.claim_wakes(1):
            line = Line(
                at=clock.now(),
                actor="worker",
                action="quarantine",
                subject=f"paper/{paper}",
                result="failed",
            )
            self._rooms.journal.append(line)
        self._connection.commit()
        return True

    def _tried(self, work: Callable[[], None], size: int) -> Ending:
        """Do a batch as one transaction, again after a lost race; tell how it ended."""
        for attempt in range(PATIENCE):
            try:
                work()
                self._rooms.flush()
                self._connection.commit()
            except LOST_RACES:
                self._undo()
                time.sleep(random.uniform(0, 0.02 * (attempt + 1)))  # noqa: S311 - jitter
            except psycopg.OperationalError:
                raise
            except Exception:
                self._undo()
                log.exception("a batch of %d failed", size)
                return Ending.FAILED
            else:
                self._plan_for_grown_tables()
                return DONE
        return Ending.LOST

    def _plan_for_grown_tables(self) -> None:
        """Have statements planned anew after 1, 2, 4, 8 batches and so on.

        The first are planned while tables are empty, when any plan looks as good as
        any other: it then reads all there is, for every batch, until the server looks
        at the tables by itself, a minute later.
        """
        self._batches += 1
        if self._batches.bit_count() == 1:
            plan_anew(self._connection)
            self._connection.commit()

    def _undo(self) -> None:
        """Forget an attempt; a lost connection says so by itself."""
        self._rooms.discard()
        self._connection.rollback()


def _look_for_garbage_between_batches() -> None:
    """Spare the collector what it would look at in vain, in the midst of a batch.

    Modules stay for good, and what a batch makes is needed to its end: looking through
    it again and again took a tenth of the time.
    """
    gc.freeze()
    gc.disable()


def main() -> None:
    """Run one worker until it is told to stop."""
    worker = Worker(
        open_connection=partial(connect, batches=True),
        zone=profile(),
        forwards=customs() is not None,
    )
    _look_for_garbage_between_batches()
    signal.signal(signal.SIGTERM, worker.stop)
    signal.signal(signal.SIGINT, worker.stop)
    worker.run()


if __name__ == "__main__":
    main()
