"""发问 Putting inquiries to platforms: when they are due, again when nobody answers."""

import asyncio
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from psycopg import Connection

from tongguan.finance.payment_data.model import Inquiry
from tongguan.finance.payment_data.rules import terms
from tongguan.gateway.platform_data.messages import (
    ORDER,
    QUESTION,
    SESSION,
    TIME,
)
from tongguan.gateway.platform_data.receiving import SUCCESS
from tongguan.gateway.webhooks.calling import Answer, Line
from tongguan.journeys.payment_data import ask_by_risk, forget_old, rest_after
from tongguan.journeys.rooms import Rooms

SIZE = 20
FORM = {"content-type": "application/x-www-form-urlencoded"}
NO_ADDRESS = "no address registered"
BETWEEN_LOOKS = timedelta(seconds=30)
Clock = Callable[[], datetime]


class Asker:
    """Asks by risk, puts what is due, and lets pass what nobody answered."""

    def __init__(
        self, rooms: Rooms, connection: Connection[Any], line: Line, clock: Clock
    ) -> None:
        self._rooms, self._connection = rooms, connection
        self._line, self._clock = line, clock
        back = terms().on(clock().date()).says.looks_back_hours
        self._looked = clock() - timedelta(hours=back)

    def work(self) -> int:
        """Do one round; return how many platforms were asked."""
        at = self._clock()
        if at - self._looked >= BETWEEN_LOOKS:
            ask_by_risk(self._rooms, self._looked, at)
            self._rooms.payment_data.expire(at)
            forget_old(self._rooms, at)
            self._connection.commit()
            self._looked = at
        return self._put(at)

    def _put(self, at: datetime) -> int:
        rest = rest_after(1, at)
        leased = self._rooms.payment_data.lease(SIZE, at, at + rest)
        addresses = [self._rooms.payment_data.address(it.platform) for it in leased]
        self._connection.commit()
        if not leased:
            return 0
        answers = asyncio.run(self._call(leased, addresses, at))
        for inquiry, answered in zip(leased, answers, strict=True):
            self._settle(inquiry, answered)
        self._connection.commit()
        return len(leased)

    async def _call(
        self, leased: list[Inquiry], addresses: list[str], at: datetime
    ) -> list[Answer]:
        calls = (
            self._line.post(url, FORM, question(inquiry, at)) if url else _nowhere()
            for inquiry, url in zip(leased, addresses, strict=True)
        )
        return await asyncio.gather(*calls)

    def _settle(self, inquiry: Inquiry, answered: Answer) -> None:
        at = self._clock()
        if took(answered):
            self._rooms.payment_data.asked(inquiry, at)
            return
        trouble = answered.trouble or f"HTTP {answered.status}: {_said(answered)}"
        rest = rest_after(inquiry.attempts, at)
        self._rooms.payment_data.again(inquiry, trouble, at + rest)


async def _nowhere() -> Answer:
    return Answer(trouble=NO_ADDRESS)


def question(inquiry: Inquiry, at: datetime) -> bytes:
    """Write a question as a form."""
    asked = {
        ORDER: inquiry.order_number,
        SESSION: inquiry.session,
        TIME: int(at.timestamp() * 1000),
    }
    return urlencode({QUESTION: json.dumps(asked, separators=(",", ":"))}).encode()


def took(answered: Answer) -> bool:
    """Tell whether the platform says that it took the question."""
    try:
        said = json.loads(answered.body)
    except ValueError:
        return False
    return isinstance(said, dict) and str(said.get("code")) == SUCCESS


def _said(answered: Answer) -> str:
    return answered.body[:100].decode("utf-8", errors="replace")
