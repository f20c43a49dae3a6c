"""公平排队 Senders take turns by bytes, whoever of them has more to send.

Deficit round robin: at each turn a sender may have so many bytes more, and saves what
its next message does not fit into.
"""

from collections import deque
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")
QUANTUM = 16 * 1024


@dataclass(slots=True)
class _Line(Generic[Item]):
    """What one sender waits with, and how many bytes it may have now."""

    waiting: deque[tuple[Item, int]] = field(default_factory=deque)
    allowed: int = 0


class FairQueue(Generic[Item]):
    """Lines of senders, in the order in which they get their turn."""

    def __init__(self, quantum: int = QUANTUM) -> None:
        self._quantum = quantum
        self._lines: dict[str, _Line[Item]] = {}
        self._turns: deque[str] = deque()
        self.count = self.bytes = 0

    def put(self, sender: str, item: Item, size: int) -> None:
        """Let an item wait in its sender's line."""
        line = self._lines.get(sender)
        if line is None:
            line = self._lines[sender] = _Line(allowed=self._quantum)
            self._turns.append(sender)
        line.waiting.append((item, size))
        self.count += 1
        self.bytes += size

    def take(self, most: int, most_bytes: int) -> list[Item]:
        """Take who is next, up to a number and to bytes, but one at least.

        A turn that is cut short here is taken up again by the next call.
        """
        taken: list[Item] = []
        while self._turns and len(taken) < most:
            sender = self._turns[0]
            line = self._lines[sender]
            item, size = line.waiting[0]
            if size > line.allowed:
                line.allowed += self._quantum
                self._turns.rotate(-1)
                continue
            if taken and size > most_bytes:
                break
            line.waiting.popleft()
            line.allowed -= size
            most_bytes -= size
            self._count_out(sender, size)
            taken.append(item)
        return taken

    def _count_out(self, sender: str, size: int) -> None:
        self.count -= 1
        self.bytes -= size
        if not self._lines[sender].waiting:
            del self._lines[sender]
            self._turns.popleft()
