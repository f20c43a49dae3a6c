"""通道 The way of a call through the gate: admitted, recognised, queued, kept, told.

All of it happens on the event loop but three things, each in a thread of its own with
its own connection: messages are kept, keys looked up, and zips unpacked.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from tongguan.gate import answers
from tongguan.gate.capacity import EACH, Capacity
from tongguan.gate.fairness import FairQueue
from tongguan.gate.keeping import Desk, Keeper
from tongguan.gate.keys import KnownKeys
from tongguan.gate.sides import Side
from tongguan.gate.zips import several
from tongguan.gateway.backlog import MOST as BACKLOG
from tongguan.gateway.chinaport.archives import is_zip
from tongguan.gateway.chinaport.posting import Posted
from tongguan.gateway.problems import Problem
from tongguan.plumbing.identity.store import ApiKeys
from tongguan.plumbing.inbox.store import weight

TOGETHER, TOGETHER_BYTES = 256, 8 * 1024 * 1024
WAIT_SECONDS = 0.002
LOOK_SECONDS = 0.25
HELD_AT_ONCE = 64 * 1024 * 1024

log = logging.getLogger(__name__)


class Line(Protocol):
    """Whoever waits for the answer of a call."""

    def write_out(self) -> None:
        """Send what is answered."""


@dataclass(slots=True, eq=False)
class Call:
    """请求 One call: its key, what it brings, how much it holds, what it is told."""

    line: Line
    key: str = ""
    accept: str = ""
    body: bytes = b""
    firm: str = ""
    holder: str = ""
    held: int = 0
    last: bool = False
    answer: bytes | None = None


class Lanes:
    """Takes calls in and sees that each is answered."""

    def __init__(self, open_desk: Callable[[], Desk], most: int = HELD_AT_ONCE) -> None:
        self._loop = asyncio.get_running_loop()
        self._keeping = Side(open_desk())
        self._asking = Side(open_desk())
        self._unzipping = Side(open_desk())
        self._keeper = Keeper(self._keeping.desk)
        self._capacity = Capacity(most)
        self._queue: FairQueue[Call] = FairQueue()
        self._keys = KnownKeys()
        self._unknown: dict[str, list[Call]] = {}
        self._is_asking = self._is_keeping = False
        self._timer: asyncio.TimerHandle | None = None
        self._unread = self._taken = 0
        self.is_well = False

    def refusal(self, call: Call, size: int) -> Problem | None:
        """Admit a call of so many bytes, or say why not; nothing of it was read yet."""
        if not call.key:
            return Problem.NO_KEY
        if self._keys.firm(call.key) == "":
            return Problem.NO_KEY
        if self._unread + self._taken >= BACKLOG:
            return Problem.BUSY
        call.holder = self._keys.holder(call.key)
        return None if self.grows(call, size + EACH) else Problem.BUSY

    def grows(self, call: Call, size: int) -> bool:
        """Let a call hold so many bytes more, if they can be had."""
        if not self._capacity.reserve(call.holder, size):
            return False
        call.held += size
        return True

    def submit(self, call: Call) -> None:
        """Take a call that was read to its end."""
        firm = self._keys.firm(call.key)
        if firm is None:
            self._unknown.setdefault(call.key, []).append(call)
            self._ask()
        else:
            self._recognised(call, firm)

    def answer(self, call: Call, said: bytes) -> None:
        """Give back what a call holds, and let it be told."""
        self._capacity.release(call.holder, call.held)
        call.held, call.body = 0, b""
        call.answer = said

    async def look(self) -> None:
        """Look again and again how much waits to be read."""
        while True:
            try:
                self._unread = await self._asking.submit(_unread)
                self._taken, self.is_well = 0, True
            except Exception as trouble:  # noqa: BLE001 - whatever it is, look again
                if self.is_well:
                    log.warning("the database does not answer: %s", trouble)
                self.is_well = False
            await asyncio.sleep(LOOK_SECONDS)

    async def close(self) -> None:
        """End the threads and their connections."""
        for side in (self._keeping, self._asking, self._unzipping):
            await self._loop.run_in_executor(None, side.close)

    def _recognised(self, call: Call, firm: str) -> None:
        """Send a call of a known key on its way."""
        call.firm = firm
        if not firm:
            self._tell([call], [answers.problem(Problem.NO_KEY)])
        elif is_zip(call.body):
            self._unzip(call)
        else:
            self._queue.put(firm, call, len(call.body))
            self._keep_soon()

    def _ask(self) -> None:
        """Look up all keys nobody knows, unless that is being done."""
        if self._is_asking or not self._unknown:
            return
        self._is_asking = True
        asked, self._unknown = self._unknown, {}
        task = self._asking.submit(partial(_owners, keys=list(asked)))
        task.add_done_callback(partial(self._found, asked, self._loop.time()))

    def _found(
        self,
        asked: dict[str, list[Call]],
        asked_at: float,
        found: asyncio.Future[dict[str, str]],
    ) -> None:
        self._is_asking = False
        calls = [call for waiting in asked.values() for call in waiting]
        if found.exception() is None:
            self._keys.learn(list(asked), found.result(), asked_at)
            for call in calls:
                self._recognised(call, found.result().get(call.key, ""))
        else:
            self._tell(calls, [answers.problem(Problem.BUSY)] * len(calls))
        self._ask()

    def _keep_soon(self) -> None:
        """Keep what waits: at once when it is enough, else with what comes yet."""
        if self._is_keeping:
            return
        queue = self._queue
        if queue.count >= TOGETHER or queue.bytes >= TOGETHER_BYTES:
            self._keep()
        elif self._timer is None:
            self._timer = self._loop.call_later(WAIT_SECONDS, self._keep)

    def _keep(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._is_keeping or not self._queue.count:
            return
        self._is_keeping = True
        calls = self._queue.take(TOGETHER, TOGETHER_BYTES)
        handed_in = [(call.firm, call.body) for call in calls]
        task = self._keeping.submit(lambda _: self._keeper.keep(handed_in))
        task.add_done_callback(partial(self._kept, calls))

    def _kept(self, calls: Sequence[Call], kept: asyncio.Future[list[Posted]]) -> None:
        self._is_keeping = False
        self._keep()  # while these are told
        if kept.exception() is None:
            told = [
                answers.posted(one, call.accept)
                for call, one in zip(calls, kept.result(), strict=True)
            ]
            self._taken += sum(
                weight(len(call.body))
                for call, one in zip(calls, kept.result(), strict=True)
                if one.accepted is not None
            )
        else:
            log.error("keeping failed", exc_info=kept.exception())
            told = [answers.problem(Problem.BROKEN)] * len(calls)
        self._tell(calls, told)

    def _unzip(self, call: Call) -> None:
        job = partial(several, firm=call.firm, body=call.body, accept=call.accept)
        task = self._unzipping.submit(lambda desk: job(desk.rooms))
        task.add_done_callback(partial(self._unzipped, call))

    def _unzipped(self, call: Call, told: asyncio.Future[bytes]) -> None:
        if (trouble := told.exception()) is not None:
            log.error("a zip could not be kept", exc_info=trouble)
        said = answers.problem(Problem.BROKEN) if trouble else told.result()
        self._tell([call], [said])

    def _tell(self, calls: Sequence[Call], said: Sequence[bytes]) -> None:
        """Answer calls, and write to each of their lines once."""
        for call, words in zip(calls, said, strict=True):
            self.answer(call, words)
        for line in {call.line for call in calls}:
            line.write_out()


def _unread(desk: Desk) -> int:
    with desk.rooms() as rooms:
        return rooms.inbox.waiting_work(BACKLOG)


def _owners(desk: Desk, keys: list[str]) -> dict[str, str]:
    with desk.transaction() as connection:
        return ApiKeys(connection).owners(keys)
