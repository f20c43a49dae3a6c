"""A window in front of a simulated customs: forwarded, answered, at a test's pace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg

from tests.conftest import KEYS
from tests.parcels import parcel
from tests.window import Window
from tongguan.forwarder import Process
from tongguan.gateway.chinaport.simulator.counter import Counter
from tongguan.gateway.chinaport.simulator.door import listening
from tongguan.journeys.upstream import hear
from tongguan.plumbing import clock
from tongguan.plumbing.forwarding.address import address_of
from tongguan.trade.kinds import Paper
from tongguan.trade.papers import AnyPaper, Declaration, Dossier
from tongguan.trade.receipts import Receipt, TaxBill
from tongguan.worker import Worker


class Front(Window):
    """A window whose customs is elsewhere."""

    def __init__(self, dsn: str, address: str) -> None:
        super().__init__(dsn)
        self.worker.close()
        self.worker = Worker(KEYS, lambda: psycopg.connect(dsn), forwards=True)
        address_named = address_of(address)
        assert address_named is not None
        self.address = address_named
        self.forwarder = self.process()

    def process(self) -> Process:
        """Start another forwarder."""
        return Process(self.address, KEYS, lambda: psycopg.connect(self.dsn))

    def close(self) -> None:
        """Give the connections back."""
        self.forwarder.close()
        super().close()

    def send(self, *papers: AnyPaper, sender: str = "") -> None:
        """Send papers, and let worker and forwarder work."""
        super().send(*papers, sender=sender)
        self.forwarder.drain()


@contextmanager
def front(dsn: str, counter: Counter | None = None) -> Iterator[Front]:
    """Open a window in front of a simulated customs on a port of its own."""
    with listening(counter or Counter()) as server:
        opened = Front(dsn, server.url)
        try:
            yield opened
        finally:
            opened.close()


def asking(serial: int, end: str, **changes: Any) -> Dossier:
    """Return a parcel whose list asks the customs for something."""
    dossier = parcel(serial)
    listed = replace(dossier.declaration, reference=f"Q{serial}{end}", **changes)
    return replace(dossier, declaration=listed)


def heard(window: Front, *receipts: Receipt | TaxBill) -> None:
    with window.connection.transaction():
        hear(window.rooms, receipts, clock.now())


def aside(window: Front) -> list[str]:
    with window.connection.transaction():
        return [it.reason for it in window.rooms.forwarding.all_aside()]


def receipt_on(listed: Declaration, status: str, at: datetime, guid: str) -> Receipt:
    keys = {
        "declarant_code": listed.declarant.code,
        "reference": listed.reference or "",
        "number": "29002026I000000001",
    }
    return Receipt(
        guid=guid,
        paper=Paper.DECLARATION,
        status=status,
        text=f"状态{status}",
        at=at,
        keys=keys,
    )
