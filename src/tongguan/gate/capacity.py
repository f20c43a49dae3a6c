"""容量 How much the gate holds at once, and for whom.

Nobody may hold more than is free: one sender alone gets half of it, of two who want all
each gets a third. So there is room for a newcomer, however greedy the others are.
"""

EACH = 8 * 1024  # what a call takes besides its bytes


class Capacity:
    """Bytes given out, never more than there are."""

    def __init__(self, most: int) -> None:
        self.free = most
        self._held: dict[str, int] = {}

    def reserve(self, holder: str, size: int) -> bool:
        """Give bytes to a holder, unless it would hold more than is left for others."""
        held = self._held.get(holder, 0) + size
        if held > self.free - size:
            return False
        self._held[holder] = held
        self.free -= size
        return True

    def release(self, holder: str, size: int) -> None:
        """Take back what a holder was given."""
        self.free += size
        left = self._held.pop(holder, 0) - size
        if left:
            self._held[holder] = left
