"""Papers as they stood, version by version."""

from collections.abc import Collection
from typing import Any

from psycopg import Connection

from tongguan.plumbing.keys import Keyring
from tongguan.plumbing.register.binders import Binders
from tongguan.plumbing.register.model import Leaf
from tongguan.plumbing.register.rows import key_from
from tongguan.plumbing.sql import statements
from tongguan.trade.papers import AnyPaper

SQL = statements(__package__)
Version = tuple[int, int]


class Versions:
    """Opens what stood in the register under a paper's number at a version."""

    def __init__(self, connection: Connection[Any], keys: Keyring) -> None:
        self._connection = connection
        self._keys = keys

    def stood(self, wanted: Collection[Version]) -> dict[Version, AnyPaper]:
        """Return the papers of these numbers and versions."""
        values = {
            "ids": [number for number, _ in wanted],
            "versions": [version for _, version in wanted],
        }
        rows = self._connection.execute(SQL["stood"], values).fetchall()
        binders = Binders(self._connection, self._keys)
        for row in rows:
            binders.want(Leaf(row[5], row[6]))
        return {
            (row[0], row[1]): binders.open(Leaf(row[5], row[6]), key_from(*row[2:5]))
            for row in rows
        }
