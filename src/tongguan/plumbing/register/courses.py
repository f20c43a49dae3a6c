"""走法 Moves that many papers make alike, written once and named by a digest."""

import hashlib
from collections.abc import Sequence
from typing import Any

from psycopg import Connection

from tongguan.plumbing.copying import keys_in
from tongguan.plumbing.register.model import Step
from tongguan.plumbing.register.rows import told
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
Steps = tuple[Step, ...]
DIGEST_SIZE = 16
MOST_KNOWN = 10_000  # by what is found on the way courses differ without end


class Courses:
    """Writes the courses that are new, and knows which ones are there."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._known: dict[Steps, bytes | None] = {(): None}

    def named(self, walked: Sequence[Steps]) -> list[bytes | None]:
        """Return the digest of each course; a paper without moves has none."""
        if new := {*walked}.difference(self._known):
            self._write(new)
        return [self._known[steps] for steps in walked]

    def _write(self, new: set[Steps]) -> None:
        if len(self._known) > MOST_KNOWN:
            self.forget()
        written = {}
        for steps in new:
            text = told(steps)
            digest = hashlib.blake2b(text.encode(), digest_size=DIGEST_SIZE).digest()
            self._known[steps], written[digest] = digest, text
        ordered = sorted(written)
        values = {"digests": keys_in(ordered), "steps": [written[it] for it in ordered]}
        self._connection.execute(SQL["write_courses"], values)

    def forget(self) -> None:
        """Know none any more: the transaction that wrote them may be undone."""
        self._known = {(): None}
