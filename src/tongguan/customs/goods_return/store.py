"""Returned goods in the database, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from psycopg import Connection

from tongguan.customs.goods_return.model import Earlier, Returned
from tongguan.plumbing.register.store import KeyTakenError
from tongguan.plumbing.sql import statements

SQL = statements(__package__)


class ReturnedGoods:
    """Writes and counts what came back."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def put(
        self,
        ids: tuple[int, int],
        lines: Sequence[Returned],
        at: datetime,
        *,
        refunded: bool,
    ) -> None:
        """Write what an application, `ids[0]`, brings back of the list `ids[1]`.

        Raise KeyTakenError where another return took its turn at the same moment.
        """
        columns = {
            "application": ids[0],
            "paper": ids[1],
            "lines": [it.line for it in lines],
            "sequences": [it.sequence for it in lines],
            "quantities": [it.quantity for it in lines],
            "totals": [it.total for it in lines],
            "listed": [it.listed for it in lines],
            "prices": [it.undone.price for it in lines],
            "duties": [it.undone.duty for it in lines],
            "vats": [it.undone.vat for it in lines],
            "consumptions": [it.undone.consumption_tax for it in lines],
            "refunded": refunded,
            "at": at,
        }
        rows = self._connection.execute(SQL["put"], columns).fetchall()
        if len(rows) != len(lines):
            raise KeyTakenError

    def earlier(self, paper: int) -> dict[int, Earlier]:
        """Return what has come back of each line of a list."""
        rows = self._connection.execute(SQL["earlier"], {"paper": paper})
        return {
            row[0]: Earlier(times=row[1], total=row[2].normalize(), price=row[3])
            for row in rows
        }

    def refunds(self, paper: int) -> int:
        """Return what of a list's tax is to be paid back, in fen."""
        row = self._connection.execute(SQL["refunds"], {"paper": paper}).fetchone()
        return int(row[0]) if row else 0
