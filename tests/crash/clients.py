"""Careful clients: they send until they are acknowledged, and follow their cursor."""

import hashlib
import http.client
import json
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from threading import Event
from typing import Any

from tests.crash.portal import Portal
from tests.simulation.invariants import Acknowledged

Refusals = (OSError, http.client.HTTPException)
OK, ACCEPTED, UNAVAILABLE = 200, 202, 503
PAUSE_SECONDS = 0.05
TURNS = count()  # messages go in by either door, and so do their resends


def call(portal: Portal, firm: str, way: str, data: bytes | None = None) -> Any:
    """Call once; return the answer, or None when there was none to count on."""
    method = "GET" if data is None else "POST"
    headers = {"Authorization": f"Bearer {portal.keys[firm]}"}
    door = portal.gate if data and next(TURNS) % 2 else portal.port
    line = http.client.HTTPConnection("127.0.0.1", door, timeout=10)
    try:
        line.request(method, way, data, headers)
        answer = line.getresponse()
        body = answer.read()
        if answer.status == UNAVAILABLE:
            return None
        assert answer.status == (ACCEPTED if data else OK), body
        return json.loads(body)
    except Refusals:
        return None
    finally:
        line.close()


@dataclass(slots=True)
class Sender:
    """Sends messages, some of them again, and remembers what it was told."""

    portal: Portal
    told: list[Acknowledged] = field(default_factory=list)

    def send(self, letters: Iterable[tuple[str, bytes]], done: Event) -> None:
        """Send every message until it is acknowledged."""
        for firm, data in letters:
            while not done.is_set():
                answer = call(self.portal, firm, "/ceb/messages", data)
                if answer is None:
                    time.sleep(PAUSE_SECONDS)
                    continue
                digest = hashlib.sha256(data).hexdigest()
                assert answer["sha256"] == digest
                self.told.append(Acknowledged(answer["id"], firm, digest))
                time.sleep(PAUSE_SECONDS)
                break


@dataclass(slots=True)
class Follower:
    """Pulls one firm's receipts from its cursor on, for ever, missing none."""

    portal: Portal
    firm: str
    seen: list[int] = field(default_factory=list)

    def follow(self, done: Event) -> None:
        """Pull until told that all has come, and then once more."""
        while True:
            ended = done.is_set()
            after = self.seen[-1] if self.seen else 0
            way = f"/ceb/receipts?after={after}&limit=50"
            answer = call(self.portal, self.firm, way)
            got = answer["receipts"] if answer else []
            self.seen += [receipt["seq"] for receipt in got]
            if ended and answer and not got:
                return
            if not got:
                time.sleep(PAUSE_SECONDS)
