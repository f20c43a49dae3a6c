"""API keys: made once, shown once, kept only as a digest."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements

SQL = statements(__package__)
PREFIX = "tg_"
SHOWN = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyInUse:
    """使用中的密钥 A key by its beginning; the rest of it is kept nowhere."""

    prefix: str
    label: str
    created_at: datetime


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
        return self.owners([key]).get(key)

    def owners(self, keys: Sequence[str]) -> dict[str, str]:
        """Return the firms of those keys that are in use."""
        whose = {_digest(key): key for key in keys}
        rows = self._connection.execute(SQL["owners"], {"digests": list(whose)})
        return {whose[digest]: firm for digest, firm in rows}

    def of(self, firm: str) -> list[KeyInUse]:
        """Return the keys of a firm that are in use, the oldest first."""
        with self._connection.cursor(row_factory=class_row(KeyInUse)) as cursor:
            return cursor.execute(SQL["keys_of"], {"firm": firm}).fetchall()

    def revoke(self, prefix: str, at: datetime, firm: str | None = None) -> bool:
        """End a key, of a firm or of anybody; tell whether there was one."""
        values = {"prefix": prefix, "at": at, "firm": firm}
        row = self._connection.execute(SQL["revoke"], values)
        return row.fetchone() is not None


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
