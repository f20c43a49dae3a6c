"""Tax bills in the database, inside the caller's transaction."""

from collections.abc import Mapping
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import dict_row

from tongguan.plumbing.sql import statements
from tongguan.trade.money import in_fen
from tongguan.trade.receipts import TaxBill

SQL = statements(__package__)


class TaxBills:
    """Keeps and finds tax bills."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def put(self, bills: Mapping[int, TaxBill]) -> None:
        """Keep the bills of released lists, by the list's register number."""
        with self._connection.cursor() as cursor, cursor.copy(SQL["put"]) as copy:
            for paper, bill in bills.items():
                copy.write_row(_row(paper, bill))

    def of_paper(self, paper: int) -> dict[str, Any] | None:
        """Return the bill of a list, amounts in fen, or None."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(SQL["of_paper"], {"id": paper}).fetchone()


def _row(paper: int, bill: TaxBill) -> tuple[Any, ...]:
    lines = [
        {
            "number": line.number,
            "hs_code": line.hs_code,
            "dutiable_price": str(line.dutiable_price),
            "duty": str(line.duty),
            "vat": str(line.vat),
            "consumption_tax": str(line.consumption_tax),
        }
        for line in bill.lines
    ]
    return (
        bill.number,
        paper,
        bill.list_number,
        bill.status,
        in_fen(bill.duty),
        in_fen(bill.vat),
        in_fen(bill.consumption_tax),
        bill.guarantor,
        msgspec.json.encode(lines).decode(),
        bill.at,
    )
