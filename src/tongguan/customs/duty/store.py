"""Tax bills in the database, inside the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from psycopg import Connection
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

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
        rows = [_row(paper, bill) for paper, bill in bills.items()]
        with self._connection.cursor() as cursor:
            cursor.executemany(SQL["put"], rows)

    def of_paper(self, paper: int) -> dict[str, Any] | None:
        """Return the bill of a list, amounts in fen, or None."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(SQL["of_paper"], {"id": paper}).fetchone()


def _row(paper: int, bill: TaxBill) -> dict[str, Any]:
    return {
        "number": bill.number,
        "paper": paper,
        "list_number": bill.list_number,
        "status": bill.status,
        "duty_fen": in_fen(bill.duty),
        "vat_fen": in_fen(bill.vat),
        "consumption_fen": in_fen(bill.consumption_tax),
        "guarantor": bill.guarantor,
        "lines": Jsonb(
            [
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
        ),
        "at": bill.at,
    }
