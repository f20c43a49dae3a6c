"""Files handed in, inside the caller's transaction."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """上传文件 One file as it is kept; `messages` are those it was sent in."""

    firm: str
    digest: str
    name: str
    paper: str
    body: bytes
    handed_in_at: datetime
    sent_at: datetime | None = None
    messages: Sequence[int] = ()


class Files:
    """Keeps files and finds them again."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def keep(
        self, firm: str, name: str, data: bytes, *, paper: str, at: datetime
    ) -> HandedIn:
        """Keep a file, or find the one with the same bytes."""
        digest = hashlib.sha256(data).hexdigest()
        values = {
            "firm": firm,
            "digest": digest,
            "name": name,
            "paper": paper,
            "body": self._keys.seal(data, _context(firm, digest)),
            "at": at,
        }
        self._connection.execute(SQL["keep"], values)
        found = self.find(firm, digest, paper)
        assert found is not None, "it was written or found in this transaction"
        return found

    def find(
        self, firm: str, digest: str, paper: str, *, hold: bool = False
    ) -> HandedIn | None:
        """Return a firm's own file of these bytes, or None."""
        values = {"firm": firm, "digest": digest, "paper": paper}
        found = self._read("hold" if hold else "find", values)
        return found[0] if found else None

    def latest(self, firm: str, limit: int = 20) -> list[HandedIn]:
        """Return a firm's latest files, newest first."""
        return self._read("latest", {"firm": firm, "limit": limit})

    def open(self, file: HandedIn) -> bytes:
        """Return the bytes of a file."""
        return self._keys.open(file.body, _context(file.firm, file.digest))

    def sent(self, file: HandedIn, messages: Sequence[int], at: datetime) -> None:
        """Write down in which messages a file was sent."""
        values = {
            "firm": file.firm,
            "digest": file.digest,
            "paper": file.paper,
            "messages": list(messages),
            "at": at,
        }
        self._connection.execute(SQL["sent"], values)

    def _read(self, name: str, values: dict[str, Any]) -> list[HandedIn]:
        with self._connection.cursor(row_factory=class_row(HandedIn)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()


def _context(firm: str, digest: str) -> str:
    return f"file/{firm}/{digest}"
