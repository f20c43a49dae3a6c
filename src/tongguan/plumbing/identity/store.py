"""API keys: made once, shown once, kept only as a digest."""

import hashlib
import secrets
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.plumbing.sql import statements

SQL = statements(__package__)
PREFIX = "tg_"
SHOWN = 11


class ApiKeys:
    """Makes, recognises and revokes the keys of machines."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def make(self, firm: str, label: str, at: datetime) -> str:
        """Make a key for a firm and return it; it cannot be shown again."""
        key = PREFIX + secrets.token_urlsafe(32)
        row = {
            "digest": _digest(key),
            "prefix": key[:SHOWN],
            "firm": firm,
            "label": label,
            "at": at,
        }
        self._connection.execute(SQL["keep"], row)
        return key

    def owner(self, key: str) -> str | None:
        """Return the code of the firm a key belongs to, or None."""
        row = self._connection.execute(SQL["owner"], {"digest": _digest(key)})
        found = row.fetchone()
        return None if found is None else found[0]

    def revoke(self, prefix: str, at: datetime) -> bool:
        """End a key; tell whether there was one."""
        row = self._connection.execute(SQL["revoke"], {"prefix": prefix, "at": at})
        return row.fetchone() is not None


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
