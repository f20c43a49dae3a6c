"""Looks at personal data, inside the caller's transaction."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row

from tongguan.plumbing.lookups.model import Looks, Lookup
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
LATEST = 200


class Lookups:
    """Writes looks down and reads them back: for the person, and for who watches."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def append(self, lookups: Iterable[Lookup]) -> None:
        """Write looks down, before anything is shown."""
        with self._connection.cursor() as cursor:
            cursor.executemany(SQL["append"], [asdict(one) for one in lookups])

    def looked_at(self, person: bytes, size: int = LATEST) -> list[Lookup]:
        """Return who looked at the person of this index, the latest first."""
        return self._read("of_person", {"person": person, "size": size})

    def latest(
        self,
        *,
        officer: str = "",
        purpose: str = "",
        reference: str = "",
        size: int = LATEST,
    ) -> list[Lookup]:
        """Return the latest looks; what is empty is not asked about."""
        values = {
            "officer": officer,
            "purpose": purpose,
            "reference": reference,
            "size": size,
        }
        return self._read("latest", values)

    def counted(self, since: datetime, officer: str = "") -> list[Looks]:
        """Count the persons each officer looked at since an instant."""
        values = {"since": since, "officer": officer}
        rows = self._connection.execute(SQL["counted"], values)
        return [Looks(*row) for row in rows]

    def _read(self, name: str, values: dict[str, Any]) -> list[Lookup]:
        with self._connection.cursor(row_factory=class_row(Lookup)) as cursor:
            return cursor.execute(SQL[name], values).fetchall()
