"""Payment notices in the database, inside the caller's transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, dict_row

from tongguan.customs.collection.lifecycle import BillState, NoticeState
from tongguan.customs.collection.model import (
    Billed,
    BillTotals,
    DueBill,
    Month,
    Notice,
    NoticeLine,
    OpenPeriod,
    TaxStanding,
    WantedBills,
)
from tongguan.plumbing.clock import SHANGHAI
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
ALL = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """汇总清单 A list whose bill is collected, with what its receipts must say."""

    paper: int
    version: int
    state: str
    key: str
    sender: str
    guid: str
    message: int
    position: int
    preliminary_number: str
    list_number: str
    reference: str
    customs_office: str
    platform_code: str
    seller_code: str
    declarant_code: str
    bill: str
    duty_fen: int
    vat_fen: int
    consumption_fen: int
    guarantor: str

    @property
    def tax_fen(self) -> int:
        """What the list owes."""
        return self.duty_fen + self.vat_fen + self.consumption_fen

    @property
    def hold(self) -> str:
        """Name what the list took from the ledgers, as its clearing did."""
        return f"{self.paper}/{self.version}"


class Collection:
    """Merges, pays and finds; who opened the transaction ends it."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def guarantors(self, month: Month) -> list[str]:
        """Return whose bills of a month are in no notice yet."""
        rows = self._connection.execute(SQL["guarantors"], _instants(month))
        return [row[0] for row in rows]

    def hold_guarantor(self, guarantor: str) -> None:
        """Wait until nobody else collects this guarantor's bills."""
        self._connection.execute(SQL["hold_guarantor"], {"guarantor": guarantor})

    def due(self, guarantor: str, month: Month) -> list[DueBill]:
        """Return a guarantor's bills of a month that are in no notice yet."""
        values = _instants(month) | {"guarantor": guarantor}
        with self._connection.cursor(row_factory=class_row(DueBill)) as cursor:
            return cursor.execute(SQL["due"], values).fetchall()

    def issued(self, guarantor: str, month: Month) -> int:
        """Count a guarantor's notices for a month."""
        values = {"guarantor": guarantor, "month": month.first}
        row = self._connection.execute(SQL["issued"], values).fetchone()
        return int(row[0]) if row else 0

    def put(self, notice: Notice, bills: Sequence[DueBill], at: datetime) -> None:
        """Keep a notice and the bills it merges."""
        self._connection.execute(SQL["put"], asdict(notice) | {"at": at})
        columns = {
            "notice": notice.number,
            "papers": [bill.paper for bill in bills],
            "bills": [bill.number for bill in bills],
        }
        self._connection.execute(SQL["put_bills"], columns)

    def hold_members(self, notice: str) -> list[Member]:
        """Return the lists of a notice, held until the transaction ends."""
        with self._connection.cursor(row_factory=class_row(Member)) as cursor:
            return cursor.execute(SQL["hold_members"], {"notice": notice}).fetchall()

    def hold_billed(self, paper: int) -> Member | None:
        """Return one billed list, held until the transaction ends."""
        with self._connection.cursor(row_factory=class_row(Member)) as cursor:
            return cursor.execute(SQL["hold_billed"], {"paper": paper}).fetchone()

    def find(self, number: str) -> Notice | None:
        """Return a notice, or None."""
        found = self._notices("find", {"number": number})
        return found[0] if found else None

    def notices(
        self, guarantor: str | None, month: Month | None = None, size: int = ALL
    ) -> list[Notice]:
        """Return notices, the newest month first; None asks for everybody's."""
        first = month.first if month else None
        values = {"guarantor": guarantor, "month": first, "size": size}
        return self._notices("notices", values)

    def lines(self, notice: str, size: int = ALL) -> list[NoticeLine]:
        """Return the lists of a notice."""
        values = {"notice": notice, "size": size}
        with self._connection.cursor(row_factory=class_row(NoticeLine)) as cursor:
            return cursor.execute(SQL["lines"], values).fetchall()

    def pay(self, notice: Notice, at: datetime) -> bool:
        """Write a payment down; False when the notice was paid meanwhile."""
        values = asdict(notice) | {"at": at}
        return self._connection.execute(SQL["pay"], values).fetchone() is not None

    def void(self, paper: int, at: datetime) -> bool:
        """Void a bill and take it out of its notice; False when paid or void."""
        values = {"paper": paper, "at": at}
        struck = self._connection.execute(SQL["strike"], values).fetchone()
        values["struck"] = struck[0] if struck else None
        return self._connection.execute(SQL["void"], values).fetchone() is not None

    def lessen(self, paper: int, taxes: Mapping[str, int]) -> str | None:
        """Take what came back of a bill out of its unpaid notice; return that."""
        values = {"paper": paper, **taxes}
        row = self._connection.execute(SQL["lessen"], values).fetchone()
        return str(row[0]) if row else None

    def standing(self, paper: int) -> TaxStanding | None:
        """Return how far the tax of a list has come; None where it has no bill."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(SQL["standing"], {"paper": paper}).fetchone()
        if row is None:
            return None
        return TaxStanding(**(row | {"state": BillState(row["state"])}))

    def bills(self, wanted: WantedBills) -> list[Billed]:
        """Return a guarantor's bills, the newest first."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL["bills"], _asked(wanted)).fetchall()
        return [Billed(**(r | {"state": BillState(r["state"])})) for r in rows]

    def bill_totals(self, wanted: WantedBills) -> BillTotals:
        """Count and add up a guarantor's bills, whatever page is looked at."""
        with self._connection.cursor(row_factory=class_row(BillTotals)) as cursor:
            (totals,) = cursor.execute(SQL["bill_totals"], _asked(wanted)).fetchall()
        return totals

    def open_periods(self, guarantor: str | None) -> list[OpenPeriod]:
        """Return what is billed and in no notice yet, by month and guarantor."""
        values = {"guarantor": guarantor}
        with self._connection.cursor(row_factory=class_row(OpenPeriod)) as cursor:
            return cursor.execute(SQL["open_periods"], values).fetchall()

    def _notices(self, name: str, values: dict[str, Any]) -> list[Notice]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(SQL[name], values).fetchall()
        return [Notice(**(r | {"state": NoticeState(r["state"])})) for r in rows]


def _asked(wanted: WantedBills) -> dict[str, Any]:
    ends = wanted.last + timedelta(days=1)
    times = {"begins": _midnight(wanted.first), "ends": _midnight(ends)}
    return asdict(wanted) | times


def _instants(month: Month) -> dict[str, Any]:
    return {"begins": _midnight(month.first), "ends": _midnight(month.end)}


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
