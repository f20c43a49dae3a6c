"""发问 Puts what waits to each agency: in order, one after another, alone."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg import Connection

from tongguan.gateway.agencies.channel import AwayError, Channel, RefusedError
from tongguan.gateway.agencies.contract import Contract, read, written
from tongguan.journeys.hearing import hear
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.agencies.model import (
    Agency,
    Question,
    QuestionState,
    Reply,
    Subject,
)
from tongguan.plumbing.agencies.rules import asking_law, rest
from tongguan.plumbing.clock import Clock

SIZE = 10
ALONE = timedelta(seconds=120)  # longer than a round of SIZE slow answers
OUR_FAULT = "its answer could not be acted upon"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """线路 An agency's contract, and the channel to it."""

    contract: Contract
    channel: Channel

    def put(self, question: Question, content: Mapping[str, str]) -> Reply:
        """Put one question; AwayError or RefusedError."""
        exchange = self.contract.exchanges.get(Subject(question.subject))
        if exchange is None:
            raise RefusedError(f"{question.subject} is not asked of this agency")
        body = written(exchange, question.id, content)
        said = self.channel.ask(question.subject, question.id, body)
        return read(exchange, question.id, said)


class Asker:
    """Asks every agency there is a line to."""

    def __init__(
        self,
        rooms: Rooms,
        connection: Connection[Any],
        lines: Mapping[Agency, Line],
        clock: Clock,
    ) -> None:
        self._rooms, self._connection = rooms, connection
        self._lines, self._clock = lines, clock

    def work(self) -> int:
        """Do one round; return how many questions were put."""
        return sum(self._ask(agency) for agency in self._lines)

    def _ask(self, agency: Agency) -> int:
        at = self._clock()
        failures = self._rooms.agencies.take_line(agency, at, at + ALONE)
        due = [] if failures is None else self._rooms.agencies.due(agency, SIZE)
        self._connection.commit()
        for put, question in enumerate(due):
            try:
                self._settle(agency, question)
            except AwayError as away:
                in_a_row = 1 if put else (failures or 0) + 1
                self._leave_alone(agency, question, in_a_row, str(away))
                return put + 1
        if failures is not None:
            self._rooms.agencies.leave_line(agency, at)
            self._connection.commit()
        return len(due)

    def _settle(self, agency: Agency, question: Question) -> None:
        """Put one question, keep its answer and act upon it, in one transaction."""
        try:
            content = self._rooms.agencies.asked(question)
            reply = self._lines[agency].put(question, content)
        except RefusedError as refused:
            self._set_aside(question, str(refused))
            return
        try:
            self._keep(question, reply, self._clock())
        except Exception:
            self._connection.rollback()
            log.exception("an answer of the %s", agency)
            self._set_aside(question, OUR_FAULT)

    def _keep(self, question: Question, reply: Reply, at: datetime) -> None:
        if self._rooms.agencies.answered(question, reply, at):
            hear(self._rooms, question, reply.outcome, at)
        self._connection.commit()

    def _set_aside(self, question: Question, why: str) -> None:
        self._rooms.agencies.missed(question, QuestionState.REFUSED, why)
        self._connection.commit()

    def _leave_alone(
        self, agency: Agency, question: Question, failures: int, why: str
    ) -> None:
        at = self._clock()
        until = at + rest(asking_law().on(at.date()).says, failures)
        self._rooms.agencies.missed(question, QuestionState.PENDING, why)
        self._rooms.agencies.leave_line(agency, until, failures, why)
        self._connection.commit()
