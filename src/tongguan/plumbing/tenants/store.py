"""Organisations and what they have, inside the caller's transaction."""

from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.sql import statements
from tongguan.plumbing.tenants.model import Key, Person, Tenant

SQL = statements(__package__)
PAGE, MOST = 50, 200


class Tenants:
    """Finds organisations, their people and their keys."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def find(self, words: str = "", after: str = "", limit: int = PAGE) -> list[Tenant]:
        """Return organisations by code; `after` is the last one of the page before."""
        return self._tenants(words=words, after=after, code="", limit=limit)

    def one(self, code: str) -> Tenant | None:
        """Return one organisation."""
        found = self._tenants(words="", after="", code=code, limit=1)
        return found[0] if found else None

    def people(self, code: str) -> list[Person]:
        """Return the people of an organisation."""
        with self._connection.cursor(row_factory=class_row(Person)) as cursor:
            values = {"code": code, "limit": MOST}
            return cursor.execute(SQL["people"], values).fetchall()

    def keys(self, code: str) -> list[Key]:
        """Return the keys of an organisation, those in use first."""
        with self._connection.cursor(row_factory=class_row(Key)) as cursor:
            values = {"code": code, "limit": MOST}
            return cursor.execute(SQL["keys"], values).fetchall()

    def _tenants(self, **values: Any) -> list[Tenant]:
        with self._connection.cursor(row_factory=class_row(Tenant)) as cursor:
            return cursor.execute(SQL["find"], values).fetchall()
