"""走法 Moves that many papers make alike, written once and numbered."""

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
    """Writes courses that are new, and knows the numbers of those that are there."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection
        self._known: dict[Steps, int | None] = {(): None}

    def numbers(self, walked: Sequence[Steps]) -> list[int | None]:
        """Return the number of each course; a paper without moves has none."""
        if len(self._known) > MOST_KNOWN:
            self.forget()
        if new := {*walked}.difference(self._known):
            self._write(new)
        return [self._known[steps] for steps in walked]

    def _write(self, new: set[Steps]) -> None:
        texts = {_digest(text): text for text in map(told, new)}
        ordered = sorted(texts)
        digests = {"digests": keys_in(ordered)}
        values = digests | {"steps": [texts[it] for it in ordered]}
        self._connection.execute(SQL["write_courses"], values)
        found = dict(self._connection.execute(SQL["courses"], digests).fetchall())
        self._known |= {steps: found[_digest(told(steps))] for steps in new}

    def forget(self) -> None:
        """Know none any more: the transaction that wrote them may be undone."""
        self._known = {(): None}


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_SIZE).digest()
