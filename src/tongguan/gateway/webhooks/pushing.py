"""推送 One round of pushing: what is owed is written down, then sent, then settled.

Each step is a transaction. Whoever dies between them leaves a delivery that is due,
under the same identifier: an address may be told twice, and never not at all.
"""

import asyncio
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.customs.correction.model import Request
from tongguan.gateway.webhooks.calling import Line
from tongguan.gateway.webhooks.letters import is_echo, news, wish
from tongguan.gateway.webhooks.signing import headers
from tongguan.journeys.rooms import Rooms
from tongguan.plumbing.clock import Clock
from tongguan.plumbing.journal.store import Line as JournalLine
from tongguan.plumbing.webhooks.lifecycle import EndpointState
from tongguan.plumbing.webhooks.model import Attempt, Delivery, Endpoint
from tongguan.plumbing.webhooks.rules import LUCK, after, push_law, succeeded

SIZE = 50
Call = tuple[Endpoint, Delivery]


def push(rooms: Rooms, connection: Connection[Any], line: Line, clock: Clock) -> int:
    """Write down, send and settle what is due; return how many calls were made."""
    plan(rooms, clock())
    connection.commit()
    calls = rooms.webhooks.lease(SIZE, clock())
    connection.commit()
    if not calls:
        return 0
    attempts = asyncio.run(call_all(rooms, calls, line, clock))
    settle(rooms, list(zip(calls, attempts, strict=True)))
    connection.commit()
    return len(calls)


def plan(rooms: Rooms, at: datetime) -> None:
    """Write a delivery for every address that was not told of all its receipts."""
    law = push_law().on(at.date()).says
    for endpoint in rooms.webhooks.behind(SIZE, law.waiting_most):
        cursor = (endpoint.epoch, endpoint.sequence)
        most = law.receipts_most
        sent = rooms.outbox.pull(endpoint.firm, after=cursor, limit=most)
        if sent:
            rooms.webhooks.put(news(endpoint, sent, at))
            last = sent[-1]
            rooms.webhooks.advance(endpoint.id, last.epoch, last.sequence)


async def call_all(
    rooms: Rooms, calls: Sequence[Call], line: Line, clock: Clock
) -> list[Attempt]:
    """Call every address at the same time."""
    return await asyncio.gather(*(call(rooms, it, line, clock) for it in calls))


async def call(rooms: Rooms, one: Call, line: Line, clock: Clock) -> Attempt:
    """Call one address, signed with every secret it knows."""
    endpoint, delivery = one
    at, body = clock(), delivery.body.encode()
    signed = headers(delivery.guid, at, body, rooms.webhooks.secrets(endpoint, at))
    answer = await line.post(endpoint.url, signed, body)
    return answer.attempt(clock(), echoed=is_echo(delivery, answer.body))


def announce(rooms: Rooms, request: Request) -> None:
    """Tell every address in use of a firm that somebody asks something of it."""
    for endpoint in rooms.webhooks.of_firm(request.keeper):
        if endpoint.state is EndpointState.ACTIVE:
            rooms.webhooks.put(wish(endpoint, request))


def settle(rooms: Rooms, made: Sequence[tuple[Call, Attempt]]) -> None:
    """Write down what came of each call, and what follows from it."""
    held = rooms.webhooks.hold(endpoint.id for (endpoint, _), _ in made)
    rooms.webhooks.write_attempts([(delivery, it) for (_, delivery), it in made])
    for (called, delivery), attempt in made:
        endpoint = held[called.id]
        luck = secrets.randbelow(LUCK + 1)
        now, ended = after(endpoint, delivery, attempt, luck)
        rooms.webhooks.settle(ended)
        if now != endpoint:
            rooms.webhooks.keep(now)
            note(rooms, endpoint, now, attempt)
        if endpoint.failures and succeeded(delivery, attempt):
            rooms.webhooks.hasten(endpoint.id, attempt.at)
    rooms.webhooks.release(held)


def note(rooms: Rooms, before: Endpoint, now: Endpoint, attempt: Attempt) -> None:
    """Write into the journal that an address was switched on or off."""
    if before.state is now.state:
        return
    proven = now.state is EndpointState.ACTIVE
    rooms.journal.append(
        JournalLine(
            at=attempt.at,
            actor="system",
            organisation=now.firm,
            action="webhook-prove" if proven else "webhook-give-up",
            subject=f"webhook/{now.id}",
            detail={"reason": now.reason, "status": attempt.status},
        )
    )


def paused(endpoint: Endpoint) -> Endpoint:
    """Forget what went wrong before: a new beginning."""
    return replace(endpoint, failures=0, failing_since=None, probe_at=None, reason="")
