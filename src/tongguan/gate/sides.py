"""A thread beside the event loop, with a database connection of its own."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from tongguan.gate.keeping import Desk

Result = TypeVar("Result")


class Side:
    """Does one thing after another at its desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._thread = ThreadPoolExecutor(1)

    def submit(self, job: Callable[[Desk], Result]) -> asyncio.Future[Result]:
        """Let the thread do a job; the result comes on the event loop."""
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._thread, job, self.desk)

    def close(self) -> None:
        """Finish what was begun, then give the connection back."""
        self._thread.shutdown(wait=True)
        self.desk.close()
