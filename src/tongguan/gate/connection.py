"""连接 One caller's connection: kept alive, pipelined, and never believed.

Answers leave in the order of the calls. What is refused is refused before its body is
read; a short rest of it is read to keep the connection, a long one ends it. Whoever is
too slow, or asks more than is answered, is not waited for.
"""

import asyncio
from collections import deque
from typing import Protocol, cast

from tongguan.gate import answers
from tongguan.gate.lanes import Call, Lanes
from tongguan.gate.reading import Head, Reader
from tongguan.gateway.chinaport.envelope import LIMITS
from tongguan.gateway.problems import Problem

PATH, HEALTH = b"/ceb/messages", b"/healthz"
DRAINED_MOST = 64 * 1024
PIPELINED_MOST = 64
REST_SECONDS = 0.05
IDLE_SECONDS, HEAD_SECONDS, BLOCKED_SECONDS = 75.0, 15.0, 30.0
PACE = 32 * 1024  # bytes a second, at the least
FAREWELL_SECONDS = 1.0
TOO_SLOW = 408


class Host(Protocol):
    """Who keeps the connections."""

    lanes: Lanes

    def welcome(self, connection: "Connection") -> bool:
        """Take a connection in, unless there are too many."""

    def forget(self, connection: "Connection") -> None:
        """Hear that a connection is gone."""


