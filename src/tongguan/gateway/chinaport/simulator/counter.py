"""柜台 Messages in, receipts out, for any number of firms; doors stand before it.

The same bytes from the same firm are the same message: they are acknowledged again
and answered once. With a journal file, a counter that is started again has forgotten
nothing.
"""

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from tongguan.gateway.chinaport.signing.keys import SigningKey
from tongguan.gateway.chinaport.simulator.customs import Customs
from tongguan.gateway.chinaport.simulator.mailbox import Letter, Mailbox
from tongguan.gateway.chinaport.simulator.modes import BEHAVIOURS, Behaviour, Mode

EPOCH = 1
BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Counter:
    """柜台 Everything the stand-in keeps; used by many threads at once."""

    seed: int = 0
    behaviour: Behaviour = BEHAVIOURS[Mode.NORMAL]
    journal: Path | None = None
    key: SigningKey | None = None
    boxes: dict[str, Mailbox] = field(default_factory=dict)
    known: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    calls: int = 0
    latest: datetime = BEGINNING

    def __post_init__(self) -> None:
        if self.journal is not None and self.journal.exists():
            lines = self.journal.read_text(encoding="ascii").splitlines()
            for entry in map(json.loads, lines):
                at = datetime.fromisoformat(entry["at"])
                self._take(entry["firm"], base64.b64decode(entry["body"]), at)

    def take(self, firm: str, body: bytes, at: datetime) -> dict[str, Any]:
        """Take one message; return the acknowledgement."""
        with self.lock:
            digest = hashlib.sha256(body).hexdigest()
            known = self.known.get((firm, digest))
            if known is not None:
                return {**known, "duplicate": True}
            # Never before what has left already, or a second life would number anew.
            at = max(at, self.latest)
            self._note(firm, body, at)
            return self._take(firm, body, at)

    def give(
        self, firm: str, after: int, limit: int, now: datetime
    ) -> list[tuple[int, Letter]]:
        """Return a firm's receipts after one, with their numbers."""
        with self.lock:
            self.latest = max(now, self.latest)
            box = self.boxes.get(firm)
            return box.after(after, limit, now) if box else []

    def last(self, firm: str) -> int:
        """Return the number of the last receipt that has left for a firm."""
        with self.lock:
            box = self.boxes.get(firm)
            return len(box.left) if box else 0

    def refuses(self) -> int:
        """Return the status with which this call is sent away, 0 if it is served."""
        with self.lock:
            self.calls += 1
            drawn = hashlib.sha256(f"{self.seed}/{self.calls}".encode()).digest()
        if drawn[0] * 100 >= self.behaviour.throttled * 256:
            return 0
        return (429, 503)[drawn[1] % 2]

    def _take(self, firm: str, body: bytes, at: datetime) -> dict[str, Any]:
        digest = hashlib.sha256(body).hexdigest()
        told = {
            "received": True,
            "id": len(self.known) + 1,
            "sha256": digest,
            "received_at": at.isoformat(),
            "duplicate": False,
        }
        self.known[firm, digest] = told
        planned = Customs(self.seed, self.behaviour.delay).answer(body, at)
        self.boxes.setdefault(firm, Mailbox()).put(
            (self._due(at + one.after), Letter(one.answer, one.forged))
            for one in planned
        )
        return told

    def _due(self, due: datetime) -> datetime:
        """Say when a receipt leaves; in bursts, at the next full mark of the clock."""
        burst = self.behaviour.burst
        if not burst:
            return due
        return due + timedelta(seconds=burst - due.timestamp() % burst)

    def _note(self, firm: str, body: bytes, at: datetime) -> None:
        if self.journal is None:
            return
        entry = {
            "firm": firm,
            "at": at.isoformat(),
            "body": base64.b64encode(body).decode(),
        }
        with self.journal.open("a", encoding="ascii") as file:
            file.write(json.dumps(entry) + "\n")
