"""Orders, examination records and cases, inside the caller's transaction."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from psycopg import Connection
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb

from tongguan.customs.control.lifecycle import (
    CASE,
    CONTROL,
    Actor,
    CaseState,
    OrderState,
)
from tongguan.customs.control.model import (
    Agency,
    Aim,
    ControlOrder,
    Counted,
    EnforcementCase,
    Examined,
    Origin,
    Result,
    Target,
    by_aim,
)
from tongguan.plumbing.sql import statements

SQL = statements(__package__)
ORDER_NUMBER, CASE_NUMBER = "BK{:08d}", "AJ{:08d}"
LATEST = 200


class Controls:
    """Places, finds and lifts orders; keeps what came of them."""

    def __init__(self, connection: Connection[Any]) -> None:
        self._connection = connection

    def place(self, order: ControlOrder) -> str:
        """Place an order; return the number it was given."""
        values = {
            "target": order.aim.target,
            "value": order.aim.value,
            "agency": order.agency,
            "origin": order.origin,
            "effective": order.effective,
            "until": order.until,
            "reason": order.reason,
            "by": order.placed_by,
            "at": order.placed_at,
        }
        row = self._connection.execute(SQL["place"], values).fetchone()
        assert row is not None, "an insert returns its row"
        return ORDER_NUMBER.format(row[0])

    def lift(self, number: str, result: str, by: str, at: datetime) -> bool:
        """Lift an order with a result; tell whether it stood."""
        values = {
            "id": _id(number),
            "source": OrderState.PLACED,
            "target": CONTROL.after(OrderState.PLACED, "lift", by=Actor.OFFICER),
            "result": result,
            "by": by,
            "at": at,
        }
        return self._connection.execute(SQL["lift"], values).fetchone() is not None

    def expire(self, day: date) -> int:
        """Let orders go whose last day has passed; return how many."""
        values = {
            "source": OrderState.PLACED,
            "target": CONTROL.after(OrderState.PLACED, "expire", by=Actor.SYSTEM),
            "day": day,
        }
        return len(self._connection.execute(SQL["expire"], values).fetchall())

    def aimed_at(self, aims: Iterable[Aim], day: date) -> dict[Aim, list[ControlOrder]]:
        """Return the orders in force on a day that aim at any of these things."""
        wanted = sorted(set(aims), key=lambda it: (it.target, it.value))
        values = {
            "targets": [it.target.value for it in wanted],
            "values": [it.value for it in wanted],
            "day": day,
        }
        return by_aim(self._orders("aimed_at", values))

    def in_force(self, day: date, size: int) -> list[ControlOrder]:
        """Return orders in force on a day, no more than that many, in no order."""
        return self._orders("in_force", {"day": day, "size": size})

    def find(self, number: str) -> ControlOrder | None:
        """Return an order by its number."""
        return next(iter(self._orders("find", {"id": _id(number)})), None)

    def latest(self, size: int = LATEST) -> list[ControlOrder]:
        """Return orders, those that stand first."""
        return self._orders("latest", {"size": size})

    def examine(self, examined: Examined) -> None:
        """Write an agency's result on a list."""
        values = {
            "paper": examined.paper,
            "version": examined.version,
            "agency": examined.agency,
            "result": examined.result,
            "note": examined.note,
            "officer": examined.officer,
            "at": examined.at,
            "sheet": Jsonb(dict(examined.sheet)),
        }
        self._connection.execute(SQL["examine"], values)

    def record_of(self, paper: int, version: int) -> tuple[Examined, ...]:
        """Return the one record of a version of a list: a result for every agency."""
        values = {"paper": paper, "version": version}
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return tuple(
                Examined(
                    **row
                    | {
                        "agency": Agency(row["agency"]),
                        "result": Result(row["result"]),
                    }
                )
                for row in cursor.execute(SQL["record_of"], values)
            )

    def open_case(self, case: EnforcementCase) -> None:
        """Open a case; one that is open stays as it is."""
        values = {
            "paper": case.paper,
            "version": case.version,
            "kind": case.kind,
            "reason": case.reason,
            "by": case.opened_by,
            "at": case.opened_at,
        }
        self._connection.execute(SQL["open_case"], values)

    def close_case(
        self, number: str, outcome: str, by: str, at: datetime
    ) -> int | None:
        """Close a case with its outcome; return its list, or None if none was open."""
        values = {
            "id": _id(number),
            "source": CaseState.OPENED,
            "target": CASE.after(CaseState.OPENED, "close", by=Actor.OFFICER),
            "outcome": outcome,
            "by": by,
            "at": at,
        }
        row = self._connection.execute(SQL["close_case"], values).fetchone()
        return None if row is None else int(row[0])

    def cases(
        self, paper: int | None = None, size: int = LATEST
    ) -> list[EnforcementCase]:
        """Return the cases of one list, or of all, those that are open first."""
        values = {"paper": paper, "size": size}
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return [_case(row) for row in cursor.execute(SQL["cases"], values)]

    def counts(self, first: date, last: date) -> list[Counted]:
        """Count lists and opened lists between two days, both included."""
        values = {"first": first, "last": last}
        with self._connection.cursor(row_factory=class_row(Counted)) as cursor:
            return cursor.execute(SQL["counts"], values).fetchall()

    def _orders(self, name: str, values: dict[str, Any]) -> list[ControlOrder]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return [_order(row) for row in cursor.execute(SQL[name], values)]


def _id(number: str) -> int:
    """Read the row's number out of a printed one; none has the number 0."""
    digits = number[2:]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _order(row: dict[str, Any]) -> ControlOrder:
    number, target, value = row.pop("id"), row.pop("target"), row.pop("value")
    return ControlOrder(
        number=ORDER_NUMBER.format(number),
        aim=Aim(Target(target), value),
        agency=Agency(row.pop("agency")),
        origin=Origin(row.pop("origin")),
        state=OrderState(row.pop("state")),
        **row,
    )


def _case(row: dict[str, Any]) -> EnforcementCase:
    number, state = row.pop("id"), row.pop("state")
    return EnforcementCase(
        number=CASE_NUMBER.format(number), state=CaseState(state), **row
    )