class Connection(asyncio.Protocol):
    """One caller's connection."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._lanes = host.lanes
        self._loop = asyncio.get_running_loop()
        self._reader = Reader(self)
        self._calls: deque[Call] = deque()
        self._is_deaf = self._is_leaving = False
        self._is_resting = self._is_blocked = self._is_paused = False
        self._rests_until = 0.0
        self._is_reading = True  # a new connection has to say something
        self._since = self._loop.time()
        self._got = 0
        self._start()

    def _start(self) -> None:
        self._call = Call(self)
        self._head = Head()
        self._parts: list[bytes] = []
        self._drained = 0

    # what asyncio tells

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet a caller, or send it away when there are too many."""
        self._transport = cast("asyncio.Transport", transport)
        if not self._host.welcome(self):
            self._end_with(answers.problem(Problem.BUSY))

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._is_deaf:
            return
        status = self._reader.feed(data)
        self._got += len(data)
        if status is not None and not self._is_deaf:
            self._end_with(answers.bare(status))
        self._pace()

    def eof_received(self) -> bool:
        """Answer what was asked by a caller who has no more to say."""
        self._is_leaving = True
        if self._is_reading:  # what was begun stays unfinished
            self._drop()
            if self._is_headed() and self._call.answer is None:
                self._calls.pop()
            self._is_reading = False
            self._start()
        return bool(self._calls) and not self._is_deaf

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - gone is gone
        """Give back what was held for what never came to its end."""
        self._is_deaf = True
        self._drop()
        self._calls.clear()
        self._host.forget(self)

    def pause_writing(self) -> None:
        """Read no more from who does not read."""
        self._is_blocked = True
        self._since = self._loop.time()
        self._pace()

    def resume_writing(self) -> None:
        """Read on."""
        self._is_blocked = False
        self._pace()

    # what the reader tells

    def call_begins(self) -> None:
        """Wait for the end of a call from now on."""
        if not self._is_deaf:
            self._is_reading = True
            self._since, self._got = self._loop.time(), 0

    def head_read(self, head: Head) -> None:
        """Admit the call or refuse it, before its body is read."""
        if self._is_deaf:
            return
        call, self._head = self._call, head
        call.key, call.accept, call.last = head.key, head.accept, head.is_last
        self._calls.append(call)
        refused = self._refusal(head)
        if refused is not None:
            self._refuse(refused)
        elif head.wants_word and len(self._calls) == 1:
            self._transport.write(answers.CONTINUE)

    def part_read(self, part: bytes) -> None:
        """Take a part of the body, or let it go by."""
        if self._is_deaf:
            return
        call = self._call
        if call.answer is not None:
            self._drained += len(part)
            if self._drained > DRAINED_MOST:
                self._end_with(None)
            return
        self._parts.append(part)
        if self._head.is_chunked:  # of who knows how many bytes
            self._drained += len(part)
            if self._drained > LIMITS.size:
                self._refuse(answers.problem(Problem.TOO_LARGE))
            elif not self._lanes.grows(call, len(part)):
                self._refuse(answers.problem(Problem.BUSY))

    def call_read(self) -> None:
        """Hand a call on, or tell at once what it is refused with."""
        if self._is_deaf:
            return
        self._is_reading = False
        self._since = self._loop.time()
        call = self._call
        if call.answer is None:
            call.body = b"".join(self._parts)
            self._lanes.submit(call)
        self._start()
        self.write_out()

    # answers

    def write_out(self) -> None:
        """Send the answers whose turn it is."""
        said: list[bytes] = []
        last = False
        while self._calls and (answer := self._calls[0].answer) is not None:
            call = self._calls[0]
            if call is self._call and not self._is_deaf:
                break  # its body still comes by
            self._calls.popleft()
            last = call.last or (self._is_leaving and self._is_done())
            said.append(answers.ending(answer) if last else answer)
            if last:
                break
        if said and not self._transport.is_closing():
            self._transport.write(b"".join(said))
            self._since = self._loop.time()
        if last:
            self._hang_up()
        else:
            self._pace()

    def leave(self) -> None:
        """Answer what was asked and let nothing new be asked."""
        self._is_leaving = True
        if self._is_done():
            self._hang_up()

    def is_overdue(self, now: float) -> bool:
        """Tell whether the caller was waited for long enough."""
        waited = now - self._since
        if self._is_blocked:
            return waited > BLOCKED_SECONDS
        if self._is_reading and not self._is_paused:
            return waited > HEAD_SECONDS + self._got / PACE
        return not self._calls and waited > IDLE_SECONDS

    def end(self) -> None:
        """Wait no longer."""
        if self._is_reading and self._got and not self._is_blocked:
            self._end_with(answers.bare(TOO_SLOW))
        else:
            self._transport.abort()

    def _is_done(self) -> bool:
        return not self._calls and not (self._is_reading and self._got)

    def _refusal(self, head: Head) -> bytes | None:
        """Say why a call can't be admitted, or admit it."""
        if head.path == HEALTH and head.method == b"GET":
            is_well = self._lanes.is_well
            status, word = (200, b"ok") if is_well else (503, b"database")
            return answers.answer(status, answers.TEXT, word)
        if head.path != PATH:
            return answers.problem(Problem.NO_ADDRESS)
        if head.method != b"POST":
            return answers.problem(Problem.NO_METHOD)
        if head.length > LIMITS.size:
            return answers.problem(Problem.TOO_LARGE)
        problem = self._lanes.refusal(self._call, head.length)
        if problem is Problem.BUSY:
            self._rest()
        return None if problem is None else answers.problem(problem)

    def _refuse(self, said: bytes) -> None:
        """Refuse the call at hand, and read on only if little of it is left."""
        self._parts.clear()
        self._lanes.answer(self._call, said)
        to_come = max(self._head.length, self._drained)
        if to_come > DRAINED_MOST or self._head.wants_word:
            self._end_with(None)

    def _end_with(self, said: bytes | None) -> None:
        """Listen no more; the connection ends when what was asked is answered."""
        self._drop()
        if said is not None and not self._is_headed():
            self._calls.append(self._call)
        if self._calls:
            if self._calls[-1].answer is None:
                self._calls[-1].answer = said
            self._calls[-1].last = True
        self._is_deaf = True
        self._is_reading = False
        self.write_out()

    def _is_headed(self) -> bool:
        """Tell whether the head of the call at hand is read, and its body is not."""
        return bool(self._calls) and self._calls[-1] is self._call

    def _drop(self) -> None:
        """Give back what the call at hand holds, if it was not handed on."""
        self._parts.clear()
        if self._call.held:
            answered = self._call.answer
            self._lanes.answer(self._call, b"")
            self._call.answer = answered

    def _hang_up(self) -> None:
        """Say no more; hear out for a moment who is still talking."""
        if not self._is_deaf:
            self._is_deaf = True
            self._transport.close()
            return
        if not self._transport.is_closing():
            self._transport.write_eof()
        self._loop.call_later(FAREWELL_SECONDS, self._transport.close)

    def _rest(self) -> None:
        """Let a caller wait a little for every refusal before it is heard again."""
        now = self._loop.time()
        if not self._is_resting:
            self._is_resting, self._rests_until = True, now
            self._loop.call_later(REST_SECONDS, self._rested)
        self._rests_until += REST_SECONDS

    def _rested(self) -> None:
        left = self._rests_until - self._loop.time()
        if left > 0:
            self._loop.call_later(left, self._rested)
            return
        self._is_resting = False
        self._pace()

    def _pace(self) -> None:
        """Read only while there is something to be done about it."""
        many = len(self._calls) >= PIPELINED_MOST
        is_paused = self._is_resting or self._is_blocked or many
        if is_paused is self._is_paused or self._transport.is_closing():
            return
        self._is_paused = is_paused
        if is_paused:
            self._transport.pause_reading()
        else:
            self._since = self._loop.time()
            self._transport.resume_reading()
