"""Browsers somebody is signed in with: written down, listed, ended."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.people.model import Visit
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


@dataclass(frozen=True, slots=True)
class Holder:
    """持有人 Whose account a certificate opens, and whether it works."""

    id: int
    username: str
    is_active: bool


class Visits:
    """Sessions of accounts, inside the caller's transaction."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def came_in(self, visit: Visit) -> None:
        """Write down that somebody signed in with a browser."""
        self._connection.execute(SQL["came_in"], asdict(visit))

    def of(self, account: int, at: datetime) -> list[Visit]:
        """Return the browsers somebody is signed in with."""
        values = {"account": account, "at": at}
        with self._connection.cursor(row_factory=class_row(Visit)) as cursor:
            return cursor.execute(SQL["visits"], values).fetchall()

    def end(self, account: int, but: str = "", only: str = "") -> int:
        """End sessions of an account, all `but` one or `only` one; return how many."""
        values = {"account": account, "but": but, "only": only}
        return self._connection.execute(SQL["end_visits"], values).rowcount

    def moved(self, old: str, session: str) -> None:
        """Follow a session that goes on under another key."""
        values = {"old": old, "session": session}
        self._connection.execute(SQL["moved_in"], values)

    def holder(self, fingerprint: str) -> Holder | None:
        """Return whose account a certificate opens."""
        with self._connection.cursor(row_factory=class_row(Holder)) as cursor:
            cursor.execute(SQL["holder"], {"fingerprint": fingerprint})
            return cursor.fetchone()
