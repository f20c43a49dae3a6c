"""布控指令、查验结果与案件 An order, its aim, and what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from tongguan.customs.control.lifecycle import CaseState, OrderState
from tongguan.trade.papers import Declaration

SHORTEST_PREFIX = 2
CODES_KEPT = 4096


class Target(StrEnum):
    """布控对象 What kind of thing an order aims at."""

    LIST = "list"
    FIRM = "firm"
    VEHICLE = "vehicle"
    TRANSPORT_DOCUMENT = "transport_document"
    HS_PREFIX = "hs_prefix"


class Agency(StrEnum):
    """执法部门 Who wants a list opened, and whose result it is."""

    CUSTOMS = "customs"
    INSPECTION = "inspection"


class Result(StrEnum):
    """查验结果 What was found in the parcel."""

    PASSED = "passed"
    DIFFERED = "differed"
    SEIZED = "seized"
    RETURNED = "returned"
    DESTROYED = "destroyed"
    SAMPLED = "sampled"


class Origin(StrEnum):
    """布控来源 Whether an officer or a rule placed the order."""

    MANUAL = "manual"
    RULE = "rule"


class Aim(NamedTuple):
    """布控目标 One thing an order may aim at: its kind and its number or code."""

    target: Target
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlOrder:
    """布控指令 Stops what it hits from `effective` to `until`, both days included."""

    number: str
    aim: Aim
    agency: Agency
    effective: date
    until: date
    reason: str
    placed_by: str
    placed_at: datetime
    origin: Origin = Origin.MANUAL
    state: OrderState = OrderState.PLACED
    lifted_by: str = ""
    lifted_at: datetime | None = None
    result: str = ""

    def holds_on(self, day: date) -> bool:
        """Tell whether the order stops anything on a day."""
        placed = self.state is OrderState.PLACED
        return placed and self.effective <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """查验记录 One agency's result on one version of a list; a list has one record.

    `sheet` is what was looked at, counted and pictured, as it was signed off.
    """

    paper: int
    version: int
    agency: Agency
    result: Result
    note: str
    officer: str
    at: datetime
    sheet: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnforcementCase:
    """案件 What followed a detention or a return."""

    number: str
    paper: int
    version: int
    kind: str
    reason: str
    state: CaseState
    opened_by: str
    opened_at: datetime
    closed_by: str = ""
    closed_at: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """计数 Lists of one month, mode and declarant: lodged, and opened."""

    month: date
    mode: str
    declarant: str
    declared: int
    examined: int


def by_aim(orders: Iterable[ControlOrder]) -> dict[Aim, list[ControlOrder]]:
    """Sort orders by what they aim at."""
    found: dict[Aim, list[ControlOrder]] = {}
    for order in orders:
        found.setdefault(order.aim, []).append(order)
    return found


def aims_of(declaration: Declaration, numbers: tuple[str, ...]) -> frozenset[Aim]:
    """Name all by which an order may hit a list; `numbers` are the list's own."""
    it = declaration
    lists = (it.order_number, *numbers)
    firms = (it.seller.code, it.declarant.code, it.platform.code, it.carrier.code)
    aims = {Aim(Target.LIST, number) for number in lists if number}
    aims.update([Aim(Target.FIRM, code) for code in firms if code])
    if it.conveyance:
        aims.add(Aim(Target.VEHICLE, it.conveyance))
    if it.transport_document:
        aims.add(Aim(Target.TRANSPORT_DOCUMENT, it.transport_document))
    return frozenset(aims).union(*(_prefixes(line.hs_code) for line in it.lines))


@lru_cache(maxsize=CODES_KEPT)
def _prefixes(hs_code: str) -> frozenset[Aim]:
    lengths = range(SHORTEST_PREFIX, len(hs_code) + 1)
    return frozenset(Aim(Target.HS_PREFIX, hs_code[:length]) for length in lengths)
