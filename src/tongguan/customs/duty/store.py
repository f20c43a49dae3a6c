"""Tax bills in the database, inside the caller's transaction."""

from collections.abc import Mapping
from typing import Any

import msgspec
from psycopg import Connection
from psycopg.rows import dict_row

from tongguan.plumbing.copying import copy_rows
from tongguan.plumbing.sql import statements
from tongguan.trade.money import in_fen
from tongguan.trade.receipts import TaxBill, TaxBillLine

SQL = statements(__package__)
TYPES = (
    *("int8", "text", "text", "text", "int8", "int8", "int8"),
    *("text", "bytea", "timestamptz"),
)
LINES = msgspec.json.Decoder(tuple[TaxBillLine, ...])


class TaxBills:
    """Keeps and finds tax bills; a buffered room writes them when it is flushed."""

    def __init__(self, connection: Connection[Any], *, buffered: bool = False) -> None:
        self._connection = connection
        self._buffered = buffered
        self._pending: dict[int, TaxBill] = {}

    def put(self, bills: Mapping[int, TaxBill]) -> None:
        """Keep the bills of released lists, by the list's register number."""
        self._pending |= bills
        if not self._buffered:
            self.flush()

    def flush(self) -> None:
        """Write what is pending."""
        if not self._pending:
            return
        rows = [_row(paper, bill) for paper, bill in self._pending.items()]
        copy_rows(self._connection, SQL["put"], TYPES, rows)
        self.discard()

    def discard(self) -> None:
        """Forget what is pending: the transaction was undone."""
        self._pending.clear()

    def of_paper(self, paper: int) -> dict[str, Any] | None:
        """Return the bill of a list, amounts in fen but those of its lines, or None."""
        self.flush()
        with self._connection.cursor(row_factory=dict_row) as cursor:
            bill = cursor.execute(SQL["of_paper"], {"id": paper}).fetchone()
        if bill:
            bill["lines"] = LINES.decode(bill["lines"])
        return bill


def _row(paper: int, bill: TaxBill) -> tuple[Any, ...]:
    return (
        paper,
        bill.number,
        bill.list_number,
        bill.status,
        in_fen(bill.duty),
        in_fen(bill.vat),
        in_fen(bill.consumption_tax),
        bill.guarantor,
        msgspec.json.encode(bill.lines),
        bill.at,
    )
