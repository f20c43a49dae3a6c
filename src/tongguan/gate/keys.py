"""密钥 Whose key a call carries: looked up together, and remembered for a moment.

A key that was revoked is believed no longer than that.
"""

import time
from collections.abc import Callable

LIFE_SECONDS = 0.8
MANY = 10_000


class KnownKeys:
    """Keys and their firms, as of a moment ago; nobody's key is a key of `""`."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: dict[str, tuple[str, float]] = {}

    def firm(self, key: str) -> str | None:
        """Return the firm of a key, `""` if nobody has it, None to look it up."""
        firm, until = self._known.get(key, ("", 0.0))
        return firm if until > self._now() else None

    def holder(self, key: str) -> str:
        """Return whose key it was when it was last looked up, `""` if nobody knows."""
        return self._known.get(key, ("", 0.0))[0]

    def learn(self, keys: list[str], owners: dict[str, str], asked_at: float) -> None:
        """Remember what was found, as old as the question is."""
        if len(self._known) + len(keys) > MANY:
            self._known.clear()
        until = asked_at + LIFE_SECONDS
        self._known.update({key: (owners.get(key, ""), until) for key in keys})
