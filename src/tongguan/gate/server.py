"""The gate's process: it listens, watches its connections, and ends in order."""

import asyncio
import logging
import signal
from collections.abc import Callable

from tongguan.gate.connection import Connection
from tongguan.gate.keeping import Desk
from tongguan.gate.lanes import HELD_AT_ONCE, Lanes

CONNECTIONS_MOST = 4096
BACKLOG = 1024
SWEEP_SECONDS = 1.0
GRACE_SECONDS = 5.0

log = logging.getLogger(__name__)


class Gate:
    """Everybody who is connected, and the lanes their calls go."""

    def __init__(
        self, open_desk: Callable[[], Desk], held_at_once: int = HELD_AT_ONCE
    ) -> None:
        self.lanes = Lanes(open_desk, held_at_once)
        self._connections: set[Connection] = set()
        self._gone = asyncio.Event()

    def welcome(self, connection: Connection) -> bool:
        """Take a connection in, unless there are too many."""
        self._connections.add(connection)
        return len(self._connections) <= CONNECTIONS_MOST

    def forget(self, connection: Connection) -> None:
        """Hear that a connection is gone."""
        self._connections.discard(connection)
        if not self._connections:
            self._gone.set()

    async def run(self, host: str, port: int, until: asyncio.Event) -> None:
        """Serve until told to stop; then answer what was asked, and end."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: Connection(self), host, port, backlog=BACKLOG
        )
        watches = [loop.create_task(self.lanes.look()), loop.create_task(self._sweep())]
        await until.wait()
        server.close()
        for watch in watches:
            watch.cancel()
        await self._see_off()
        await self.lanes.close()

    async def _sweep(self) -> None:
        """End, again and again, what was waited for long enough."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            now = loop.time()
            for connection in [it for it in self._connections if it.is_overdue(now)]:
                connection.end()

    async def _see_off(self) -> None:
        """Let every call that was read be answered, within a while."""
        self._gone.clear()
        for connection in list(self._connections):
            connection.leave()
        if self._connections:
            try:
                await asyncio.wait_for(self._gone.wait(), GRACE_SECONDS)
            except TimeoutError:
                log.warning("%d connections were cut", len(self._connections))


async def serve(host: str, port: int, open_desk: Callable[[], Desk]) -> None:
    """Serve until a signal comes."""
    until = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, until.set)
    await Gate(open_desk).run(host, port, until)
