"""What a control order does to a list, and how often lists are opened: pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tongguan.customs.control.model import (
    SHORTEST_PREFIX,
    ControlOrder,
    Counted,
    Examined,
    Result,
    Target,
)
from tongguan.kit.checks import Check, Clause, Difference, Place, Severity, check

REVIEW = "1200"
UNRATED = "unrated"
HS_LENGTH = 10
POWER = Clause("《中华人民共和国海关法》第六条", confirmed=False)


class BadOrderError(ValueError):
    """An order that aims at nothing, has no reason, or no day on which it holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """受控清单 A list with the orders that hit it and are not satisfied."""

    orders: tuple[ControlOrder, ...]


@check(
    "RSK-6010",
    clause=POWER,
    receipt=REVIEW,
    severity=Severity.EXAMINE,
    remedy=(
        "按指令查验并记录结果，解除指令后方可放行。",
        "Examine as ordered and record the result; lift the order before release.",
    ),
)
def no_order_stops_it(controlled: Controlled) -> Iterator[Difference]:
    """布控指令{given}命中本清单：{expected}。

    Control order {given} hits this list: {expected}.
    """
    for order in controlled.orders:
        yield Difference(Place("declaration", "number"), order.number, order.reason)


CONTROLS: tuple[Check[Controlled], ...] = (no_order_stops_it,)


def unsatisfied(
    orders: Iterable[ControlOrder], examined: Iterable[Examined], day: date
) -> tuple[ControlOrder, ...]:
    """Return the orders that still stop a list, given what was found in it.

    An order is satisfied for one list when its agency has passed the list since.
    """
    passed = {it.agency: it.at for it in examined if it.result is Result.PASSED}
    return tuple(
        order
        for order in orders
        if order.holds_on(day)
        and not (order.agency in passed and passed[order.agency] >= order.placed_at)
    )


def refuse_bad(order: ControlOrder) -> None:
    """Refuse an order that could stop nothing, or anything."""
    value = order.aim.value
    if not (value.strip() and order.reason.strip()):
        raise BadOrderError("布控对象和理由不能为空。An aim and a reason are needed.")
    if not order.placed_at.date() <= order.until >= order.effective:
        raise BadOrderError("截止日期已过或早于生效日期。The last day is too early.")
    if order.aim.target is Target.HS_PREFIX:
        digits = value.isascii() and value.isdigit()
        if not (digits and SHORTEST_PREFIX <= len(value) <= HS_LENGTH):
            raise BadOrderError("商品编码前缀为2至10位数字。2 to 10 digits.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """查验率 Of how many lists how many were opened, for one class in one month."""

    month: date
    mode: str
    firm_class: str
    declared: int
    examined: int

    @property
    def share(self) -> Decimal:
        """Opened lists per declared list."""
        return Decimal(self.examined) / self.declared


def rates(counts: Iterable[Counted], classes: Mapping[str, str]) -> tuple[Rate, ...]:
    """Add counts up by month, mode and class; a firm without a class is unrated."""
    sums: dict[tuple[date, str, str], list[int]] = defaultdict(lambda: [0, 0])
    for it in counts:
        total = sums[it.month, it.mode, classes.get(it.declarant, UNRATED)]
        total[0] += it.declared
        total[1] += it.examined
    return tuple(
        Rate(
            month=month,
            mode=mode,
            firm_class=firm_class,
            declared=declared,
            examined=examined,
        )
        for (month, mode, firm_class), (declared, examined) in sorted(sums.items())
        if declared
    )
